A recording says of itself when, where, for how long and by which device it was made: what nobody wrote is filled in from the file, read apart from the site within limits of time and memory.
