"""Closed lists of the law, and the bureau's own lists out of the settings.

In a permit file a list holds what was in force on any day since the application
arrived, so that an entry that has ended does not lock the file.
"""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.core.lists import plain_name
from lingchuan.records.core.lists import valid_between
from lingchuan.records.i18n import _
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import ITitledTokenizedTerm
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(ITitledTokenizedTerm)
class ListTerm:
    """A term whose token is the Chinese term itself (contract)."""

    def __init__(self, value: str, title: str) -> None:
        self.value = self.token = value
        self.title = title


def _closed(rows: tuple) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(code, code, title) for code, title in rows])


def _setting(name: str) -> list[dict]:
    rows = api.portal.get_registry_record(f"lingchuan.records.{name}", default=None)
    return list(rows or ())


def _listed(name: str, context: object, key: str = "name") -> SimpleVocabulary:
    """Return what was in force at some time since the file's application arrived."""
    file = facts.permit_file_of(context)
    first = getattr(aq_base(file), "received_on", None) or facts.today()
    rows = valid_between(_setting(name), first, facts.today())
    values = dict.fromkeys((row[key], row.get("name") or row[key]) for row in rows)
    terms = {value: ListTerm(value, title) for value, title in values}
    return SimpleVocabulary(list(terms.values()))


@provider(IVocabularyFactory)
def matters(context: object) -> SimpleVocabulary:
    """Return the permit matters, by code."""
    return _listed("matters", context, "code")


@provider(IVocabularyFactory)
def file_matters(context: object) -> SimpleVocabulary:
    """Return the matters of the file around, by code; of the catalogue without one."""
    file = facts.permit_file_of(context)
    if file is None:
        return matters(context)
    rows = aq_base(file).matters or ()
    names = {row["code"]: row.get("name") or row["code"] for row in rows}
    return SimpleVocabulary([ListTerm(code, name) for code, name in names.items()])


@provider(IVocabularyFactory)
def activities(context: object) -> SimpleVocabulary:
    """Return the hearings and field work of the file around, by UID."""
    file = facts.permit_file_of(context)
    found = facts.activities_of(file) if file is not None else {}
    # What the record names stays, though the user may not see it.
    named = getattr(aq_base(context), "activity", None)
    found = found | ({named: named} if named and named not in found else {})
    return SimpleVocabulary([SimpleTerm(uid, uid, name) for uid, name in found.items()])


class _Names(SimpleVocabulary):
    """Names; one may be given with an explanation in brackets, as the sources do."""

    def __contains__(self, value: object) -> bool:
        """Return whether the name is listed."""
        return super().__contains__(value) or self._is_long(value)

    def getTerm(self, value: object) -> object:
        """Return the term of a name."""
        return ListTerm(value, value) if self._is_long(value) else super().getTerm(value)

    def getTermByToken(self, token: str) -> object:
        """Return the term of a name."""
        if self._is_long(token):
            return ListTerm(token, token)
        return super().getTermByToken(token)

    def _is_long(self, value: object) -> bool:
        if not isinstance(value, str) or value in self.by_value:
            return False
        return plain_name(value) in self.by_value


@provider(IVocabularyFactory)
def document_names(context: object) -> SimpleVocabulary:
    """Return the standard names of documents, and the one that a record has."""
    names = _Names(list(_listed("document_names", context)))
    own = getattr(aq_base(context), "document_name", None)
    if own in names and own not in names.by_value:
        return _Names([*names, names.getTerm(own)])
    return names


@provider(IVocabularyFactory)
def stages(context: object) -> SimpleVocabulary:
    """Return the stages, in their order."""
    return _listed("stages", context)


@provider(IVocabularyFactory)
def units(context: object) -> SimpleVocabulary:
    """Return the units."""
    return _listed("units", context)


@provider(IVocabularyFactory)
def device_kinds(context: object) -> SimpleVocabulary:
    """Return the kinds of recording devices, by code."""
    return _listed("device_kinds", context, "code")


@provider(IVocabularyFactory)
def service_methods(context: object) -> SimpleVocabulary:
    """Return the methods of serving documents, by code."""
    return _listed("service_methods", context, "code")


@provider(IVocabularyFactory)
def record_kinds(context: object) -> SimpleVocabulary:
    """Return the seven kinds of text records (Art. 3)."""
    return RECORD_KINDS


@provider(IVocabularyFactory)
def secrecy_kinds(context: object) -> SimpleVocabulary:
    """Return the four kinds of secrecy (Art. 20)."""
    return SECRECY_KINDS


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
