"""Twice the text is about twice the work, whatever its shape: calls are counted, not seconds."""

import pytest

from rules.signals import SignalReader
from tests.rules.signals.evasion.sentences import PLAIN
from tests.rules.signals.work import calls

SHAPES = {
    "no hits": "今天天气不错",
    "one word": "提现",
    "percents": "月收益30%",
    "percents in one sentence": "30%月收益投资,",
    "negated warnings": "不是骗局",
    "quotes": "他说“月收益30%”",
    "unclosed quotes": "“月收益30%投资",
    "digits": "1",
    "letters": "a",
    "links": "a.com ",
    "dots": "a.",
    "questions": "投资月收益30%吗?",
    "notices": "暂停提现维护10天",
    "zero width": "加\u200b微信",
    "levels": "一级10%佣金",
    "words held apart": "提 币·失-败 ",
    "sales in quotes": "“加微信abc123”别信",
    "stakes": "投1万月返",
    "failures": "提现都失败",
    "ids": "加v:ab12345 ",
    "numbers": "联系13800138000,",
    "pay": "日结200,兼职一天500,",
    "offers": "批发价20元私聊",
    "stakes in English": "invest $500 get ",
    "hosts": "http://faceboook.com ",
    "stories": "近日李某被月收益30%骗,警方提醒",
    "calls told of": "他让我加微信abc123",
    "disclaimers": "骗子勿扰月收益30%,",
}


def _calls(reader: SignalReader, text: str) -> int:
    """Return how many calls reading *text* takes."""
    return calls(lambda: reader.read(text, forwarded=True))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_work_grows_with_the_text_and_no_faster(reader: SignalReader, shape: str) -> None:
    once, twice = (_calls(reader, shape * (size // len(shape))) for size in (3_000, 6_000))
    assert twice <= 2.2 * once + 500


@pytest.mark.parametrize("sentences", PLAIN.values(), ids=PLAIN.keys())
def test_no_parser_looks_back_over_the_whole_text(reader: SignalReader, sentences: list[str]) -> None:
    shape = " ".join(sentences)
    once, twice = (_calls(reader, shape * (size // len(shape))) for size in (1_500, 3_000))
    assert twice <= 2.4 * once + 500


@pytest.mark.parametrize("shape", ["提现", "a", "月收益30%", "“月收益30%投资", "暂停提现"])
def test_a_megabyte_is_read(reader: SignalReader, shape: str) -> None:
    text = shape * (1_000_000 // len(shape))
    assert len(reader.read(text).normal) == len(text)


def test_a_repeated_statement_counts_once(reader: SignalReader) -> None:
    signals = reader.read("提现失败。" * 1000).signals
    assert [(signal.kind, signal.span) for signal in signals] == [("payout_failure", (0, 4))]
