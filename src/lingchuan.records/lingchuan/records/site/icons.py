"""Icons of the theme, drawn into our pages."""

from zope.component import getMultiAdapter


class WithIcons:
    """A view whose template asks for icons."""

    def icon(self, name: str) -> str:
        """Return an inline icon; each is read and drawn once a page."""
        drawn = self.__dict__.setdefault("_drawn", {})
        if name not in drawn:
            on = (self.context, self.request)
            resolver = getMultiAdapter(on, name="iconresolver")
            drawn[name] = resolver.tag(name, tag_class="plone-icon", tag_alt="")
        return drawn[name]
