"""Texts of what is found by the permit law (行政许可法)."""

from lingchuan.records.i18n import _


TEXTS = {
    "joint_without_second_matter": _(
        "duty_joint_without_second_matter",
        default="Unified or joint handling names fewer than two matters; add the others, or set the handling to general.",
    ),
    "answer_owed": _(
        "duty_answer_owed",
        default="By ${due}: accept, refuse, or tell once all that is to be supplemented; if not told in time, the application counts as accepted from its receipt on ${received_on}.",
    ),
    "answer_overdue": _(
        "duty_answer_overdue",
        default="The application was to be accepted, refused or supplemented by ${due} and has no answer yet; if not told in time, it counts as accepted from its receipt on ${received_on}. Answer it now and enter the day.",
    ),
    "answer_late": _(
        "duty_answer_late",
        default="The application was answered on ${done_on}, and was to be by ${due}; if not told in time, it counts as accepted from its receipt on ${received_on}, and the time for the decision runs from there.",
    ),
    "answer_uncertain": _(
        "duty_answer_uncertain",
        default="The application was answered on ${done_on}; its due day ${due} lies in a year without a holiday notice, so whether it was in time is known once the notice is entered.",
    ),
    "answer_undated": _(
        "duty_answer_undated",
        default="Acceptance was refused, but the written refusal has no day, so nobody can tell whether it came by ${due}; enter the refusal with its day.",
    ),
    "decision_owed": _(
        "duty_decision_owed", default="The matter ${matter} is to be decided by ${due}."
    ),
    "decision_overdue": _(
        "duty_decision_overdue",
        default="The matter ${matter} was to be decided by ${due} and is not; decide it and enter the day.",
    ),
    "decision_late": _(
        "duty_decision_late",
        default="The matter ${matter} was decided on ${done_on}; its time ended on ${due}.",
    ),
    "decision_uncertain": _(
        "duty_decision_uncertain",
        default="The matter ${matter} was decided on ${done_on}; its due day ${due} lies in a year without a holiday notice, so whether it was in time is known once the notice is entered.",
    ),
    "extension_unapproved": _(
        "duty_extension_unapproved",
        default="The extension for the matter ${matter} has no approver or no day of approval and does not count; enter them. Without it the due day is ${due}.",
    ),
    "extension_by_wrong_head": _(
        "duty_extension_by_wrong_head",
        default="The matter ${matter} is handled jointly: only the head of the government of this level extends its time. The extension does not count; without it the due day is ${due}.",
    ),
    "extension_too_long": _(
        "duty_extension_too_long",
        default="The time for the matter ${matter} is extended by ${workdays} working days, and ${most} are the most; the extension does not count. Without it the due day is ${due}.",
    ),
    "extension_too_late": _(
        "duty_extension_too_late",
        default="The extension for the matter ${matter} was approved after its first due day ${due} and does not count.",
    ),
    "certificate_owed": _(
        "duty_certificate_owed",
        default="The certificate for the matter ${matter} is to be served by ${due}.",
    ),
    "certificate_overdue": _(
        "duty_certificate_overdue",
        default="The certificate for the matter ${matter} was to be served by ${due} and is not; serve it and enter the day.",
    ),
    "certificate_late": _(
        "duty_certificate_late",
        default="The certificate for the matter ${matter} was served on ${done_on}; its time ended on ${due}.",
    ),
    "certificate_uncertain": _(
        "duty_certificate_uncertain",
        default="The certificate for the matter ${matter} was served on ${done_on}; its due day ${due} lies in a year without a holiday notice, so whether it was in time is known once the notice is entered.",
    ),
    "too_few_officers": _(
        "duty_too_few_officers",
        default="A site check takes at least two officers, and ${officers} are named; add who took part, or explain.",
    ),
    "third_party_not_heard": _(
        "duty_third_party_not_heard",
        default="${third_parties} interested third parties are concerned, and there is no paper that tells them of their rights and no record that hears them; tell and hear them before the decision.",
    ),
    "refusal_not_in_writing": _(
        "duty_refusal_not_in_writing",
        default="The matter ${matter} is refused without a written decision; add the decision with its reasons and remedies.",
    ),
    "excluded_untold": _(
        "duty_excluded_untold",
        default="The applicant was not told in writing of the time from ${starts} that is not counted; enter the day on which it was told.",
    ),
    "hearing_asked_late": _(
        "duty_hearing_asked_late",
        default="The hearing could be asked for until ${due}, and was asked for on ${done_on}.",
    ),
    "hearing_asked_uncertain": _(
        "duty_hearing_asked_uncertain",
        default="The last day to ask for the hearing, ${due}, lies in a year without a holiday notice; whether it was asked for in time is known once the notice is entered.",
    ),
    "hearing_owed": _(
        "duty_hearing_owed",
        default="The hearing was asked for and is to be held by ${due}.",
    ),
    "hearing_not_held": _(
        "duty_hearing_not_held",
        default="The hearing was asked for, was to be held by ${due} and is not; hold it.",
    ),
    "hearing_held_late": _(
        "duty_hearing_held_late",
        default="The hearing was to be held by ${due}, and was held on ${done_on}.",
    ),
    "hearing_held_uncertain": _(
        "duty_hearing_held_uncertain",
        default="The last day to hold the hearing, ${due}, lies in a year without a holiday notice; whether it was in time is known once the notice is entered.",
    ),
    "hearing_notice_owed": _(
        "duty_hearing_notice_owed",
        default="Notice of time and place of the hearing is to be served by ${due}; enter the day.",
    ),
    "hearing_notice_missing": _(
        "duty_hearing_notice_missing",
        default="Notice of time and place of the hearing was to be served by ${due}, and no day of service is entered; enter it, or hold the hearing later.",
    ),
    "hearing_notice_late": _(
        "duty_hearing_notice_late",
        default="Notice of time and place of the hearing was to be served by ${due}, and was served on ${done_on}; a hearing that is still to come needs a later day.",
    ),
    "hearing_notice_uncertain": _(
        "duty_hearing_notice_uncertain",
        default="The last day to serve notice of the hearing, ${due}, is near a year without a holiday notice; whether it was seven working days before is known once the notice is entered.",
    ),
    "chair_examined_the_application": _(
        "duty_chair_examined_the_application",
        default="${chair}, who chairs the hearing, examined the application; somebody else must chair. Name another one if it is still to come.",
    ),
    "transcript_missing": _(
        "duty_transcript_missing",
        default="The hearing has no transcript; enter it, upload the signed scan, or add the transcript as a text record.",
    ),
    "transcript_unsigned": _(
        "duty_transcript_unsigned",
        default="${name} has not signed the transcript, and no reason for refusing is entered; enter the signature or the reason.",
    ),
}
