"""Closed lists of the law, as vocabularies."""

from lingchuan.records.i18n import _
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def _closed(rows: tuple) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(code, code, title) for code, title in rows])


HANDLINGS = _closed(
    (
        ("general", _("handling_general", default="One department")),
        ("unified", _("handling_unified", default="Unified handling")),
        ("joint", _("handling_joint", default="Joint handling")),
    )
)
DECISIONS = _closed(
    (
        ("granted", _("decision_granted", default="Granted")),
        ("refused", _("decision_refused", default="Refused")),
    )
)
APPLICANT_TYPES = _closed(
    (
        ("natural", _("applicant_natural", default="Natural person")),
        ("legal", _("applicant_legal", default="Legal person or organisation")),
        ("sole_trader", _("applicant_sole_trader", default="Sole trader")),
        ("other", _("applicant_other", default="Other")),
    )
)
PARTY_ROLES = _closed(
    (
        ("agent", _("party_agent", default="Agent")),
        ("third_party", _("party_third_party", default="Interested third party")),
        ("witness", _("party_witness", default="Witness")),
    )
)
APPROVERS = _closed(
    (
        ("agency_head", _("approver_agency_head", default="Head of the bureau")),
        (
            "county_head",
            _("approver_county_head", default="Head of the county government"),
        ),
    )
)
SIGNER_ROLES = _closed(
    (
        ("staff", _("signer_staff", default="Staff")),
        ("party", _("signer_party", default="Party")),
        ("agent", _("signer_agent", default="Agent")),
        ("expert", _("signer_expert", default="Expert")),
        ("witness", _("signer_witness", default="Witness")),
    )
)
RECORD_KINDS = _closed(
    (
        (
            "issued_document",
            _("kind_issued_document", default="Document issued to the party"),
        ),
        (
            "investigation",
            _("kind_investigation", default="Investigation and evidence"),
        ),
        ("hearing_material", _("kind_hearing_material", default="Hearing material")),
        (
            "test_conclusion",
            _("kind_test_conclusion", default="Inspection, test or appraisal"),
        ),
        ("expert_report", _("kind_expert_report", default="Expert report")),
        ("internal_approval", _("kind_internal_approval", default="Internal approval")),
        ("service_document", _("kind_service_document", default="Service document")),
    )
)
HEARING_KINDS = _closed(
    (
        ("hearing", _("hearing_hearing", default="Hearing")),
        ("interview", _("hearing_interview", default="Interview")),
        ("inquiry", _("hearing_inquiry", default="Inquiry")),
        ("oral_statement", _("hearing_oral_statement", default="Oral statement")),
        ("reconsideration", _("hearing_reconsideration", default="Reconsideration")),
    )
)
FIELD_KINDS = _closed(
    (
        ("site_check", _("fieldwork_site_check", default="Site check")),
        ("service", _("fieldwork_service", default="Service of documents")),
        (
            "evidence_collection",
            _("fieldwork_evidence_collection", default="Collection of evidence"),
        ),
        ("other", _("fieldwork_other", default="Other")),
    )
)
TRIGGERS = _closed(
    (
        ("LEAVE_SERVICE", _("trigger_LEAVE_SERVICE", default="Service by leaving")),
        (
            "OBSTRUCTION",
            _("trigger_OBSTRUCTION", default="Evasion, refusal or obstruction"),
        ),
        ("INCIDENT", _("trigger_INCIDENT", default="Mass or sudden incident")),
        (
            "AGENCY_DECISION",
            _("trigger_AGENCY_DECISION", default="Decided by the bureau"),
        ),
    )
)
# Of what is proposed for an activity, what a person may leave out with a reason.
WAIVABLE_WAYS = _closed(
    (
        ("text", _("waived_text", default="Text record")),
        ("av", _("waived_av", default="Sound or picture")),
    )
)
SAVE_EXCEPTIONS = _closed(
    (
        ("CONTINUOUS", _("saving_CONTINUOUS", default="Continuous work")),
        ("ELSEWHERE", _("saving_ELSEWHERE", default="Work elsewhere")),
        ("REMOTE", _("saving_REMOTE", default="Remote or hard to reach")),
    )
)
MEDIA = _closed(
    (
        ("photo", _("medium_photo", default="Photo")),
        ("audio", _("medium_audio", default="Audio")),
        ("video", _("medium_video", default="Video")),
        ("surveillance", _("medium_surveillance", default="Surveillance video")),
    )
)
NOTICE_METHODS = _closed(
    (
        ("oral", _("notice_oral", default="Spoken on the recording")),
        ("written", _("notice_written", default="In writing")),
        ("both", _("notice_both", default="Both")),
    )
)
KEY_SHOTS = _closed(
    (
        ("KS1", _("shot_KS1", default="Site environment")),
        ("KS2", _("shot_KS2", default="Words, deeds and looks of persons")),
        ("KS3", _("shot_KS3", default="Filling in and serving documents")),
        ("KS4", _("shot_KS4", default="Perishable evidence")),
        ("KS5", _("shot_KS5", default="Main features of important evidence")),
        ("KS6", _("shot_KS6", default="Measures on property")),
        ("KS7", _("shot_KS7", default="Other")),
    )
)
# 办法 Art. 15(3): the five causes that it names, and any other objective one. A record
# may state another cause in words; it is no objective one.
CAUSES = _closed(
    (
        ("DEVICE_FAULT", _("cause_DEVICE_FAULT", default="Fault of the device")),
        ("DAMAGE", _("cause_DAMAGE", default="Damage")),
        ("BAD_WEATHER", _("cause_BAD_WEATHER", default="Bad weather")),
        ("BATTERY", _("cause_BATTERY", default="Low battery")),
        ("STORAGE", _("cause_STORAGE", default="Storage full")),
        (
            "OTHER_OBJECTIVE",
            _("cause_OTHER_OBJECTIVE", default="Another objective cause"),
        ),
    )
)
KEY_ANSWERS = _closed(
    (
        ("present", _("answer_present", default="Present")),
        ("not_applicable", _("answer_not_applicable", default="Not applicable")),
    )
)
RETENTION = _closed(
    (
        ("permanent", _("retention_permanent", default="Permanent")),
        ("y30", _("retention_y30", default="30 years")),
        ("y10", _("retention_y10", default="10 years")),
    )
)
DEVICE_STATUS = _closed(
    (
        ("in_service", _("device_in_service", default="In service")),
        ("repair", _("device_repair", default="In repair")),
        ("retired", _("device_retired", default="Retired")),
    )
)
SECRECY_KINDS = _closed(
    (
        ("STATE", _("secrecy_STATE", default="State secret")),
        ("COMMERCIAL", _("secrecy_COMMERCIAL", default="Commercial secret")),
        ("WORK", _("secrecy_WORK", default="Work secret")),
        ("PRIVACY", _("secrecy_PRIVACY", default="Personal privacy")),
    )
)
