"""Numbers that name a person are starred however they are written; other numbers stay readable."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.masking import Named, mask

NUMERALS = "零一二三四五六七八九"
FULL_WIDTH = "０１２３４５６７８９"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("电话13812345678", "电话13*******78", id="mobile"),
        pytest.param("Call 13812345678.", "Call 13*******78.", id="before a full stop"),
        pytest.param("加wx13812345678", "加wx13*******78", id="behind letters"),
        pytest.param("电话１３８１２３４５６７８", "电话１３*******７８", id="full width"),
        pytest.param("138-1234 5678", "13*********78", id="with gaps"),
        pytest.param("1\u200b3812345678", "1\u200b********78", id="with an invisible character"),
        pytest.param("打一三八一二三四五六七八", "打一三*******七八", id="Chinese numerals"),
        pytest.param("1三8壹2345幺78", "1三*******78", id="of both kinds"),
        pytest.param("+86 138 1234 5678", "+8*************78", id="with the country"),
        pytest.param("+44 7700 900123", "+4***********23", id="of another country"),
        pytest.param("010-87654321", "01********21", id="line of a house"),
        pytest.param("11010119900307123X", "11**************3X", id="identity card"),
        pytest.param("张三110101199003071234李四", "张三11**************34李四", id="between names that are numerals"),
        pytest.param("130503670401001", "13***********01", id="old identity card"),
        pytest.param("6222021234567890128", "62***************28", id="bank card"),
        pytest.param("4111 1111 1111 1111", "41***************11", id="bank card in fours"),
        pytest.param("护照EA1234567", "护照*********", id="passport"),
        pytest.param("加QQ123456789", "加QQ*********", id="account of a messenger"),
        pytest.param("电话 87654321", "电话 ********", id="short number said to be a telephone"),
        pytest.param("ann@example.org", "an***********rg", id="mail"),
        pytest.param("ａｎｎ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ａｎ***********ｒｇ", id="mail in full width"),
    ],
)
def test_numbers_of_people_are_starred(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "月收益15%,500元,2024",
        "投入1,000,000元返2,000,000元",
        "100 200 300 400",
        "2024-03-01 10:00",
        "20240301",
        "订单号202403011234567",
        "4111 1111 1111 1112",
        "QQ群 123456789",
        "群号123456789",
        "致电10086",
        "recall 20000000 hotel 87654321",
        "1709287200000",
        "一九八四年三月二十七日",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text())
def test_masking_keeps_the_length(text: str) -> None:
    assert len(mask(text)) == len(text)


@given(st.text())
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


digits = st.text("0123456789", min_size=9, max_size=9)


def with_check_digit(number: str) -> str:
    """Return *number* with the digit that makes it a bank card's, found by trying."""
    return next(card for card in (number + digit for digit in "0123456789") if is_valid(card))


def is_valid(card: str) -> bool:
    """Say in another way than the code whether the check digit is right."""
    total = 0
    for place, digit in enumerate(reversed(card)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


mobiles = st.builds("1{}{}".format, st.sampled_from("3456789"), digits)
identity_cards = st.builds(
    "{}{:04}{:02}{:02}{}{}".format,
    st.integers(110101, 659099),
    st.integers(1930, 2020),
    st.integers(1, 12),
    st.integers(1, 28),
    st.text("0123456789", min_size=3, max_size=3),
    st.sampled_from("0123456789X"),
)
cards = st.builds("62{}{}".format, digits, st.text("0123456789", min_size=4, max_size=7)).map(with_check_digit)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """Return a number, and the same as somebody may write it who does not want it to be found."""
    plain = draw(st.one_of(mobiles, identity_cards, cards))
    gap = draw(st.sampled_from(["", " ", "-", ".", "\u200b", "\N{EN DASH}", "\u3000"]))
    every = draw(st.integers(1, 5))
    said: list[str] = []
    for place, character in enumerate(plain):
        if place and place % every == 0:
            said.append(gap)
        said.append(draw(st.sampled_from(_ways(character))))
    return plain, "".join(said)


def _ways(character: str) -> list[str]:
    if character == "X":
        return ["X", "x", "Ｘ"]
    return [character, character, FULL_WIDTH[int(character)], NUMERALS[int(character)]]


@given(written(), st.sampled_from(["加我", "tel: ", "", "(", "转账到卡"]), st.sampled_from(["", "哦", ".", ", ok"]))
def test_no_disguise_saves_a_number(number: tuple[str, str], before: str, after: str) -> None:
    plain, said = number
    left = re.sub(r"[^0-9Xx*]", "", "".join(map(_plain, mask(before + said + after))))
    assert plain not in left.upper()


def _plain(character: str) -> str:
    if character in NUMERALS:
        return str(NUMERALS.index(character))
    return unicodedata.normalize("NFKC", character)


def test_values_that_name_a_scheme_stay_different_without_their_numbers() -> None:
    named = Named(lambda value: str(len(value)))
    assert named.hide("cloudcoin.io") == "cloudcoin.io"
    assert named.hide("13812345678.com") == "13*******78.com#15"
