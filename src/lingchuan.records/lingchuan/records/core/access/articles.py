"""The articles that outcomes and findings of access cite, as notices write them."""

from typing import Final


SECRETS: Final = "办法第二十条"
ACCESS: Final = "办法第二十一条"
USE: Final = "办法第二十四条"
PUBLIC_DECISIONS: Final = "行政许可法第四十条"
OWN_DATA: Final = "个人信息保护法第四十五条"
INTERNAL_PAPERS: Final = "政府信息公开条例第十六条"
SEPARATING: Final = "政府信息公开条例第三十七条"
# Public information is the way of who is no party of the file.
STRANGERS: Final = f"{ACCESS}、政府信息公开条例第三十三条"
WORK_SECRETS: Final = f"{SECRETS}、第二十一条"
PERMIT_SECRETS: Final = f"{ACCESS}、行政许可法第五条"
