"""The regulation as running checks: what a permit file owes, by when, and why."""
