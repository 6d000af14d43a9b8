"""Somebody held up with an identity number; and the numbers that people post for other reasons.

The numbers are made up: a place, a date and the check digit that fits.
"""

import pytest

from rules.signals import SignalReader

HITS = {
    "named, housed and cursed": "曝光这个小三:王丽丽,身份证号110105199003072928,住阳光花园3栋502",
    "a debtor": "老赖赵强 身份证110105198506124510 家住和平路12号,欠钱不还,大家扩散",
    "a check digit that is a letter": "把她挂出来,身份证11010519491231002X,住址和平路12号",
    "by a victim who warns": "警惕这个骗子!曝光他:赵强,身份证110105198506124510,家住和平路",
    "in English": "Expose this cheater: Wang Lili, ID 110105199003072928, lives at 12 Heping Road",
}
QUIET = {
    "one's own number": "我的身份证号110105199003072928,地址和平路,麻烦群主登记一下,曝光一下我的努力",
    "a finder": "捡到身份证一张:王丽丽,110105199003072928,住阳光花园,帮忙扩散找失主,大家扩散",
    "a missing person": "寻人启事:赵强,身份证110105198506124510,家住和平路,走失三天,大家扩散",
    "a wanted notice": "通缉令:嫌疑人赵强,身份证110105198506124510,户籍和平路12号,请转发扩散",
    "a sign-up": "报名:王丽丽 110105199003072928 13800138000",
    "a check digit that does not fit": "曝光这个小三:王丽丽,身份证号110105199003072921,住阳光花园3栋502",
    "an order number": "曝光这家店:订单号202403071234567890,地址和平路12号,态度差",
    "nobody is exposed": "身份证号110105199003072928,姓名王丽丽,住阳光花园",
    "no number": "曝光这个小三:王丽丽,住阳光花园3栋502",
}


def _kinds(reader: SignalReader, text: str) -> set[str]:
    return {signal.kind for signal in reader.read(text).signals if signal.stance.scores}


@pytest.mark.parametrize("text", HITS.values(), ids=HITS)
def test_whoever_holds_somebody_up_with_an_identity_number_does_wrong(reader: SignalReader, text: str) -> None:
    assert "doxxing" in _kinds(reader, text)


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_a_number_alone_is_no_offence(reader: SignalReader, text: str) -> None:
    assert "doxxing" not in _kinds(reader, text)


def test_a_reply_that_repeats_it_is_a_quotation(reader: SignalReader) -> None:
    posted = HITS["a debtor"]
    read = reader.read(f"{posted} 这样发别人身份证违法的", quoted=posted)
    assert [signal.stance for signal in read.signals if signal.kind == "doxxing"] == ["quote"]
