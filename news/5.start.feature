A server starts a second sooner: the printer of papers and what only a move needs are read in when they are needed.
