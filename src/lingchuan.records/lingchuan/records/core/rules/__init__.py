"""The regulation as running checks: one small function for each rule."""
