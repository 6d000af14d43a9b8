"""What a deployment declares harmless wins over every list."""

import pytest

from rules.signals import SignalReader
from rules.signals.allowed import Allowance

SHOP = "新品上架，点击 http://taoba0.com/s 抢购，加微信 shop8866 下单"


@pytest.fixture(scope="module")
def reader() -> SignalReader:
    return SignalReader.builtin(allow=Allowance(("taoba0.com",), ("加微信 shop8866", "稳赚不赔茶馆")))


def kinds(reader: SignalReader, text: str) -> set[str]:
    return {signal.kind for signal in reader.read(text).signals}


def test_without_an_allowance_host_and_contact_are_read() -> None:
    assert {"link", "contact"} <= kinds(SignalReader.builtin(), SHOP)


def test_an_allowed_host_is_no_link_and_an_allowed_phrase_says_nothing(reader: SignalReader) -> None:
    assert kinds(reader, SHOP).isdisjoint({"link", "contact"})


def test_a_phrase_is_allowed_in_any_spelling_but_only_itself(reader: SignalReader) -> None:
    assert "contact" not in kinds(reader, "新品上架，加薇信 SHOP8866 下单")
    assert "contact" in kinds(reader, "新品上架，加微信 shop9977 下单")


def test_what_surrounds_an_allowed_phrase_is_read(reader: SignalReader) -> None:
    assert "guarantee" not in kinds(reader, "投资人都爱来稳赚不赔茶馆喝茶")
    assert "guarantee" in kinds(reader, "稳赚不赔茶馆的投资项目保本保息，稳赚不赔")
