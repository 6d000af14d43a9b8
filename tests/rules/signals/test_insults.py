"""Insults: said to one person, not about somebody, not of a group, not into the air."""

import pytest

from rules.signals import SignalReader

INSULTS = [
    "你个傻逼",
    "你这种人真恶心",
    "你真是个废物",
    "@小明 脑残",
    "傻逼吧你",
    "你给我滚",
    "你是不是智障?",
    "You are such an idiot",
    "you're a pathetic clown",
    "kill yourself",
    "Ты просто дебил",
    "Пошел нахуй",
]

NO_INSULTS = [
    "他就是个傻逼",
    "你们这些人都是垃圾",
    "这游戏太垃圾了",
    "我真是个废物",
    "你不是傻逼",
    "卧槽,气死我了",
    "你把垃圾分类一下",
    "你说的那个人是傻子",
    "滚动条拉到底",
    "你有病就去看医生",
    "that was a stupid mistake",
    "where the fuck you are",
    "I felt like an idiot",
    "Он дебил",
    "тупой нож",
]


def _is_insulting(reader: SignalReader, text: str) -> bool:
    return any(signal.kind == "insult" and signal.stance.scores for signal in reader.read(text).signals)


@pytest.mark.parametrize("text", INSULTS)
def test_an_insult_is_said_to_one_person(reader: SignalReader, text: str) -> None:
    assert _is_insulting(reader, text)


@pytest.mark.parametrize("text", NO_INSULTS)
def test_other_strong_words_are_no_insult(reader: SignalReader, text: str) -> None:
    assert not _is_insulting(reader, text)


def test_who_repeats_an_insult_insults_nobody(reader: SignalReader) -> None:
    assert not _is_insulting(reader, "他说“你个傻逼”")
