"""The table of inhibitions names rules that there are, and lets none mute itself."""

import pytest

from monitor.alerts.inhibitions import load_inhibitions, read_inhibitions
from rules import Catalogue, PackError, load_packs

ENTRY = "- {{by: [{by}], from: high, same: [{same}], mutes: [{mutes}]}}\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_packs()


def entry(by: str = "ponzi-triad", mutes: str = "yield-promise", same: str = "community") -> str:
    return ENTRY.format(by=by, mutes=mutes, same=same)


def test_the_table_is_about_the_rules_there_are(catalogue: Catalogue) -> None:
    table = load_inhibitions(catalogue)
    assert table.inhibitors(["downline-position"]) == [
        "night-dissolution", "referral-tree-threshold", "scheme-stage-advance"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        pytest.param(entry(by="ponzi-triat"), "1:9", "no rule 'ponzi-triat'", id="no such rule above"),
        pytest.param(entry() + entry(mutes="yield"), "2:62", "no rule 'yield'", id="no such rule below"),
        pytest.param(entry(same="village"), "1:42", "'scheme', 'community' or 'subject'", id="no such place"),
        pytest.param(entry(mutes="ponzi-triad"), "1:", "would mute each other", id="itself"),
        pytest.param(
            entry() + entry("yield-promise", "entry-fee") + entry("entry-fee", "ponzi-triad"), ":",
            "would mute each other", id="a circle",
        ),
        pytest.param("- {by: [ponzi-triad]}\n", "1:", "the field 'from' is missing", id="fields are missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(catalogue: Catalogue, text: str, place: str, why: str) -> None:
    with pytest.raises(PackError) as caught:
        read_inhibitions("table.yaml", text, catalogue)
    assert why in str(caught.value)
    assert f"table.yaml:{place}" in str(caught.value) or place == ":"
