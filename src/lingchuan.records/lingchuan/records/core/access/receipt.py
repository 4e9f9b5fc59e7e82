"""Receipt codes: by one a person without an account asks how a request stands.

13 characters of base32 (RFC 4648) hold 65 bits. A code is a bearer's secret: it is made of
random bytes that the caller brings.
"""

from base64 import b32encode
from typing import Final

import re
import unicodedata


LENGTH: Final = 13
# 13 characters take 65 bits; eight bytes would hold 64.
TOKEN_BYTES: Final = 9
_CODE: Final = re.compile(rf"[A-Z2-7]{{{LENGTH}}}")
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212_]+")
# Room for blanks between all characters; what is longer is no code.
_LONGEST: Final = 60


def new_code(token: bytes) -> str:
    """Return the receipt code of some random bytes.

    Args:
        token: TOKEN_BYTES or more, from `secrets`; what follows the 65th bit is not used.
    Raises:
        ValueError: the token is shorter.
    """
    if len(token) < TOKEN_BYTES:
        raise ValueError(f"expected {TOKEN_BYTES} bytes or more, got {len(token)}")
    return b32encode(token).decode("ascii")[:LENGTH]


def normal(text: str) -> str | None:
    """Return the code that a person typed, None where it can be none.

    Case, full width, blanks and hyphens are forgiven.
    """
    if len(text) > _LONGEST:
        return None
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    return code if _CODE.fullmatch(code) else None
