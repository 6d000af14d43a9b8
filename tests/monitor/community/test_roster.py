"""Who is who, in which role, and how many there are."""

import pytest

from monitor.clock import SECOND
from monitor.community.roster import Roster, RosterState
from monitor.record import Who

ANN = Who("a1", "Ann")


@pytest.fixture
def roster() -> Roster:
    return Roster(RosterState())


def test_a_name_that_one_id_bears_is_that_id(roster: Roster) -> None:
    assert roster.resolve(ANN) == "a1"
    assert roster.resolve(Who(name="Ann")) == "a1"
    assert roster.members == 1


def test_an_id_that_turns_up_with_a_known_name_is_the_same_person(roster: Roster) -> None:
    first = roster.resolve(Who(name="Ann"))
    assert roster.resolve(ANN) == first
    assert roster.resolve(Who("a1")) == first
    assert roster.members == 1
    assert not roster.state.confused


def test_a_name_of_two_ids_is_ambiguous_and_nobody_is_guessed(roster: Roster) -> None:
    roster.resolve(ANN)
    roster.resolve(Who("a2", "Ann"))
    assert roster.is_ambiguous(Who(name="Ann"))
    assert not roster.is_ambiguous(ANN)
    assert roster.resolve(Who(name="Ann")) not in {"a1", "a2"}


def test_a_name_taken_for_one_person_that_two_bear_leaves_the_roster_confused(roster: Roster) -> None:
    roster.resolve(Who(name="Ann"))
    roster.resolve(ANN)
    roster.resolve(Who("a2", "Ann"))
    assert roster.state.confused


def test_an_id_keeps_its_entry_under_a_new_name(roster: Roster) -> None:
    roster.resolve(ANN)
    assert roster.resolve(Who("a1", "Annie")) == "a1"
    assert roster.resolve(Who(name="Annie")) == "a1"


@pytest.mark.parametrize(
    ("seconds", "is_new"),
    [pytest.param(0, False, id="at once"), pytest.param(60, False, id="a minute"), pytest.param(61, True, id="later")],
)
def test_a_second_join_within_a_minute_is_the_first_again(roster: Roster, seconds: int, is_new: bool) -> None:
    member = roster.resolve(ANN)
    assert roster.join(member, SECOND)
    assert roster.join(member, SECOND + seconds * SECOND) is is_new


def test_who_left_and_came_back_within_a_minute_is_in(roster: Roster) -> None:
    member = roster.resolve(ANN)
    roster.join(member, SECOND)
    roster.leave(member, 20 * SECOND)
    assert roster.join(member, 40 * SECOND)
    assert roster.state.members[member].present
    assert roster.members == 1


def test_messages_are_counted_anew_from_the_join_on(roster: Roster) -> None:
    member = roster.resolve(ANN)
    roster.spoke(member, 1)
    roster.join(member, 2)
    assert [roster.spoke(member, 3).messages, roster.spoke(member, 4).messages] == [1, 2]


def test_seen_members_are_at_least_so_many(roster: Roster) -> None:
    roster.resolve(ANN)
    roster.resolve(Who("b1"))
    assert (roster.members, roster.is_counted) == (2, False)


def test_a_stated_count_follows_who_comes_and_goes(roster: Roster) -> None:
    roster.snapshot((ANN,), 40, 1, exact=False)
    assert (roster.members, roster.is_counted) == (40, True)
    roster.leave(roster.resolve(ANN), 2)
    assert roster.members == 39
    roster.spoke("a1", 3)
    assert roster.members == 40


def test_a_partial_snapshot_without_a_count_takes_no_count_back(roster: Roster) -> None:
    roster.snapshot((ANN,), 40, 1, exact=False)
    roster.snapshot((ANN, Who("b1")), 0, 2, exact=False)
    assert roster.members == 40


def test_only_an_exact_snapshot_takes_out_who_is_missing(roster: Roster) -> None:
    roster.resolve(Who("b1"))
    roster.snapshot((ANN,), 2, 1, exact=False)
    assert roster.state.members["b1"].present
    roster.snapshot((ANN,), 1, 2, exact=True)
    assert not roster.state.members["b1"].present
    assert roster.members == 1


def test_who_leaves_loses_the_role_and_keeps_the_entry(roster: Roster) -> None:
    member = roster.resolve(ANN)
    roster.set_role(member, "admin")
    assert roster.staff() == ["a1"]
    roster.leave(member, 5)
    assert roster.staff() == []
    assert "a1" in roster.state.members


def test_a_counted_group_stays_counted_when_everybody_who_was_counted_has_left(roster: Roster) -> None:
    roster.snapshot((ANN,), 1, 1, exact=False)
    roster.leave("a1", 2)
    assert roster.is_counted
    assert roster.members == 1


def test_who_comes_back_and_who_goes_is_told_once_each_time() -> None:
    told: list[str] = []

    def moved(member: str, *, is_in: bool) -> None:
        told.append(f"{member} {'in' if is_in else 'out'}")

    roster = Roster(RosterState(), moved)
    for member in ("a1", "b1", "c1"):
        roster.join(roster.resolve(Who(member)), at=1)
    assert told == []  # who is new was nowhere before
    roster.leave("a1", at=2)
    roster.leave("a1", at=3)
    roster.spoke("a1", at=4)
    roster.snapshot((Who("a1"),), 1, at=5, exact=True)
    roster.join("c1", at=6)
    assert told == ["a1 out", "a1 in", "b1 out", "c1 out", "c1 in"]
