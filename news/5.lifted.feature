What a restriction of its file alone has shut is lifted with the file, in part or wholly, and published after the review of the file; what was decided by itself waits for its own release.
