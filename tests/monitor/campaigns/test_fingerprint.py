"""A fingerprint is the same for variants of a text, small, and of no use to somebody without the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.campaigns.fingerprint import LONGEST, SHORTEST, Fingerprints, hashes_of, to_bytes, units
from monitor.campaigns.variants import is_near
from rules.signals.normaliser import Normaliser

NORMALISE = Normaliser()
FINGERPRINTS = Fingerprints(b"a key for tests")
OFFER = "厂家直销羽绒被，今天下单立减一百，全国包邮，加微信 xm88lin66 抢购"


def of(text: str) -> bytes:
    """Return the fingerprint of *text*."""
    return FINGERPRINTS.of(NORMALISE(text).text)


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        pytest.param(OFFER, OFFER.replace("xm88lin66", "qk-7731_mm"), id="another name"),
        pytest.param(OFFER, OFFER.replace("一百", "230"), id="another amount"),
        pytest.param(OFFER, f"🔥🔥【{OFFER}】！！！ ~~", id="padding"),
        pytest.param(OFFER, " ".join(OFFER), id="characters held apart"),
        pytest.param(OFFER, OFFER.replace("厂家直销", "廠家直銷"), id="traditional"),
        pytest.param(
            "Discount sneakers, all famous brands, 60% off today only, order now: https://shop.example/a1",
            "DISCOUNT sneakers - all famous brands - 70% off, today only! Order now: www.other.example",
            id="English",
        ),
        pytest.param(
            "Набираю людей в команду, доход от 300$ в неделю, удалённо, опыт не нужен, пишите мне @one_1",
            "Набираю людей в команду!! доход от 450$ в неделю, удалённо, опыт не нужен, пишите мне @two2",
            id="Russian",
        ),
    ],
)
def test_what_variants_change_leaves_no_trace(text: str, variant: str) -> None:
    assert of(text) == of(variant) != b""


def test_another_text_is_far_away() -> None:
    other = of("手机兼职在家可做，日结三百到五百，不收押金，名额有限，加微信 ab1001cd 报名")
    assert not is_near(frozenset(hashes_of(of(OFFER))), frozenset(hashes_of(other)))


@pytest.mark.parametrize("text", ["", "加我微信", "加V 13800001111", "buy now", "12345 67890 " * 20, "哈" * 500])
def test_what_tells_too_little_has_no_fingerprint(text: str) -> None:
    assert of(text) == b""


def test_it_is_the_same_in_every_run() -> None:
    """Whatever hashes strings at random in Python has no part in it."""
    assert of("厂家直销羽绒被全国包邮").hex() == "d71a801c5e28d82dc43db94a88734e7cb3928cd2d1d6"


def test_without_the_key_it_cannot_be_made_again() -> None:
    assert Fingerprints(b"another key").of(OFFER) != FINGERPRINTS.of(OFFER)


@given(st.text(max_size=400))
def test_it_is_small_and_ascending(text: str) -> None:
    fingerprint = of(text)
    hashes = hashes_of(fingerprint)
    assert len(fingerprint) <= 256
    assert hashes == tuple(sorted(set(hashes)))
    assert not hashes or SHORTEST <= len(hashes) <= LONGEST
    assert to_bytes(hashes) == fingerprint


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    beginning = "".join(chr(0x4E00 + number) for number in range(2_000))
    assert of(beginning) == of(beginning + "尾" * 100_000)


@given(st.text(alphabet="羽绒被直销包邮abc1２ ,_@.😀", max_size=60))
def test_units_hold_neither_numbers_nor_marks(text: str) -> None:
    assert all(unit.isalpha() for unit in units(NORMALISE(text).text))
