"""The citizen's right to view and copy: who may ask, what is given, how long (Art. 21)."""
