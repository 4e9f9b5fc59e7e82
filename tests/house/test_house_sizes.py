"""The house rules that no linter knows: small modules, small functions, small ZCML."""

from pathlib import Path

import ast
import pytest


ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "lingchuan.records" / "lingchuan" / "records"
FOLDERS = (SOURCE, ROOT / "tests", ROOT / "bench")
MODULES = sorted(path for folder in FOLDERS for path in folder.rglob("*.py"))
MAX_MODULE, MAX_FUNCTION, MAX_REPLY, MAX_ZCML = 300, 40, 25, 90


def functions(path: Path) -> list[tuple[str, int]]:
    """Return (name, lines) of every function of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_one_thing(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE
    big = [
        (name, lines)
        for name, lines in functions(path)
        if lines > (MAX_REPLY if name == "reply" else MAX_FUNCTION)
    ]
    assert not big


def test_every_zcml_fits_a_screen_or_two():
    sizes = {p.name: len(p.read_text().splitlines()) for p in SOURCE.rglob("*.zcml")}
    assert {name: size for name, size in sizes.items() if size > MAX_ZCML} == {}


def test_basenames_of_tests_are_unique():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))
