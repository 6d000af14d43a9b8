"""Words held apart by separators are read whole; what stands between words stays."""

import pytest

from rules.signals import SignalReader


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("提 币 失 败", "提币失败"),
        ("保.本保息", "保本保息"),
        ("投·资 保-本", "投资 保本"),
        ("提 - 现", "提现"),
        ("月 收 益 30%", "月收益 30%"),
        ("北京 上海", "北京 上海"),
        ("提 . . . 现", "提 . . . 现"),
        ("join us 提现", "join us 提现"),
    ],
)
def test_only_separators_inside_a_term_are_dropped(reader: SignalReader, typed: str, normal: str) -> None:
    assert reader.read(typed).normal == normal


@pytest.mark.parametrize("separator", [" ", ".", "·", "-", "*", "\u200b "])
def test_a_span_covers_the_separators(reader: SignalReader, separator: str) -> None:
    text = "啊," + separator.join("提币失败") + "了"
    (signal,) = reader.read(text).signals
    assert signal.kind == "payout_failure"
    assert text[slice(*signal.span)] == separator.join("提币失败")


def test_a_quoted_text_held_apart_is_recognised(reader: SignalReader) -> None:
    reading = reader.read("月 收 益30%的投资\n别人发的", quoted="月 收 益30%的投资")
    assert {str(signal.stance) for signal in reading.signals} == {"quote"}
