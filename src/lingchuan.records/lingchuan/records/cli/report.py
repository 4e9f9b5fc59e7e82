"""The report: one line a finding in both languages and a line of the result, or JSON."""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.cli.findings import ERROR
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.texts import TEXTS
from typing import TextIO

import json
import unicodedata


_LEVELS = {ERROR: "错误 ERROR", "note": "提示 NOTE"}
_RESULT = "结果 RESULT"
_MOST_LINES = 1_000


class Report:
    """Writes findings as they come, at most a thousand lines; counts the errors."""

    def __init__(self, out: TextIO, as_json: bool) -> None:
        self.errors = 0
        self._out = out
        self._as_json = as_json
        self._kept: list[dict[str, object]] = []
        self._lines = 0

    def add(self, findings: Iterable[Finding]) -> None:
        """Tell each finding."""
        for one in findings:
            self.errors += one.level == ERROR
            self._lines += 1
            if self._lines > _MOST_LINES:
                continue
            if self._as_json:
                self._kept.append(_as_data(one))
            else:
                self._print(_LEVELS[one.level], one.where, _texts(one))

    def end(self, kind: str, summary: Mapping[str, str]) -> None:
        """Tell the result."""
        code = "not_good" if self.errors else f"good_{kind}"
        values = {"count": str(self.errors)} | dict(summary)
        texts = _filled(code, values)
        if self._as_json:
            data: dict[str, object] = {
                "result": "bad" if self.errors else "good",
                "kind": kind,
                "summary": dict(summary),
                "zh": texts[0],
                "en": texts[1],
                "findings": self._kept,
            }
            self._out.write(json.dumps(data, indent=1) + "\n")
        else:
            self._print(_RESULT, "", texts)

    def _print(self, level: str, where: str, texts: tuple[str, str]) -> None:
        place = f"{where}: " if where else ""
        self._out.write(_plain(f"{level} {place}{texts[0]} | {texts[1]}") + "\n")


def usage_line(code: str, where: str) -> str:
    """Return why the command cannot be carried out, on one line."""
    zh, en = TEXTS[code]
    return _plain(f"lingchuan-verify: {where}: {zh} | {en}")


def _texts(one: Finding) -> tuple[str, str]:
    return _filled(one.code, dict(one.params))


def _filled(code: str, values: Mapping[str, str]) -> tuple[str, str]:
    zh, en = TEXTS[code]
    told = {key: values.get(key, "?") for key in _names(zh + en)}
    return zh.format(**told), en.format(**told)


def _names(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _as_data(one: Finding) -> dict[str, object]:
    zh, en = _texts(one)
    told = {"level": one.level, "code": one.code, "where": one.where}
    return told | {"params": dict(one.params), "zh": zh, "en": en}


def _plain(text: str) -> str:
    """Return the text without what a terminal would act on."""
    return "".join(
        char if unicodedata.category(char)[0] != "C" else f"\\u{ord(char):04x}"
        for char in text
    )
