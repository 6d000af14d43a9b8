"""Restricted goods: what only licensed sellers may advertise, or nobody; the value is the class of goods."""

from collections.abc import Mapping

from rules.signals.combinations import Combination

_SOLD: Mapping[str, tuple[str, ...]] = {  # by class: what beside the words of a seller shows that the goods are offered
    "tobacco": (),
    "medicine": (),
    "device": (),
    "cheats": ("cheats_terms", "=contact"),
}


def _offers(goods: str, terms: tuple[str, ...]) -> tuple[Combination, ...]:
    """Return how *goods* are offered: outright, or by name with company."""
    unless = (f"{goods}_talk",)
    return (
        Combination("restricted_goods", f"{goods}_offer", unless=unless, value=goods),
        Combination("restricted_goods", goods, near=("sale_terms", *terms), unless=unless, across=True, value=goods),
    )


RESTRICTED: tuple[Combination, ...] = tuple(offer for goods, terms in _SOLD.items() for offer in _offers(goods, terms))
