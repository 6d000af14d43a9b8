"""Which of the clauses that group rules should have a text of rules, or a notice, contains."""

from collections.abc import Iterator, Mapping

from rules.signals.passage import Found, Passage

ANCHORS = ("=group_rules", "=notice")
CLAUSES: Mapping[str, tuple[str, ...]] = {
    "ads": ("ads_word",),
    "illegal": ("clause_illegal",),
    "investment": ("clause_investment",),
    "penalties": ("clause_penalties",),
    "complaints": ("clause_complaints",),
    "privacy": ("clause_privacy",),
}
"""the clauses (catalogue group-rules-incomplete) by what they speak of"""


def clauses(passage: Passage) -> Iterator[Found]:
    """Find the first place where each clause is spoken of; a notice that forbids nothing is no set of rules."""
    if not passage.has("forbid"):
        return
    for clause, concepts in CLAUSES.items():
        hits = [hit for concept in concepts for hit in passage.hits(concept)]
        if hits:
            yield Found(*min(hits), "clause", clause)
