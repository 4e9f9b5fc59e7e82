"""The security headers of every answer, as plain values (docs/adr/0016)."""

from typing import Final


NO_STORE: Final = "private, no-store"
KEPT: Final = "public, max-age=86400"
CACHE: Final = "Cache-Control"
POLICY: Final = "Content-Security-Policy"
FRAMES: Final = "X-Frame-Options"


def policy(**sources: str) -> str:
    """Return a content security policy; `default_src="'self'"` is `default-src 'self'`."""
    parts = (f"{name.replace('_', '-')} {value}" for name, value in sources.items())
    return "; ".join(part.strip() for part in parts)


_PAGE: Final = {
    "default_src": "'self'",
    "script_src": "'self'",
    # Plone's editor, menus and charts set style attributes.
    "style_src": "'self' 'unsafe-inline'",
    "img_src": "'self' data:",
    "font_src": "'self' data:",
    "object_src": "'none'",
    "base_uri": "'self'",
    "form_action": "'self'",
    "frame_ancestors": "'none'",
}
PAGES: Final = policy(**_PAGE)
TEMPLATING: Final = policy(**_PAGE | {"script_src": "'self' 'unsafe-eval'"})
# Zope's own pages for who keeps the server: frames and scripts in the page.
ZMI: Final = policy(
    **_PAGE
    | {
        "script_src": "'self' 'unsafe-inline' 'unsafe-eval'",
        "frame_ancestors": "'self'",
    }
)
# What leaves as bytes is no page of ours: opened by itself, it may do nothing.
BYTES: Final = policy(
    default_src="'none'",
    img_src="'self'",
    media_src="'self'",
    style_src="'unsafe-inline'",
    frame_ancestors="'none'",
    sandbox="",
)
EVERY: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    FRAMES: "DENY",
    POLICY: PAGES,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    CACHE: NO_STORE,
}
