"""Advertisements: an offer, its price or urgency, and the way to the seller."""

import re
from collections.abc import Iterator

from rules.signals.numerals import AMOUNT
from rules.signals.passage import Found, Hit, Passage

_WEIGHTS = {"offer": 0.4, "terms": 0.25, "call": 0.35}
_CLEAR = 0.6  # below it an offer and a call are ordinary talk (design)
_REACH = 80  # characters from what is offered to its price and to the way to get it (design)
_LOOKED_AT = 4  # offers of one sort that are weighed: an advertisement says it early (design)
_UNLAWFUL = ("gambling", "loan", "fake_docs", "porn")
_PROMOTED = (
    *("=earnings", "=task_rebate", "=insider_tip", "=account_rental", "=data_trade", "=credit_pretext", "=recovery"),
    *("=restricted_goods", "=yield", "=commission", "=headcount", "=entry_fee", "=guarantee", "=crypto_deposit"),
)
_OFFERS: tuple[tuple[str, frozenset[str]], ...] = (  # what may be offered, and what it needs to be an advertisement
    *((concept, frozenset[str]()) for concept in (*(f"={kind}" for kind in _UNLAWFUL), "offer", "job")),
    ("everyday_offer", frozenset({"terms", "call"})),
    ("offer_word", frozenset({"call"})),
    *((concept, frozenset({"call"})) for concept in _PROMOTED),
)
_TERMS = ("=earnings", "price", "urgency", "percent")
_CALLS = ("call_me", "=link", "=contact")
_SLANG_PRICE = re.compile(r"\d\s?(?:r|米|张|折|руб|₽)(?![a-z])")

ANCHORS = ("own_ad", "unsubscribe", *(concept for concept, _ in _OFFERS))
"""The concepts and signals one of which every advertisement needs."""


def goods(passage: Passage) -> Iterator[Found]:
    """Find that a real good or service is what is sold; asked only where commission is paid."""
    for hit in passage.hits("goods")[:1]:
        yield Found(*hit, "goods")


def ads(passage: Passage) -> Iterator[Found]:
    """Find an advertisement: what is offered, at what price or urgency, and a call to act; the value is 0..1.

    A clear offer needs one of the two, everyday words (优惠, cheap) both, and what another signal found a way to get
    it. Who calls the message an advertisement himself (广告勿踢, check out my channel) needs nothing beside it.
    The unit names what is offered when that is not lawful to offer: gambling, loan, fake_docs, porn.
    """
    if passage.has("free_help"):
        return
    best = max(_weighed(passage), key=lambda found: found[0], default=None)
    if best and best[0] >= _CLEAR:
        value, hit = best
        yield Found(*hit, "ad", value, next((kind for kind in _UNLAWFUL if passage.has(f"={kind}")), ""))


def _weighed(passage: Passage) -> Iterator[tuple[float, Hit]]:
    for hit in _own(passage)[:1]:
        yield _value({"offer", "terms"} | _parts(passage, hit)), hit
    met = passage.concepts
    for concept, needed in _OFFERS:
        if concept in met:
            for hit in passage.hits(concept)[:_LOOKED_AT]:
                parts = _parts(passage, hit)
                if needed <= parts:
                    yield _value(parts), hit


def _own(passage: Passage) -> list[Hit]:
    """Return what only advertisers write: 广告勿踢, or how to leave a mailing that reminds nobody of a bill."""
    return passage.hits("own_ad") or ([] if passage.has("reminder") else passage.hits("unsubscribe"))


def _parts(passage: Passage, offer: Hit) -> set[str]:
    parts = {"offer"}
    if passage.near(offer, _CALLS, _REACH, across=True):
        parts.add("call")
    if passage.near(offer, _TERMS, _REACH, across=True) or _is_priced(passage, offer):
        parts.add("terms")
    return parts


def _is_priced(passage: Passage, offer: Hit) -> bool:
    around = max(0, offer.start - _REACH), offer.end + _REACH
    return any(pattern.search(passage.text, *around) for pattern in (AMOUNT, _SLANG_PRICE))


def _value(parts: set[str]) -> float:
    return round(sum(_WEIGHTS[part] for part in parts), 2)
