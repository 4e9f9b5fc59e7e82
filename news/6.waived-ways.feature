Where the bureau itself asks for both text and sound or picture, one of the two may be left out with a reason; what the law asks for may not.
