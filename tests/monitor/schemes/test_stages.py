"""How a scheme moves through the stages, one transition at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import DAY
from monitor.panel import Panel
from monitor.schemes.board import Scheme, SchemeBoard
from monitor.schemes.evidence import Evidence
from monitor.schemes.stages import Walk
from rules import load_packs
from rules.scoring import load_scoring
from tests.monitor.schemes.evidence import seen

SCORING = load_scoring(load_packs())

WATCH = [seen("attract.yield", 0, 30)]
RECRUITMENT = [*WATCH, seen("recruit.commission", 1, 30)]
GROWTH = [*RECRUITMENT, seen("recruit.tree", 2, 15, values={"people": 30, "tiers": 3})]
STRAIN = [*GROWTH, seen("strain.terms", 10, 25)]
EXIT = [*STRAIN, seen("exit.dissolution", 12, 40)]
PAYOUTS = [seen("payout_ok", 11 + number, 0, member=f"m{number}") for number in range(5)]
CROWD = [*GROWTH, *(seen("attract.story", 9, 5, member=f"p{number}") for number in range(3))]
LEAVING = [seen("promoter.left", 11, 0, member=f"p{number}", values={"announced": False}) for number in range(3)]
NIGHT = seen("exit.dissolution", 12, 40, values={"night": True})


def way(evidence: list[Evidence], until: float = 0) -> list[tuple[float, str]]:
    """Return the day and name of every stage entered."""
    walk = Walk(SCORING).run(evidence, round((1 + until) * DAY))
    return [(step.at / DAY - 1, step.name) for step in walk.steps]


def stage(evidence: list[Evidence], until: float = 0) -> str:
    """Return the last stage."""
    steps = way(evidence, until)
    return steps[-1][1] if steps else "none"


TRANSITIONS = [
    pytest.param([seen("attract.story", 0, 5)], "none", id="a hint is nothing"),
    pytest.param(WATCH, "watch", id="watch at score 20"),
    pytest.param([seen("attract.story", 0, 5, high=True)], "watch", id="watch by one high finding"),
    pytest.param(RECRUITMENT, "recruitment", id="attraction and recruitment"),
    pytest.param([*WATCH, seen("recruit.commission", 13.9, 30)], "recruitment", id="within 14 days"),
    pytest.param([*WATCH, seen("recruit.commission", 14, 30)], "watch", id="not 14 days apart"),
    pytest.param([*WATCH, seen("recruit.ranks", 1, 10)], "watch", id="recruitment too light"),
    pytest.param(GROWTH, "growth", id="growth by a tree of 30 and 3"),
    pytest.param(
        [*RECRUITMENT, seen("recruit.tree", 2, 15, values={"people": 29, "tiers": 3})],
        "recruitment",
        id="29 people",
    ),
    pytest.param([*RECRUITMENT, seen("joins", 2, 0)], "growth", id="growth by a surge of joins"),
    pytest.param(
        [*RECRUITMENT, *(seen("attract.story", 2, 5, member=f"p{number}") for number in range(9))],
        "growth",
        id="growth by ten promoters",
    ),
    pytest.param(
        [*RECRUITMENT, *(seen("attract.story", 2, 5, member=f"p{number}") for number in range(8))],
        "recruitment",
        id="nine promoters",
    ),
    pytest.param(
        [*RECRUITMENT, *(seen("attract.story", 2, 5, community=group) for group in ("g2", "g3"))],
        "growth",
        id="growth by three groups",
    ),
    pytest.param([*RECRUITMENT, seen("strain.terms", 10, 25)], "strain", id="strain from recruitment"),
    pytest.param([*RECRUITMENT, seen("strain.payout_fail", 10, 10)], "recruitment", id="strain too light"),
    pytest.param(
        [*RECRUITMENT, seen("strain.payout_fail", 10, 10), seen("strain.rate_hike", 16, 15)],
        "strain",
        id="strain in 7 days",
    ),
    pytest.param(
        [*RECRUITMENT, seen("strain.payout_fail", 10, 10), seen("strain.rate_hike", 17, 15)],
        "recruitment",
        id="strain over more than 7 days",
    ),
    pytest.param(
        [seen("strain.payout_fail", 0, 35), seen("strain.notice", 1, 25)],
        "strain",
        id="strain alone, two types",
    ),
    pytest.param([seen("strain.notice", 0, 45)], "watch", id="strain alone, one type"),
    pytest.param(
        [seen("strain.payout_fail", 0, 20), seen("strain.notice", 1, 25)],
        "watch",
        id="strain alone, below 45",
    ),
    pytest.param([*RECRUITMENT, seen("strain.terms", 150, 25)], "strain", id="stage 2 within 180 days"),
    pytest.param([*RECRUITMENT, seen("strain.terms", 250, 25)], "watch", id="stage 2 too long ago"),
    pytest.param(EXIT, "exit", id="exit from strain"),
    pytest.param([*STRAIN, seen("exit.migration", 12, 20)], "strain", id="exit too light"),
    pytest.param([*GROWTH, seen("exit.dissolution", 12, 40)], "growth", id="no exit without strain"),
    pytest.param([*GROWTH, NIGHT], "growth", id="night dissolution alone"),
    pytest.param([*CROWD, STRAIN[-1], *LEAVING], "exit", id="exit from strain by an exodus"),
    pytest.param([*CROWD, STRAIN[-1], *LEAVING[:2]], "strain", id="two promoters of four left"),
    pytest.param([*CROWD, *LEAVING], "growth", id="an exodus without strain"),
    pytest.param(
        [*GROWTH, seen("strain.payout_fail", 11, 10), NIGHT],
        "exit",
        id="night dissolution with a failed payout",
    ),
    pytest.param([*WATCH, seen("strain.payout_fail", 11, 10), NIGHT], "watch", id="the same below stage 2"),
    pytest.param(
        [
            *GROWTH,
            *(seen(name, day, 30) for day in range(3, 200, 7) for name in ("recruit.commission", "attract.yield")),
        ],
        "growth",
        id="a pyramid that pays never strains",
    ),
]


@pytest.mark.parametrize(("evidence", "expected"), TRANSITIONS)
def test_evidence_leads_to_its_stage(evidence: list[Evidence], expected: str) -> None:
    assert stage(evidence) == expected


def test_without_signals_a_scheme_falls_a_stage_every_thirty_days() -> None:
    assert way(GROWTH, 400) == [
        (0, "watch"),
        (1, "recruitment"),
        (2, "growth"),
        (32, "recruitment"),
        (62, "watch"),
        (92, "none"),
    ]


def test_a_signal_holds_a_scheme_where_it_is() -> None:
    kept = [*GROWTH, seen("attract.story", 31, 5)]
    assert stage(kept, 60) == "growth"
    assert stage(kept, 61) == "recruitment"


@pytest.mark.parametrize(
    ("payouts", "expected"),
    [
        pytest.param(PAYOUTS, [(24, "growth")], id="five payouts, 14 clean days"),
        pytest.param(PAYOUTS[:4], [], id="four payouts"),
        pytest.param([seen("payout_ok", 11 + number, 0) for number in range(5)], [], id="one member five times"),
        pytest.param(
            [seen("payout_ok", 3 + number, 0, member=f"m{number}") for number in range(5)], [], id="before the strain"
        ),
        pytest.param(
            [*PAYOUTS[:4], seen("payout_ok", 28, 0, member="m9")], [(28, "growth")], id="the fifth comes late"
        ),
        pytest.param([*PAYOUTS, seen("strain.terms", 20, 25)], [], id="strain again"),
    ],
)
def test_strain_ends_only_with_payouts_and_clean_days(
    payouts: list[Evidence], expected: list[tuple[float, str]]
) -> None:
    evidence = sorted([*STRAIN, *payouts], key=lambda entry: entry.at)
    assert [step for step in way(evidence, 50) if step[0] > 12] == expected


def test_after_an_exit_come_the_aftermath_and_its_end() -> None:
    assert way(EXIT, 19)[-1] == (19, "aftermath")
    assert way(EXIT, 198)[-1] == (19, "aftermath")
    assert way(EXIT, 199)[-1] == (199, "none")


def test_strain_is_remembered_for_an_exit_within_thirty_days() -> None:
    calm = [*STRAIN, *PAYOUTS]
    assert stage([*calm, seen("exit.dissolution", 50, 40)]) == "exit"
    assert stage([*calm, seen("exit.dissolution", 54.1, 40)]) == "growth"


def test_an_exodus_is_named_as_what_led_to_the_exit() -> None:
    steps = Walk(SCORING).run([*CROWD, STRAIN[-1], *LEAVING], 0).steps
    assert steps[-1].because[0] == "promoter-exodus"


def test_a_step_names_what_led_to_it() -> None:
    steps = Walk(SCORING).run(STRAIN, 0).steps
    assert steps[-1].because[0] == "strain.terms"
    assert steps[0].because == ("attract.yield",)


@given(st.integers(0, len(EXIT)), st.integers(0, 300))
def test_the_next_change_comes_when_it_was_said_to_be_due(length: int, day: int) -> None:
    walk = Walk(SCORING).run(EXIT[:length], (1 + day) * DAY)
    due = walk.due()
    if due is not None:
        before, then = len(walk.run([], due - 1).steps), len(walk.run([], due).steps)
        assert (due > (1 + day) * DAY, then - before) == (True, 1)


@st.composite
def two_tellings(draw: st.DrawFn) -> list[list[Evidence]]:
    """Return two interleavings of the evidence of three communities, each community's own in order."""
    streams = {
        group: [
            seen(
                draw(st.sampled_from(["attract.yield", "recruit.commission", "strain.terms", "exit.migration"])),
                day,
                30,
                community=group,
            )
            for day in sorted(draw(st.lists(st.integers(0, 90), max_size=5)))
        ]
        for group in ("g1", "g2", "g3")
    }
    turns = [group for group, stream in streams.items() for _ in stream]
    tellings = [draw(st.permutations(turns)) for _ in range(2)]
    told: list[list[Evidence]] = []
    for order in tellings:
        left = {group: iter(stream) for group, stream in streams.items()}
        told.append([next(left[group]) for group in order])
    return told


@settings(max_examples=30)
@given(tellings=two_tellings())
def test_schemes_do_not_depend_on_how_communities_interleave(panel: Panel, tellings: list[list[Evidence]]) -> None:
    def told(evidence: list[Evidence], *, piecewise: bool) -> dict[str, Scheme]:
        board = SchemeBoard(panel)
        for entry in evidence:
            board.add([entry])
            board.set_clock(entry.community, entry.at)
            if piecewise:
                board.review()
        return board.review()

    one, other = tellings
    assert told(one, piecewise=True) == told(other, piecewise=False)
