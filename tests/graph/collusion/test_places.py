"""Accounts at work in several groups."""

from graph.collusion.places import in_several, shared_introducers


def test_who_promotes_in_three_groups_is_in_several() -> None:
    assert in_several({"zoe": {"g1", "g2", "g3"}, "ann": {"g1", "g2", "g3", "g4"}, "bob": {"g1", "g2"}}) == (
        "ann",
        "zoe",
    )


def test_who_brought_three_people_into_each_of_three_groups_introduces_in_several() -> None:
    brought = {
        "zoe": {"g1": 3, "g2": 3, "g3": 9},
        "ann": {"g1": 3, "g2": 3, "g3": 2},
        "bob": {"g1": 99, "g2": 99},
        "cal": {"g1": 3, "g2": 4, "g3": 5, "g4": 0},
    }
    assert shared_introducers(brought) == ("cal", "zoe")
