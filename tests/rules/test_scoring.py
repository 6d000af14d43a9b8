"""The scoring table is data: what is wrong in it is told where it stands."""

from importlib import resources

import pytest

from rules import PackError, load_packs
from rules.scoring import load_scoring, read_scoring

CATALOGUE = load_packs()
TABLE = resources.files("rules").joinpath("packs/scoring.yaml").read_text(encoding="utf-8")


def test_the_built_in_table_scores_by_rules_there_are() -> None:
    assert {signal.rule for signal in load_scoring(CATALOGUE).signals} <= CATALOGUE.rules.keys()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        pytest.param("{app_down: true", "{app_dwn: true", "did you mean 'app_down'?", id="a field of no fact"),
        pytest.param("removed_1h: {gte: 10}", "removed_2h: {gte: 10}", "did you mean 'removed_1h'?", id="a window"),
        pytest.param("rule: mass-removal", "rule: mass-removals", "did you mean 'mass-removal'?", id="no such rule"),
        pytest.param("fact: dissolution", "fact: disolution", "did you mean 'dissolution'?", id="no such kind of fact"),
        pytest.param("{migration: true}", "{migration: 1}", "migration takes bool, not 1", id="a number for a flag"),
        pytest.param("half_life: 30d", "half_life: 30", "a duration is written like", id="a time without its unit"),
        pytest.param("one_family_cap:", "one_familiy_cap:", "did you mean 'one_family_cap'?", id="an unknown name"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_hint(right: str, wrong: str, said: str) -> None:
    line = TABLE[: TABLE.index(right)].count("\n") + 1
    with pytest.raises(PackError) as raised:
        read_scoring("mine.yaml", TABLE.replace(right, wrong, 1), CATALOGUE)
    first = next(issue for issue in raised.value.issues if said in str(issue))
    assert (first.file, first.line) == ("mine.yaml", line)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(PackError) as raised:
        read_scoring(
            "mine.yaml", TABLE.replace("lte: 336", "lte: soon").replace("{ranks: true}", "{rank: true}"), CATALOGUE
        )
    assert len(raised.value.issues) == 2
