"""Offers that no group may carry: gambling, porn, loans of loan sharks, false papers.

Everyday words (赌场, 贷款, 毕业证) need the terms of an offer or a way to the seller beside them, and none of the talk
in which they are harmless.
"""

from rules.signals.combinations import Combination
from rules.signals.signal import Kind


def _offers(kind: Kind) -> tuple[Combination, ...]:
    """Return how *kind* is offered: outright, or in words of the trade or of every day with company."""
    terms, unless = f"{kind}_terms", (f"{kind}_talk",)
    return (
        Combination(kind, f"{kind}_offer"),
        Combination(kind, kind, near=(terms, "=contact", "=link"), unless=unless),
        Combination(kind, f"{kind}_word", near=(terms, "=contact"), unless=unless),
    )


ILLICIT: tuple[Combination, ...] = (
    *_offers("gambling"),
    Combination("gambling", "red_packet", near=("stakes",)),
    Combination("gambling", "table", near=("house",), unless=("gambling_talk",), across=True),
    *_offers("porn"),
    *_offers("loan"),
    *_offers("fake_docs"),
)
