Who tries to delete or change what must stay is refused, and the supervising office is told of it (Art. 26, item 3).
