"""Tokens that a restricted record carries, and where an answer holds one."""

CANARIES = {
    "title": "绝密题名金丝雀7f3a",
    "filename": "canary-file-91bd.pdf",
    "reason": "定密理由金丝雀c2e4",
    "number": "金丝雀文号55d1",
}


def seen_in(answer, url: str) -> list[str]:
    """Return what an answer says of a hidden record: a token, its id or its path."""
    text = answer.text + "\n" + "\n".join(map(str, answer.headers.items()))
    name = url.rstrip("/").rsplit("/", 1)[-1]
    return [token for token in (*CANARIES.values(), name) if token in text]
