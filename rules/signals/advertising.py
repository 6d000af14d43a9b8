"""Advertisements: an offer, its price or urgency, and the way to the seller."""

from collections.abc import Iterator

from rules.signals.numerals import AMOUNT
from rules.signals.passage import Found, Hit, Passage

_WEIGHTS = {"offer": 0.4, "terms": 0.25, "call": 0.35}
_CLEAR = 0.6  # below it an offer and a call are ordinary talk (design)
_UNLAWFUL = ("gambling", "loan", "fake_docs", "porn")
_PROMOTED = (
    *("=earnings", "=task_rebate", "=insider_tip", "=account_rental", "=data_trade", "=credit_pretext", "=recovery"),
    *("=yield", "=commission", "=headcount", "=entry_fee", "=guarantee", "=crypto_deposit"),
)

ANCHORS = ("offer", "job", *(f"={kind}" for kind in _UNLAWFUL), *_PROMOTED)
"""The concepts and signals one of which every advertisement needs."""


def goods(passage: Passage) -> Iterator[Found]:
    """Find that a real good or service is what is sold; asked only where commission is paid."""
    for hit in passage.hits("goods")[:1]:
        yield Found(*hit, "goods")


def ads(passage: Passage) -> Iterator[Found]:
    """Find an advertisement: what is offered, at what price or urgency, and a call to act; the value is 0..1.

    The unit names what is offered when that is not lawful to offer: gambling, loan, fake_docs, porn.
    """
    unlawful = next((kind for kind in _UNLAWFUL if passage.has(f"={kind}")), "")
    offers = passage.hits(f"={unlawful}") or _offers(passage)
    if not offers or passage.has("free_help"):
        return
    parts = {"offer"}
    if passage.has("call_me", "=link", "=contact"):
        parts.add("call")
    if passage.has("=earnings", "price", "urgency", "percent") or _has_amount(passage, offers[0]):
        parts.add("terms")
    value = round(sum(_WEIGHTS[part] for part in parts), 2)
    if value >= _CLEAR:
        yield Found(*offers[0], "ad", value, unlawful)


def _offers(passage: Passage) -> list[Hit]:
    """Return where something is offered; what a signal found counts where there is a way to get it."""
    if offers := passage.hits("offer") or passage.hits("job"):
        return offers
    if passage.has("call_me", "=link", "=contact"):
        return next((passage.hits(kind) for kind in _PROMOTED if passage.has(kind)), [])
    return []


def _has_amount(passage: Passage, offer: Hit) -> bool:
    return AMOUNT.search(passage.text, max(0, offer.start - 60), offer.end + 120) is not None
