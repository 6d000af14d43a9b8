"""The normal form: one spelling for many disguises, and spans that stay true."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.signals import SignalReader
from rules.signals.normaliser import Normaliser

NORMALISER = Normaliser()
ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ＰｌｕｓＴｏｋｅｎ", "plustoken"),
        ("錢包維護", "钱包维护"),
        ("ⓦⓟⓚ 𝐇𝕌𝐗457", "wpk hux457"),
        ("7̲2̲8̲", "728"),
        ("加\u200b微\u2060信", "加微信"),
        ("🅥🇽 ❶②", "vx 12"),
        ("٤٢", "42"),
        ("➕V", "+v"),
        ("一二三", "一二三"),
        ("\ud800", "\ufffd"),
    ],
)
def test_disguises_fall_away(typed: str, normal: str) -> None:
    assert NORMALISER(typed).text == normal


@given(ANY_TEXT)
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    normal = NORMALISER(text).text
    assert NORMALISER(normal).text == normal


@given(ANY_TEXT)
def test_every_even_character_comes_from_where_its_span_says(text: str) -> None:
    form = NORMALISER.even(text)
    for at, character in enumerate(form.text):
        start, end = form.span(at, at + 1)
        assert character in NORMALISER.even(text[start:end]).text


def test_every_common_character_has_a_stable_normal_form() -> None:
    assigned = "".join(map(chr, range(0x3000))) + "".join(map(chr, range(0xF900, 0x10000)))
    normal = NORMALISER(assigned).text
    assert NORMALISER(normal).text == normal


def test_a_text_that_keeps_its_length_needs_no_offsets() -> None:
    assert NORMALISER("錢包ＡＢＣ").offsets is None


SENTENCE = "钱包月收益10%-30%,直推10%,间推5%,提现需要先交解冻金"
DISGUISES = {
    "full width": SENTENCE.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
    "traditional": "錢包月收益10%-30%,直推10%,間推5%,提現需要先交解凍金",
    "zero width": "\u200b".join(SENTENCE),
    "marks": "\u0332".join(SENTENCE),
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_signals_do_not_depend_on_width_script_or_noise(reader: SignalReader, disguise: str) -> None:
    plain = [(signal.kind, signal.stance, signal.value, signal.unit) for signal in reader.read(SENTENCE).signals]
    read = [(signal.kind, signal.stance, signal.value, signal.unit) for signal in reader.read(disguise).signals]
    assert read == plain
    assert len(plain) >= 3


@given(
    st.lists(
        st.sampled_from(
            [
                "月收益30%",
                "提现失败",
                "加微信",
                "\u200b",
                "株",
                "㍿",
                "錢",
                ",",
                "。",
                "吗?",
                "“",
                "PlusToken",
                "提 币·失 败",
                " ",
            ]
        ),
        max_size=12,
    )
)
def test_spans_index_the_text_as_typed(reader: SignalReader, parts: list[str]) -> None:
    text = "".join(parts)
    for signal in reader.read(text).signals:
        start, end = signal.span
        assert 0 <= start < end <= len(text)
        assert signal.span == (start, end)


@given(ANY_TEXT)
def test_reading_never_raises(reader: SignalReader, text: str) -> None:
    reader.read(text, quoted=text, forwarded=True)


def test_a_span_covers_the_disguise_it_saw_through(reader: SignalReader) -> None:
    text = "快来 月\u200b收\u200b益30% 的投资"
    (signal,) = (signal for signal in reader.read(text).signals if signal.kind == "yield")
    assert text[slice(*signal.span)] == "月\u200b收\u200b益30%"


def test_the_greatest_code_point_is_no_special_case() -> None:
    assert NORMALISER(chr(sys.maxunicode)).text == chr(sys.maxunicode)
