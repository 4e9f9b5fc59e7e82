The file's page and `@@gaps` show what a permit file owes, by when, under which article and what mends it; `@recording` gives the same as JSON, now or as of a moment.
