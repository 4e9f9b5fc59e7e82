"""Texts of what is found on the seven key shots (Art. 16)."""

from lingchuan.records.i18n import _


TEXTS = {
    "bad_time_mark": _(
        "problem_bad_time_mark",
        default="Is no time mark: minutes and seconds as 03:05, or hours too as 1:03:05.",
    ),
    "answered_meanwhile": _(
        "problem_answered_meanwhile",
        default="Somebody has answered this since you opened the page. Look at what stands there now, and answer again if need be.",
    ),
    "shown_elsewhere": _(
        "problem_shown_elsewhere",
        default="Another mark says that it is shown. Take that mark back first, or leave the answer.",
    ),
    "ks1_reasonless": _(
        "duty_ks1_reasonless",
        default="The key shot “the site” is said not to apply, without a reason. Enter the reason.",
    ),
    "ks1_unanswered": _(
        "duty_ks1_unanswered",
        default="Nobody says whether the key shot “the site” is there. Enter it with its mark, or why it does not apply.",
    ),
    "ks1_unmarked": _(
        "duty_ks1_unmarked",
        default="The key shot “the site” has no mark in the recording. Enter it.",
    ),
    "ks2_reasonless": _(
        "duty_ks2_reasonless",
        default="The key shot “words, deeds and looks of the persons” is said not to apply, without a reason. Enter the reason.",
    ),
    "ks2_unanswered": _(
        "duty_ks2_unanswered",
        default="Nobody says whether the key shot “words, deeds and looks of the persons” is there. Enter it with its mark, or why it does not apply.",
    ),
    "ks2_unmarked": _(
        "duty_ks2_unmarked",
        default="The key shot “words, deeds and looks of the persons” has no mark in the recording. Enter it.",
    ),
    "ks3_contradicted": _(
        "duty_ks3_contradicted",
        default="The activity says that there was such, and the key shot “filling in and serving of papers” is said not to apply. Check which is right.",
    ),
    "ks3_missing": _(
        "duty_ks3_missing",
        default="The activity asks for the key shot “filling in and serving of papers”, which is missing. If it is there, mark it; if not, a head gives the reason on the list of what is owed.",
    ),
    "ks3_unmarked": _(
        "duty_ks3_unmarked",
        default="The key shot “filling in and serving of papers” has no mark in the recording. Enter it.",
    ),
    "ks4_contradicted": _(
        "duty_ks4_contradicted",
        default="The activity says that there was such, and the key shot “evidence that is perishable or hard to get later” is said not to apply. Check which is right.",
    ),
    "ks4_missing": _(
        "duty_ks4_missing",
        default="The activity asks for the key shot “evidence that is perishable or hard to get later”, which is missing. If it is there, mark it; if not, a head gives the reason on the list of what is owed.",
    ),
    "ks4_unmarked": _(
        "duty_ks4_unmarked",
        default="The key shot “evidence that is perishable or hard to get later” has no mark in the recording. Enter it.",
    ),
    "ks5_unmarked": _(
        "duty_ks5_unmarked",
        default="The key shot “the main features of important evidence” has no mark in the recording. Enter it.",
    ),
    "ks6_contradicted": _(
        "duty_ks6_contradicted",
        default="The activity says that there was such, and the key shot “measures on property” is said not to apply. Check which is right.",
    ),
    "ks6_missing": _(
        "duty_ks6_missing",
        default="The activity asks for the key shot “measures on property”, which is missing. If it is there, mark it; if not, a head gives the reason on the list of what is owed.",
    ),
    "ks6_unmarked": _(
        "duty_ks6_unmarked",
        default="The key shot “measures on property” has no mark in the recording. Enter it.",
    ),
    "ks7_unmarked": _(
        "duty_ks7_unmarked",
        default="The key shot “what those on site find necessary” has no mark in the recording. Enter it.",
    ),
}
