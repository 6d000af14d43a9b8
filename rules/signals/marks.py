"""Marks of an offer: that it says it is an advertisement, warns of its risk, sells on goods of one's own, or that
somebody praises what it earned him.
"""

import re
from collections.abc import Iterator

from rules.signals.combinations import Combination
from rules.signals.passage import Found, Passage

_LABEL = re.compile(
    r"(?:^|[\[(【<《#\n])\s?(?:商业)?(?:广告|推广|ads?|advert|advertisement|sponsored|реклама)(?:$|[\])】>》:.,!|\n\s-])"
    r"|(?:本条|此条|以上|以下|内容)(?:信息|内容)?[为是系]广告|[打发]个小?广告|广告(?:勿踢|打扰)"
)

TESTIMONIALS: tuple[Combination, ...] = (
    Combination("testimonial", "testimony"),
    Combination("testimonial", "gained", near=("guided",), unless=("gain_talk",)),
)


def ad_labels(passage: Passage) -> Iterator[Found]:
    """Find that an advertisement calls itself one: 【广告】, #ad, 打个广告; asked only where one was found."""
    match = _LABEL.search(passage.text)
    if match:
        yield Found(*match.span(), "ad_label")


def risk_notices(passage: Passage) -> Iterator[Found]:
    """Find a notice of risk; asked only where something is advertised or promised."""
    yield from (Found(*hit, "risk_notice") for hit in passage.hits("risk_notice")[:1])


def second_hand(passage: Passage) -> Iterator[Found]:
    """Find that used goods of one's own are sold on; asked only where something is advertised or a contact left."""
    if not passage.has("dealer"):
        yield from (Found(*hit, "second_hand") for hit in passage.hits("second_hand")[:1])
