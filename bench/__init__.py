"""Speed beside stock Plone 6.2, on the same machine in the same run: ``make bench``."""
