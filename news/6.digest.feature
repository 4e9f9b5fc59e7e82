Each morning of a working day a mail can tell everybody how much is due to them, in numbers and links only; it is off until the settings ask for it.
