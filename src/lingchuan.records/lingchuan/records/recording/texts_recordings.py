"""Texts of what is found on activities and recordings (Art. 5–18)."""

from lingchuan.records.i18n import _


TEXTS = {
    "activity_ends_before_start": _(
        "duty_activity_ends_before_start",
        default="The activity ends no later than it starts. Correct its times.",
    ),
    "activity_kind_missing": _(
        "duty_activity_kind_missing",
        default="The kind of activity is not said, so no way of recording can be proposed. Choose the kind.",
    ),
    "activity_times_missing": _(
        "duty_activity_times_missing",
        default="The start or the end of the activity is missing, so its recording cannot be checked. Enter the times.",
    ),
    "activity_unrecorded": _(
        "duty_activity_unrecorded",
        default="The activity is over and has neither text nor sound or picture. Add its text record.",
    ),
    "av_missing": _(
        "duty_av_missing",
        default="The activity has no sound or picture. Upload its recording or photos.",
    ),
    "av_off_at_end": _(
        "duty_av_off_at_end",
        default="The equipment was off exactly at the end; it should be off after. Check the times.",
    ),
    "av_off_early": _(
        "duty_av_off_early",
        default="The equipment was off before the end: ${from} to ${to} is not recorded, ${minutes} minutes. Add the recording of that time; if there is none, a head gives the reason on the list of what is owed.",
    ),
    "av_on_at_start": _(
        "duty_av_on_at_start",
        default="The equipment was on exactly at the start; it should be on before. Check the times.",
    ),
    "av_on_late": _(
        "duty_av_on_late",
        default="The equipment was on only after the start: ${from} to ${to} is not recorded, ${minutes} minutes. Add the recording of that time; if there is none, a head gives the reason on the list of what is owed.",
    ),
    "cause_to_confirm": _(
        "duty_cause_to_confirm",
        default="The interruption from ${from} to ${to} (${minutes} minutes) was for “${reason}”; a supervisor must confirm that the cause is objective.",
    ),
    "clip_ends_before_start": _(
        "duty_clip_ends_before_start",
        default="It ends no later than it starts, so it counts for nothing. Correct the times.",
    ),
    "clip_ends_missing": _(
        "duty_clip_ends_missing", default="The end is missing. Enter it."
    ),
    "clip_file_missing": _(
        "duty_clip_file_missing", default="The file is missing. Upload it."
    ),
    "clip_persons_missing": _(
        "duty_clip_persons_missing",
        default="The party and the persons concerned are missing. Enter them.",
    ),
    "clip_place_missing": _(
        "duty_clip_place_missing", default="The place is missing. Enter it."
    ),
    "clip_staff_missing": _(
        "duty_clip_staff_missing", default="The staff are missing. Enter them."
    ),
    "clip_starts_missing": _(
        "duty_clip_starts_missing", default="The start is missing. Enter it."
    ),
    "clip_summary_missing": _(
        "duty_clip_summary_missing",
        default="The process is missing. Say briefly what happened.",
    ),
    "clip_term_unknown": _(
        "duty_clip_term_unknown",
        default="The file is closed and has no retention class, so nobody knows how long this recording is kept. Set the file's class.",
    ),
    "clock_unchecked": _(
        "duty_clock_unchecked",
        default="The clock of the device ${device} was not checked within ${days} days before. Check it and enter the check.",
    ),
    "device_differs": _(
        "duty_device_differs",
        default="The file names the device ${measured}, the record ${written}. Check the device.",
    ),
    "device_out_of_service": _(
        "duty_device_out_of_service",
        default="The device ${device} was out of service at that time. Check the number.",
    ),
    "device_unnamed": _(
        "duty_device_unnamed",
        default="The device is not named. Choose it from the register.",
    ),
    "device_unregistered": _(
        "duty_device_unregistered",
        default="The device ${device} is not in the register. Check its number, or register it.",
    ),
    "duration_differs": _(
        "duty_duration_differs",
        default="The file lasts ${measured} s, the times written ${written} s. Check times and file.",
    ),
    "exception_to_certify": _(
        "duty_exception_to_certify",
        default="The section head must confirm the ground for saving later.",
    ),
    "exception_uncertified": _(
        "duty_exception_uncertified",
        default="Nobody certified the ground for saving later. Enter who did.",
    ),
    "gap_cause_missing": _(
        "duty_gap_cause_missing",
        default="The interruption from ${from} to ${to} (${minutes} minutes) names no cause. Enter it.",
    ),
    "gap_cause_subjective": _(
        "duty_gap_cause_subjective",
        default="The interruption from ${from} to ${to} (${minutes} minutes) was for “${cause}”, which is no objective cause. Add the recording; if there is none, a head gives the reason on the list of what is owed.",
    ),
    "gap_reason_missing": _(
        "duty_gap_reason_missing",
        default="The interruption from ${from} to ${to} (${minutes} minutes) has another objective cause, without its reason. Enter the reason.",
    ),
    "gap_unexplained": _(
        "duty_gap_unexplained",
        default="${from} to ${to} is not recorded, ${minutes} minutes, and no cause is given. Add the recording, or enter the interruption.",
    ),
    "hall_day_unknown": _(
        "duty_hall_day_unknown",
        default="The hall recording has no day, so it cannot be told when it may go; it is kept on. Enter the time.",
    ),
    "medium_differs": _(
        "duty_medium_differs",
        default="The file's format (${mime}) is not of the medium chosen. Check the medium.",
    ),
    "not_saved": _(
        "duty_not_saved",
        default="The recording is not saved yet; it is due by ${due}. Upload it soon.",
    ),
    "notice_missing": _(
        "duty_notice_missing",
        default="No recording says that the party was told. Enter the notice, how it was given and where in the recording.",
    ),
    "notice_undocumented": _(
        "duty_notice_undocumented",
        default="The party was told, but not how, or where in the recording. Enter it.",
    ),
    "private_copy_undeclared": _(
        "duty_private_copy_undeclared",
        default="Nobody has declared that no private copy is kept. Declare it.",
    ),
    "recorded_at_differs": _(
        "duty_recorded_at_differs",
        default="The file says that it was recorded ${minutes} minutes from the start written. Check the time.",
    ),
    "return_before_end": _(
        "duty_return_before_end",
        default="The return on ${returned_on} lies before the end on ${ended_on}. Correct the day.",
    ),
    "return_missing": _(
        "duty_return_missing",
        default="A ground for saving later is stated, but not the day of return, so no due day can be told. Enter the return.",
    ),
    "saved_late": _(
        "duty_saved_late",
        default="It was due to be saved by ${due} and was saved on ${saved_on}, too late. A head gives the reason, if there is one, on the list of what is owed.",
    ),
    "saving_uncertain": _(
        "duty_saving_uncertain",
        default="Saved on ${saved_on}; the due day ${due} rests on working days that no notice has fixed yet. It is judged when the notice is there.",
    ),
    "text_missing": _(
        "duty_text_missing",
        default="The activity has no text record. Enter its transcript or add a text record to it.",
    ),
    "trigger_basis_missing": _(
        "duty_trigger_basis_missing",
        default="“Decided by the bureau” is chosen without its basis. Enter the item of the bureau's list, or who decided, when and why.",
    ),
    "voice_missing": _(
        "duty_voice_missing",
        default="After the interruption from ${from} to ${to} (${minutes} minutes) nobody explained it by voice. If somebody did, enter where; if not, a head gives the reason on the list of what is owed.",
    ),
    "voice_offset_missing": _(
        "duty_voice_offset_missing",
        default="The interruption from ${from} to ${to} was explained by voice, but not where in the recording. Enter it.",
    ),
    "wrong_device": _(
        "duty_wrong_device",
        default="There are recordings, but none by a body camera. Upload the body camera's; if there is none, a head gives the reason on the list of what is owed.",
    ),
    "way_agency_decision": _(
        "duty_way_agency_decision",
        default="The bureau deems it necessary: text and a body camera (Art. 10(4)).",
    ),
    "way_incident": _(
        "duty_way_incident",
        default="A mass or sudden incident: text and a body camera (Art. 10(3)).",
    ),
    "way_leave_service": _(
        "duty_way_leave_service",
        default="Service by leaving, off premises: text and a body camera (Art. 10(1)).",
    ),
    "way_obstruction": _(
        "duty_way_obstruction",
        default="The party evades, refuses or obstructs: text and a body camera (Art. 10(2)).",
    ),
    "way_on_premises": _(
        "duty_way_on_premises",
        default="A hearing, interview, inquiry or the like on premises: text and sound or picture together (Art. 9).",
    ),
    "way_waived": _(
        "duty_way_waived",
        default="One of the two is left out for the reason that the record gives; the bureau asks for it, the law does not name it (Art. 7).",
    ),
    "way_text_only": _(
        "duty_way_text_only",
        default="Nothing here asks for sound or picture: a text record is enough (Art. 7).",
    ),
}
