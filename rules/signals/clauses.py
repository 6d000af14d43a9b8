"""Which of the clauses that group rules should have a text of rules, or a notice, contains."""

import re
from collections.abc import Iterator, Mapping

from rules.signals.passage import Found, Passage

ANCHORS = ("=group_rules", "=notice")
HEADING = "heading"
CLAUSES: Mapping[str, tuple[str, ...]] = {
    "ads": ("ads_word",),
    "illegal": ("clause_illegal",),
    "investment": ("clause_investment",),
    "penalties": ("clause_penalties",),
    "complaints": ("clause_complaints",),
    "privacy": ("clause_privacy",),
}
"""the clauses (catalogue group-rules-incomplete) by what they speak of"""
USE_REACH = 12  # characters from what is kept of people to what it is for: 姓名电话仅用于寄书 (design)
_LISTED = re.compile(r"[^,。!?;:\n]{0,12}[:\n】》」\])]|\s*(?:1|一)\s?[.、,)]")  # 群规: .., not 群规第二条, 按群规移出


def clauses(passage: Passage) -> Iterator[Found]:
    """Find the heading of rules and the first place where each clause is spoken of.

    A message is a set of rules only under a heading; who cites a rule to somebody posts none. A notice needs no
    heading, but one that forbids nothing is news.
    """
    if not passage.has("forbid"):
        return
    heading = next((hit for hit in passage.hits("rules_title") if _LISTED.match(passage.text, hit.end)), None)
    if heading:
        yield Found(*heading, "clause", HEADING)
    elif not passage.has("=notice"):
        return
    for clause, concepts in CLAUSES.items():
        hits = [hit for concept in concepts for hit in passage.hits(concept)]
        if clause == "privacy":
            hits += [hit for hit in passage.hits("kept_of_people") if passage.near(hit, ["limited_use"], USE_REACH)]
        if hits:
            yield Found(*min(hits), "clause", clause)
