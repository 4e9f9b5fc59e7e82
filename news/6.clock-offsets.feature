A recording keeps by how much the clock of its device was ahead, by the last check before it started; a check that is entered later reaches all that is not sealed.
