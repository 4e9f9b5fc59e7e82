"""R24-2, case S08: what a commercial secret covers is not published."""

from lingchuan.records.core.publicity import publicity_findings


RECIPE = {
    "kinds": ["COMMERCIAL"],
    "holder": "示例醋坊",
    "data_items": ["曲料比例3：1"],
    "scope": "陈酿温度38℃、翻醅次数",
}


def fields(row, *decisions):
    return [dict(one.params)["field"] for one in publicity_findings(row, decisions)]


def test_a_licence_that_tells_a_flagged_parameter_blocks_the_export():
    row = {"XK_XDR_MC": "示例醋坊", "XK_NR": "小杂粮醋，曲料比例 3:1，散装"}
    (found,) = publicity_findings(row, [RECIPE])
    assert (found.rule, found.verdict) == ("R24-2", "BLOCK")
    assert "3" not in str(found.params)
    assert fields({"XK_NR": "陈酿温度３８℃"}, RECIPE) == ["XK_NR"]


def test_a_licence_without_the_recipe_passes():
    assert fields({"XK_NR": "食醋生产加工", "XK_WSH": None}, RECIPE) == []


def test_only_what_is_a_commercial_secret_now_blocks():
    row = {"XK_NR": "曲料比例3：1"}
    assert fields(row, RECIPE | {"kinds": ["PRIVACY"]}) == []
    assert fields(row, RECIPE | {"kinds": []}) == []


def test_the_scope_of_a_whole_record_flags_no_words():
    whole = {"kinds": ["COMMERCIAL"], "scope": "本记录全部内容"}
    assert fields({"XK_NR": "本记录全部内容"}, whole) == []
