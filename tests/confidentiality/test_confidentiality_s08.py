"""Case S08: the recipe of a food workshop is a commercial secret (R20-1, R20-4)."""

from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.content.actions import add_record
from lingchuan.records.core.publicity import publicity_findings
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import viewers

import pytest


OFFICER = "secrecy_officer"
HEADS = {"section_head1", "bureau_head", "archivist1", OFFICER}


@pytest.fixture
def recipe(file):
    """The recipe, handed in with a claim to secrecy."""
    with acting("handler1"):
        made = add_record(file, "TextRecord", title="小杂粮醋配方")
    move(
        made,
        "restrict",
        OFFICER,
        kinds=["COMMERCIAL"],
        holder="示例醋坊",
        scope="曲料比例3:1、陈酿温度38℃",
        comment="申请人声明为商业秘密",
    )
    return made


def test_the_recipe_is_seen_by_the_cleared_handler_the_heads_and_the_archivist(recipe):
    assert viewers(recipe) == finders(recipe) == HEADS
    register.clear("handler1", ["COMMERCIAL"], basis="承办本案", by=OFFICER)
    assert viewers(recipe) == finders(recipe) == HEADS | {"handler1"}


def test_the_supervisor_does_not_see_it(recipe):
    register.clear("supervisor1", ["COMMERCIAL"], basis="督查", by=OFFICER)
    assert "supervisor1" not in viewers(recipe) | finders(recipe)


def test_an_expert_whose_clearance_ran_out_opens_nothing(recipe):
    move(recipe, "revise", OFFICER, known_to=["handler2", "bureau_head"])
    register.clear("handler2", ["COMMERCIAL"], basis="专家保密承诺", by=OFFICER)
    assert "handler2" in viewers(recipe) & finders(recipe)
    gone = date(2026, 1, 31)
    register.clear("handler2", ["COMMERCIAL"], until=gone, by=OFFICER)
    assert "handler2" not in viewers(recipe) | finders(recipe)


@pytest.mark.parametrize(
    ("content", "blocked"),
    [("食醋生产加工", []), ("食醋（陈酿温度 38℃）", ["XK_NR"])],
)
def test_a_published_licence_tells_nothing_of_the_recipe(recipe, content, blocked):
    row = {"XK_NR": content, "XK_XDR_MC": "示例醋坊"}
    found = publicity_findings(row, [recipe.confidentiality])
    assert [dict(one.params)["field"] for one in found] == blocked
    assert {one.verdict for one in found} <= {"BLOCK"}
