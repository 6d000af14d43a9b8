"""Signals that need no number: one concept, with others beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.signals.passage import REACH, Found, Hit, Passage
from rules.signals.signal import Kind

_RETURN = ("=yield", "=guarantee", "story_strong", "doubling")
_CALL = ("called_in", "urgency", "=contact", "=link")
_SCHEME = ("=yield", "=commission", "=headcount", "=entry_fee", "=guarantee", "coin", "invest", "recruit")


@dataclass(frozen=True, slots=True)
class Combination:
    """*kind* is where *anchor* is met with one of *near* beside it, one of *also*, and none of *unless*.

    `=kind` stands for a signal found before. *across*: beside counts over the ends of sentences. What speaks for it
    must not overlap the anchor; what speaks against it may be a longer word around it: 查档 in 查档案.
    """

    kind: Kind
    anchor: str
    near: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    reach: int = REACH
    across: bool = False
    value: str | None = None

    def __call__(self, passage: Passage) -> Iterator[Found]:
        """Find every place where the combination holds."""
        for hit in passage.hits(self.anchor):
            if self._has_company(passage, hit) and not self._is_harmless(passage, hit):
                yield Found(*hit, self.kind, self.value)

    def _has_company(self, passage: Passage, hit: Hit) -> bool:
        return all(
            passage.near(hit, needed, self.reach, across=self.across) for needed in (self.near, self.also) if needed
        )

    def _is_harmless(self, passage: Passage, hit: Hit) -> bool:
        return any(passage.first_within(concept, self._window(passage, hit)) for concept in self.unless)

    def _window(self, passage: Passage, hit: Hit) -> Hit:
        if self.across:
            return Hit(max(0, hit.start - self.reach), hit.end + self.reach)
        return passage.around(hit, self.reach, self.reach)


ATTRACTION: tuple[Combination, ...] = (
    Combination(
        "guarantee", "guarantee", near=("invest", "yield_word", "coin", "=yield"), unless=("insured", "exercise")
    ),
    Combination("story", "story_strong"),
    Combination("story", "story", near=("=yield", "yield_word", "invest", "coin"), unless=("not_yield",)),
    Combination("crypto_deposit", "coin_move", near=_RETURN, unless=("custody",), reach=60, across=True),
    Combination("crypto_deposit", "coin_move", near=("yield_word",), also=_CALL, unless=("custody",), across=True),
    Combination(
        "fundraising",
        "raise_money",
        near=("=yield", "=guarantee", "promised_back"),
        also=("called_in", "urgency", "=contact"),
        unless=("not_raised",),
        reach=60,
        across=True,
    ),
    Combination("hype", "urgency", near=_SCHEME, across=True),
)
STRAIN: tuple[Combination, ...] = (
    Combination("terms", "release_fee", near=("withdrawal", "frozen"), unless=("ordinary_system",)),
    Combination("terms", "withdrawal_condition", unless=("other_money",), reach=16),
    Combination("rate_hike", "bonus", near=("invest", "coin", "yield_word", "=yield"), unless=("retail", "not_yield")),
    Combination(
        "app_down",
        "unreachable",
        near=("asset", "withdrawal", "known_scheme"),
        unless=("ordinary_system",),
        across=True,
    ),
    Combination("migration", "migration_strong", unless=("property", "technical")),
    Combination("migration", "migration", near=("asset", "coin", "invest"), unless=("property", "technical")),
)
AFFAIRS: tuple[Combination, ...] = (
    Combination("complaint", "complain", near=("staff",)),
    Combination("complaint", "complain_direct"),
    Combination("group_rules", "rules_title", near=("forbid",), reach=400, across=True),
    Combination("ads_allowed", "ads_allowed"),
    Combination("approval", "approve"),
    Combination("reprimand", "reprimand", unless=("own_ad",), across=True),  # 广告勿踢, 不行请撤回
    Combination("planned_closure", "closure", near=("announced",), unless=("past",)),
    Combination(
        "third_party_notice", "institution", near=("maintenance", "stop", "service_notice"), reach=80, across=True
    ),
)


def ads_forbidden(passage: Passage) -> Iterator[Found]:
    """Find words that forbid advertising: a prohibition close before the word for it."""
    for hit in passage.hits("forbid"):
        clause = passage.clause(hit)
        object_ = passage.first_within("ads_word", clause, beside=hit)
        reach = 1 if passage.cut(hit) == "no" else 16  # "no ads", not "no time for ads"
        if object_ and 0 <= object_.start - hit.end <= reach:
            yield Found(hit.start, object_.end, "ads_forbidden")
            yield Found(hit.start, object_.end, "reprimand")
