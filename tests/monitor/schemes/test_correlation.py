"""Leaving out what later and heavier evidence outweighs loses no pair."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.clock import SECOND
from monitor.panel import Panel
from monitor.schemes.correlation import Correlation
from monitor.schemes.evidence import Evidence
from rules.facts import Value, complete
from tests.monitor.schemes.evidence import seen

WEIGHTS = {
    "attract.yield": {10: 100, 20: 300, 35: 1000},
    "recruit.commission": {5: 1, 15: 2, 30: 3},
    "attract.entry_fee": {10: 0},
    "recruit.headcount": {25: 0},
    "strain.notice": {25: 0},
}


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Return a piece of evidence within a hundred days."""
    signal = draw(st.sampled_from(sorted(WEIGHTS)))
    weight = draw(st.sampled_from(sorted(WEIGHTS[signal])))
    figure = "commission_levels" if signal == "recruit.commission" else "yield_monthly_bp"
    return seen(signal, draw(st.integers(0, 100)), weight, values={figure: WEIGHTS[signal][weight]})


PAIRS = "pyramid-three-forms"


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(evidence(), max_size=9))
def test_every_pair_among_all_evidence_is_found(panel: Panel, pieces: list[Evidence]) -> None:
    pieces.sort(key=lambda entry: (entry.at, entry.event))
    matches = [(match, joined) for match, joined in Correlation(panel).run(pieces) if match.rule.id == PAIRS]
    assert {max(entry.at for entry in joined) for _, joined in matches} == among_all(panel, pieces)


def among_all(panel: Panel, pieces: list[Evidence]) -> set[int]:
    """Return when pairs are completed if nothing is left out."""
    found, over = set[int](), Correlation(panel).over
    for number, newest in enumerate(pieces):
        near = [entry for entry in pieces[: number + 1] if entry.at >= newest.at - over]
        facts = [fact_of(entry) for entry in near]
        for match in panel.engine.correlate("scheme_signal", facts):
            if match.rule.id == PAIRS and any(fact is facts[-1] for fact in match.facts.values()):
                found.add(newest.at)
    return found


def fact_of(entry: Evidence) -> dict[str, Value]:
    """Return *entry* as a fact."""
    about: dict[str, Value] = {"signal": entry.signal, "family": entry.family, "at": entry.at // SECOND}
    return complete("scheme_signal", {**about, **entry.values})
