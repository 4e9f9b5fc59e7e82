"""Icons of the theme, drawn into our pages."""

from zope.component import getMultiAdapter


class WithIcons:
    """A view whose template asks for icons."""

    def icon(self, name: str) -> str:
        """Return an inline icon."""
        resolver = getMultiAdapter((self.context, self.request), name="iconresolver")
        return resolver.tag(name, tag_class="plone-icon", tag_alt="")
