"""Groups of one owner for the same scheme count together, whatever order their trees come in."""

from random import Random

import pytest
from msgspec import structs

from monitor.panel import Panel
from monitor.schemes.board import SchemeBoard
from monitor.schemes.evidence import Evidence, Key
from monitor.schemes.organisations import GROWN, organisations
from rules import Severity
from tests.monitor.schemes.evidence import STAR, seen

MOON: Key = ("name", "moon")


def grown(  # one tree, in the words of the law
    people: int, tiers: int, community: str = "g1", owner: str = "o", levels: int = 0, *, ambiguous: bool = False
) -> Evidence:
    """Return how large an owner's tree in *community* is, where pay over *levels* is promised."""
    values = {
        "people": people,
        "tiers": tiers,
        "commission_evidence": levels > 0,
        "commission_levels": levels,
        "ambiguous": ambiguous,
    }
    entry = seen(GROWN, people / 100, 0, community=community, keys=(), values=dict(values))
    return structs.replace(entry, owner=owner)


def promoted(key: Key = STAR) -> list[Evidence]:
    """Return promotions in two groups, of which the second is for the scheme *key*."""
    return [
        seen("attract.story", 0, 5, community="g1"),
        seen("attract.story", 0, 5, community="g2", keys=(key,)),
    ]


def found(panel: Panel, evidence: list[Evidence]) -> list[tuple[Severity, int]]:
    """Return how grave the trees of schemes are, and how many people each has together."""
    schemes = SchemeBoard(panel, evidence).review().values()
    findings = [finding for scheme in schemes for finding in scheme.findings.values()]
    trees = [finding for finding in findings if finding.rule == "referral-tree-threshold"]
    assert all(finding.subject.startswith("scheme:") for finding in trees)
    return [(Severity(finding.severity), int(finding.values["people"])) for finding in trees]


def test_eighty_and_forty_five_are_a_hundred_and_twenty_four_for_he_himself_counts_once(panel: Panel) -> None:
    trees = [grown(80, 3, "g1", levels=3), grown(45, 2, "g2")]
    assert found(panel, [*promoted(), *trees]) == [(Severity.critical, 124)]


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        pytest.param(
            [grown(80, 3, levels=3), grown(41, 2, "g2")], [(Severity.critical, 120)], id="a hundred and twenty"
        ),
        pytest.param([grown(80, 3, levels=3), grown(40, 2, "g2")], [(Severity.medium, 119)], id="one less"),
        pytest.param([grown(80, 3, levels=2), grown(41, 2, "g2")], [(Severity.medium, 120)], id="two levels"),
        pytest.param(
            [grown(80, 2), grown(41, 3, "g2", levels=3)], [(Severity.critical, 120)], id="proof in the smaller"
        ),
        pytest.param([grown(80, 3), grown(41, 2, "g2")], [], id="no pay for recruits"),
        pytest.param([grown(80, 2, levels=3), grown(41, 2, "g2")], [], id="none with three tiers"),
        pytest.param([grown(80, 3, levels=3), grown(41, 2, "g2", "p")], [], id="two owners"),
        pytest.param([grown(80, 3, levels=3), grown(41, 2, "g2", "")], [], id="an owner nobody knows"),
        pytest.param([grown(80, 3, levels=3)], [], id="one group"),
        pytest.param([grown(80, 3, levels=3), grown(41, 2, "g2", ambiguous=True)], [], id="a name of two people"),
    ],
)
def test_together_they_pass_what_none_passes_alone(
    panel: Panel, trees: list[Evidence], expected: list[tuple[Severity, int]]
) -> None:
    graver = [each for each in found(panel, [*promoted(), *trees]) if each[0] > Severity.info]
    assert graver == expected


def test_groups_of_another_scheme_are_another_organisation(panel: Panel) -> None:
    assert found(panel, [*promoted(MOON), grown(80, 3, levels=3), grown(45, 2, "g2")]) == []


def test_a_group_counts_for_the_owner_it_has_now() -> None:
    trees = [grown(40, 3, "g1", levels=3), grown(50, 3, "g2"), grown(60, 3, "g2", "p"), grown(70, 3, "g1")]
    assert [(entry.owner, values["people"]) for entry, values in organisations(trees)] == [("o", 89)]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_groups_tell_of_their_trees_does_not_matter(panel: Panel, seed: int) -> None:
    evidence = [
        *promoted(),
        *(grown(n, 3, "g1", levels=3) for n in range(2, 90, 7)),
        *(grown(n, 2, "g2") for n in range(2, 60, 5)),
    ]
    shuffled = Random(seed).sample(evidence, len(evidence))  # noqa: S311 - repeatable
    assert found(panel, shuffled) == found(panel, evidence)
