"""Campaigns do not depend on how communities interleave, and are forgotten in time."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.campaigns.board import BEHIND, CampaignBoard, campaigns_among
from monitor.campaigns.sighting import Sighting
from monitor.campaigns.variants import MOST_ALIKE
from monitor.campaigns.walk import MOST_PROOFS
from monitor.clock import MINUTE
from monitor.findings import MOST_EVIDENCE, Finding
from monitor.panel import Panel
from rules import Severity
from tests.monitor.campaigns.sightings import JOBS, START, padded, resembling, seen, text

RAID = [seen(minute, account=f"a{minute}") for minute in range(50)]


class Shown:
    """What a board shows to somebody who follows its reviews."""

    def __init__(self, panel: Panel) -> None:
        self.board = CampaignBoard(panel)
        self.findings: dict[str, Finding] = {}
        self.opened = 0

    def add(self, sightings: Iterable[Sighting]) -> "Shown":
        """Enter *sightings* and follow the review."""
        self.board.add(sightings)
        review = self.board.review()
        for finding in review.dropped:
            del self.findings[finding.id]
        self.findings |= review.changed
        self.opened += len(review.opened)
        return self


def found(panel: Panel, sightings: Iterable[Sighting]) -> list[Finding]:
    """Return what is found among *sightings*, oldest first."""
    return sorted(campaigns_among(sightings, panel).values(), key=lambda finding: finding.at)


@pytest.mark.parametrize(
    ("sightings", "expected"),
    [
        pytest.param([seen(0), seen(4, "g2"), seen(9, "g3")], 1, id="three groups in ten minutes"),
        pytest.param([seen(0), seen(4, "g2"), seen(11, "g3")], 0, id="two in ten minutes"),
        pytest.param([seen(120 * n, f"g{n}") for n in range(10)], 1, id="ten groups in a day"),
        pytest.param([seen(120 * n, f"g{n}") for n in range(9)], 0, id="nine groups in a day"),
        pytest.param([seen(180 * n, f"g{n}") for n in range(20)], 0, id="twenty groups, eight of them a day"),
        pytest.param([seen(300 * n, account=f"a{n}") for n in range(5)], 1, id="five accounts in a day"),
        pytest.param([seen(m) for m in range(90)], 0, id="one account in one group"),
        pytest.param([seen(m, account="") for m in range(90)], 0, id="nobody knows who"),
        pytest.param(RAID, 1, id="a raid"),
        pytest.param([seen(m, account=f"a{m}", notice=True) for m in range(9)], 0, id="service notices (X7)"),
        pytest.param(
            [seen(0), seen(1, "g2", "ann", text(JOBS)), seen(2, "g3")], 0, id="different texts are two campaigns"
        ),
        pytest.param(
            [seen(m, f"g{m}", "ann", resembling(m)) for m in range(4)], 1, id="each resembles only its neighbours"
        ),
    ],
)
def test_when_a_campaign_is_found(panel: Panel, sightings: Sequence[Sighting], expected: int) -> None:
    findings = found(panel, sightings)
    assert [finding.rule for finding in findings] == ["duplicate-broadcast"] * expected
    assert all(finding.severity == Severity.medium for finding in findings)


def test_a_campaign_is_one_finding_that_says_where_and_shows_how_it_began(panel: Panel) -> None:
    sightings = [seen(minute, f"g{minute % 4}", f"a{minute}") for minute in range(8)]
    [finding] = found(panel, sightings)
    assert finding.communities == ("g0", "g1", "g2", "g3")
    assert [proof.event for proof in finding.proofs] == [sighting.event for sighting in sightings]
    assert (finding.at, finding.last_at) == (sightings[2].at, sightings[7].at)
    assert (finding.count, finding.audience) == (6, ("owner", "moderator"))


def test_a_campaign_that_moved_on_is_no_longer_shown_where_it_was_a_day_before(panel: Panel) -> None:
    waves = [("a", "b", "c"), ("c", "d", "e"), ("d", "e", "f")]
    told = [seen(20 * 60 * day + n, group) for day, wave in enumerate(waves) for n, group in enumerate(wave)]
    before, after = found(panel, told)
    assert before.subject == after.subject
    assert (before.communities, after.communities) == (("a", "b", "c", "d", "e"), ("c", "d", "e", "f"))


def test_every_group_has_evidence_of_its_own_and_no_more_than_is_needed(panel: Panel) -> None:
    flood = [seen(minute / 10, account=f"a{minute}") for minute in range(60)]
    [finding] = found(panel, [*flood, *(seen(20 + n, f"h{n}") for n in range(60))])
    shown_in = Counter(proof.community for proof in finding.proofs)
    assert shown_in["g1"] == MOST_EVIDENCE
    assert {shown_in[f"h{n}"] for n in range(45)} == {1}
    assert shown_in.total() == MOST_PROOFS


def test_the_id_stays_while_it_goes_on_and_a_new_campaign_begins_after_a_day_without(panel: Panel) -> None:
    def wave(hours: float) -> list[Sighting]:
        return [seen(60 * hours + minute, f"g{minute}") for minute in range(3)]

    going_on = found(panel, [*wave(0), *wave(23), *wave(46)])
    assert len({finding.subject for finding in going_on}) == 1
    again = found(panel, [*wave(0), *wave(25)])
    assert len({finding.subject for finding in again}) == 2


@pytest.mark.parametrize("_again", range(6))  # with other ids, which are as good as random
def test_two_campaigns_that_a_text_connects_go_on_as_the_one_that_began_first(panel: Panel, _again: int) -> None:
    first = [seen(m, f"g{m}", "ann", resembling(0)) for m in range(3)]
    second = [seen(20 + m, f"g{m}", "bob", resembling(2)) for m in range(3)]
    both = [seen(40 + m, f"g{m}", "cid", resembling(1)) for m in range(3)]
    one, other = found(panel, [*first, *second])
    assert one.subject != other.subject
    before, after = found(panel, [*first, *second, *both])
    assert (before.subject, after.subject) == (one.subject, other.subject)
    assert (before.last_at, after.last_at) == (both[-1].at, second[-1].at)


@st.composite
def streams(draw: st.DrawFn) -> dict[str, list[Sighting]]:
    """Return what three communities have to tell, each in its order, over less than a day."""
    return {
        group: [
            seen(minute, group, draw(st.sampled_from("abcdef")), resembling(draw(st.integers(0, 4))))
            for minute in sorted(draw(st.lists(st.integers(0, 1_400) | st.integers(0, 30), max_size=8)))
        ]
        for group in ("g1", "g2", "g3")
    }


def interleaved(told: dict[str, list[Sighting]], order: Iterable[str]) -> list[Sighting]:
    """Return what was *told*, taking turns in *order*."""
    left = {group: iter(stream) for group, stream in told.items()}
    return [next(left[group]) for group in order]


@settings(max_examples=60, deadline=None)
@given(told=streams(), data=st.data())
def test_campaigns_do_not_depend_on_how_communities_interleave(
    panel: Panel, told: dict[str, list[Sighting]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations([group for group, stream in told.items() for _ in stream]))
    shown = Shown(panel)
    for sighting in interleaved(told, order):
        shown.add([sighting])
    assert shown.findings == campaigns_among((each for stream in told.values() for each in stream), panel)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_nor_over_days_in_which_much_is_settled_and_forgotten(panel: Panel, data: st.DataObject) -> None:
    """Messages come in up to 20 hours late; what was worked out in one go is what was worked out bit by bit."""
    told = [
        seen(
            data.draw(st.integers(0, 8_000)), data.draw(st.sampled_from("ghi")), data.draw(st.sampled_from("abcdefg")),
            resembling(data.draw(st.integers(0, 3))),
        )
        for _ in range(data.draw(st.integers(0, 60)))
    ]  # fmt: skip
    late = [(sighting.at + data.draw(st.integers(0, 1_200)) * MINUTE, sighting) for sighting in told]
    shown = Shown(panel)
    for _, sighting in sorted(late, key=lambda entry: entry[0]):
        shown.add([sighting])
    assert shown.findings == campaigns_among(told, panel)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_board_made_again_from_what_it_still_needs_goes_on_as_if_nothing_had_happened(
    panel: Panel, data: st.DataObject
) -> None:
    minutes = sorted(data.draw(st.lists(st.integers(0, 9_000), min_size=2, max_size=60)))
    told = [seen(minute, f"g{minute % 4}", f"a{minute % 7}", resembling(minute % 3)) for minute in minutes]
    stop = data.draw(st.integers(1, len(told) - 1))
    before = CampaignBoard(panel)
    before.recall(told[:stop])
    again = CampaignBoard(panel)
    again.recall(sighting for sighting in told[:stop] if sighting.at >= before.since)
    before.add(told[stop:])
    again.add(told[stop:])
    assert again.review() == before.review()


def test_the_same_message_told_again_changes_nothing(panel: Panel) -> None:
    shown = Shown(panel).add(RAID)
    assert shown.opened == 1
    assert shown.board.review().changed == {}


def test_what_lies_too_far_behind_is_refused(panel: Panel) -> None:
    board = CampaignBoard(panel)
    newest, behind, just = seen(0), seen(-BEHIND // MINUTE), seen(1 - BEHIND // MINUTE)
    assert board.add([newest]) == [newest]
    assert board.add([behind, just]) == [just]


def test_what_is_two_days_old_is_forgotten(panel: Panel) -> None:
    board = CampaignBoard(panel)
    board.recall(seen(minute, fingerprint=text(JOBS)) for minute in range(300))
    assert len(board) == 300
    board.recall([seen(3 * 1_440)])
    assert len(board) == 1
    assert board.since == START + 3 * 1_440 * MINUTE


@pytest.mark.parametrize("texts", [1, 400])
def test_no_more_is_kept_than_there_is_room_for(panel: Panel, texts: int) -> None:
    board = CampaignBoard(panel, most_kept=100)
    far = [resembling(number % texts * 20) for number in range(400)]
    for minute, fingerprint in enumerate(far):
        board.add([seen(minute, account=f"a{minute}", fingerprint=fingerprint)])
        board.review()
        assert len(board) <= 100
    assert len(board) >= 25


def test_a_flood_is_found_although_not_all_of_it_is_kept(panel: Panel) -> None:
    board = CampaignBoard(panel, most_kept=100)
    assert len(board.add(RAID)) == 25
    assert len(board.review().opened) == 1


def test_texts_of_a_flood_that_is_not_counted_are_not_kept_either(panel: Panel) -> None:
    board = CampaignBoard(panel, most_kept=40)
    flood = [seen(minute, account=f"a{minute}", fingerprint=padded(minute)) for minute in range(30)]
    assert board.add(flood) == flood[:10]
    board.review()
    board.recall([seen(4 * 1_440)])
    assert len(board) == 1


def test_a_flood_of_texts_that_all_differ_a_little_counts_as_some_of_them(panel: Panel) -> None:
    flood = [seen(minute / 10, account=f"a{minute}", fingerprint=padded(minute)) for minute in range(150)]
    board = CampaignBoard(panel)
    counted = board.add(flood)
    [finding] = board.review().changed.values()
    assert [sighting.event for sighting in counted] == [sighting.event for sighting in flood]
    assert len({sighting.fingerprint for sighting in counted}) == MOST_ALIKE + 1
    assert finding.values["accounts_24h"] == 5
    assert finding.count == len(flood) - 4
    assert campaigns_among(counted, panel) == {finding.id: finding}
    assert campaigns_among(flood, panel) == {finding.id: finding}
    assert Shown(panel).add(flood[1::2]).add(flood[::2]).findings == {finding.id: finding}
