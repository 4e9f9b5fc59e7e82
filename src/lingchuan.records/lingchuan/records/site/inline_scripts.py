"""Scripts inside Plone's pages: taken out, for our policy runs none (docs/adr/0016).

What those that are known do is said in attributes, which static/records.js carries out:
`data-lr-call` names the act, `data-lr-with` the id it is about; with `data-lr-start`
it is done once the page is there. All others are dropped.
"""

from typing import Final

import re


CALL: Final = "data-lr-call"
WITH: Final = "data-lr-with"
START: Final = "data-lr-start"
_ID: Final = r"'(?P<id>[\w.:-]+)'"
KNOWN: Final = (
    (r"(?:javascript:)?(?P<call>from2to|to2from|moveUp|moveDown)\({id}\);?", None),
    (r"(?P<call>copyDataForSubmit)\({id}\);?", None),
    (r"document\.getElementById\({id}\)\.disabled=true;?", "disable"),
    (r"document\.getElementById\({id}\)\.disabled=false;?", "enable"),
    (r"(?:this\.)?form\.submit\(\);?", "submit"),
    (r"return confirm\(this\.getAttribute\('confirm-message'\)\);?", "confirm"),
)
_PATTERNS: Final = tuple(
    (re.compile(pattern.replace("{id}", _ID)), call) for pattern, call in KNOWN
)
HANDLERS: Final = "//@*[starts-with(name(), 'on')]"
SCRIPTS: Final = "//script[not(@src)]"
LINKS: Final = "//a[starts-with(normalize-space(@href), 'javascript:')]"
# Data that scripts read: nothing runs it.
DATA: Final = re.compile(r"application/(?:ld\+)?json|text/(?:template|html|x-.*)")


def take_out(tree: object) -> None:
    """Take the scripts out of a page; what is known is said in attributes."""
    for handler in tree.xpath(HANDLERS):
        element = handler.getparent()
        name = handler.attrname
        _say(element, str(handler))
        del element.attrib[name]
    for script in tree.xpath(SCRIPTS):
        if not DATA.fullmatch(script.get("type") or ""):
            _replace(script)
    for link in tree.xpath(LINKS):
        link.set("href", "#")


def _replace(script: object) -> None:
    """Let an element take the place of a script, if what it does is known."""
    source, tail, parent = script.text or "", script.tail, script.getparent()
    script.clear()
    script.tag, script.tail = "span", tail
    if _say(script, source):
        script.set(START, "")
        script.set("hidden", "")
    elif tail is None:
        parent.remove(script)


def _say(element: object, source: str) -> bool:
    """Say in attributes what a script does; return whether it is known."""
    for pattern, call in _PATTERNS:
        found = pattern.fullmatch(source.strip())
        if found:
            said = found.groupdict()
            element.set(CALL, call or said["call"])
            element.set(WITH, said.get("id") or "")
            return True
    return False
