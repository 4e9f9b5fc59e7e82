"""The pure core: values in, values and codes out; no Plone, no Zope."""
