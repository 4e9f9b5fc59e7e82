"""Who may read two things: the algebra, without a site."""

from lingchuan.records.evidence.roles import Circle


def test_circles_meet_the_same_way_round():
    # Algebra without a site: no person is asked whether they are of the staff.
    office = ("office", "bureau_head")
    one = Circle(frozenset({"WORK"}), False, frozenset({office, ("office", "x@u")}))
    two = Circle(frozenset({"PRIVACY"}), False, frozenset({office}))
    staff = Circle(frozenset(), True, frozenset())
    assert one.meet(two) == two.meet(one)
    assert one.meet(staff) == staff.meet(one) == one
    assert one.meet(one) == one
    assert one.meet(two).kinds == {"WORK", "PRIVACY"}
    assert list(one.meet(two).principals()) == ["office:bureau_head:WORK+PRIVACY"]
