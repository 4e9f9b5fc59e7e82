"""Commands for a PC without Plone; they import the core alone."""
