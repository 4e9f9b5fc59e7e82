"""Texts of the request form, in words that people use who are no lawyers."""

from lingchuan.records.access.schema import IAccessRequestSchema
from lingchuan.records.i18n import _
from typing import Final


FILE_NUMBER: Final = "file_number"
IDENTITY: Final = "identity"
# By which paper the counter has seen who stands there.
PAPERS: Final = {
    "resident_id": _("paper_resident_id", default="Resident identity card"),
    "licence": _("paper_licence", default="Business licence"),
    "passport": _("paper_passport", default="Passport or travel permit"),
    "service": _("paper_service", default="Service card and letter of introduction"),
    "other": _("paper_other", default="Another paper"),
}
CHECKED: Final = _("ask_checked", default="Identity checked by: ${paper}")
OWN: Final = {
    "permit_file": _("ask_file", default="Which case"),
    FILE_NUMBER: _("ask_file_number", default="Number of the case"),
    IDENTITY: _("ask_identity", default="Identity checked by"),
    "relation": _("ask_relation", default="Who you are in this case"),
    "rights": _("ask_rights", default="What you want to do"),
    "parts": _("ask_parts", default="What you want to see"),
    "purpose": _("ask_purpose", default="What you need it for"),
    "proof": _("ask_proof", default="Proof"),
}
HELP: Final = {
    FILE_NUMBER: _(
        "ask_help_file_number",
        default="It stands on the acceptance notice, as 陵审批许字〔2026〕第012号. Fill it in only where the case is not in the list above.",
    ),
    "parts": _("ask_help_parts", default="Tick nothing, and it is the whole file."),
    "purpose": _(
        "ask_help_purpose",
        default="A sentence will do, such as: to check the materials I handed in.",
    ),
    "proof": _(
        "ask_help_proof",
        default="Only for an agent (power of attorney) and for who is touched in their own interests (what shows it). PDF, picture or text document.",
    ),
    "requester_id_number": _(
        "ask_help_id_number",
        default="Only for an agent and for who is touched in their own interests, as it stands on the proof.",
    ),
}
# At the counter, where a clerk types what a person says and shows.
COUNTER: Final = {
    "relation": IAccessRequestSchema["relation"].title,
    "permit_file": _("ask_file_number", default="Number of the case"),
}
COUNTER_HELP: Final = {
    "permit_file": _(
        "ask_help_counter_file",
        default="As 陵审批许字〔2026〕第012号, or the UID of the file.",
    ),
    "requester_id_number": IAccessRequestSchema["requester_id_number"].description,
}
BY_FILE: Final = _("ask_by_file", default="As the case file has it")
SELF: Final = {
    "applicant": _("ask_i_applicant", default="I am the applicant"),
    "agent": _("ask_i_agent", default="I act for the applicant"),
    "third_party": _("ask_i_third_party", default="My own interests are touched"),
    "other": _("ask_i_other", default="None of these"),
}
PERSON: Final = {
    "applicant": _("ask_is_applicant", default="Applicant"),
    "agent": _("ask_is_agent", default="Agent of the applicant"),
    "third_party": _("ask_is_third_party", default="Interested third party"),
    "other": _("ask_is_other", default="Other"),
}
RIGHTS: Final = {
    "view": _("ask_view", default="Look at it (on this site or at the counter)"),
    "copy": _("ask_copy", default="Take a copy"),
}
GROUPS: Final = {
    "what": _("ask_group_what", default="Which case, and what of it"),
    "who": _("ask_group_who", default="Who asks"),
    "person": _("ask_group_person", default="The person at the counter"),
    "why": _("ask_group_why", default="What for"),
    "letter": _("ask_group_letter", default="By official letter of a state body"),
}
STORED_PROOF: Final = _(
    "ask_stored_proof",
    default="“${name}” is with the request already; another file replaces it.",
)
LOST_PROOF: Final = _(
    "ask_lost_proof", default="Choose the file anew: a browser does not keep it."
)
RECEIVED: Final = _(
    "ask_received",
    default="Received: request ${number}. Receipt code ${code}, answer by ${due}.",
)
KEPT: Final = _("ask_kept", default="The draft is kept; nobody else sees it.")
TWICE: Final = _(
    "ask_twice", default="This form was sent already; it made one request."
)
MEND: Final = _("ask_mend", default="Go there")
SAY_RELATION: Final = _(
    "ask_say_relation",
    default="The case file does not have your account: say who you are in it.",
)
