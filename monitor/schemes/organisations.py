"""Groups that one owner organises for the same scheme, counted together (公通字〔2013〕37号 §1)."""

from collections.abc import Iterable, Iterator

from graph.forest.organisation import MERGED_FROM_TIERS, Position, merged
from monitor.schemes.evidence import Evidence
from rules.facts import Value

GROWN = "tree.grown"


def organisations(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, dict[str, Value]]]:
    """Yield what an owner's trees in several groups are together, each time one of them grows.

    The *evidence* is that of one scheme, in order. Together they count once one has three tiers; without pay for
    recruits they are told of nowhere.
    """
    newest: dict[str, Evidence] = {}
    for entry in evidence:
        if entry.signal == GROWN and entry.owner:
            newest[entry.community] = entry
            values = _together([each for each in newest.values() if each.owner == entry.owner])
            if values["commission_evidence"]:
                yield entry, values


def _together(trees: list[Evidence]) -> dict[str, Value]:
    """Return the fields of *trees* as one; nothing speaks of commission where they are not to be counted together."""
    whole = merged(Position(int(tree.values["people"]), int(tree.values["tiers"])) for tree in trees)
    is_one = len(trees) > 1 and whole.tiers >= MERGED_FROM_TIERS
    return {
        "people": whole.people,
        "tiers": whole.tiers,
        "commission_evidence": is_one and any(bool(tree.values["commission_evidence"]) for tree in trees),
        "commission_levels": max(int(tree.values["commission_levels"]) for tree in trees),
        "ambiguous": any(bool(tree.values["ambiguous"]) for tree in trees),
    }
