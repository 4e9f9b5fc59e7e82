Hearings and field work may be entered up to a year ahead; an interruption lies within its recording or right before or after it.
