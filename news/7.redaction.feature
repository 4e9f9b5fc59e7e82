Redacted copies are ordered by an officer, made by the system without anything hidden in them, and reviewed by a second officer; the original never changes.
