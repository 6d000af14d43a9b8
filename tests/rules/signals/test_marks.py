"""Marks of an offer: what calls itself an ad, warns of risk, is one's own used thing - and who praises gains."""

import pytest

from rules.signals import SignalReader
from rules.signals.signal import Kind

AD = "厂家直销羽绒被,包邮,加微信 abc12345"
USED = "转让,孩子大了用不上了,需要的加微信 abc12345"

MARKED: list[tuple[Kind, str]] = [
    ("ad_label", f"【广告】{AD}"),
    ("ad_label", f"广告:{AD}"),
    ("ad_label", f"#广告 {AD}"),
    ("ad_label", f"{AD}\n(广告)"),
    ("ad_label", f"打个广告,{AD}"),
    ("ad_label", f"{AD},以上内容为广告"),
    ("ad_label", "#ad followers for sale, cheap, DM me"),
    ("ad_label", "Sponsored: followers for sale, cheap, DM me"),
    ("ad_label", "Реклама. Продам недорого, пишите"),
    ("risk_notice", "理财年化8%,投资有风险,咨询客服"),
    ("risk_notice", "Invest and earn 2% per month. Your capital is at risk"),
    ("second_hand", f"二手婴儿车{USED}"),
    ("second_hand", f"九成新书桌{USED}"),
    ("second_hand", "Barely used bike for sale, cheap, DM me"),
    ("second_hand", "两盆绿萝免费送邻居,需要的加微信 abc12345"),
    ("testimonial", "跟着老师做了一个月,赚了八万"),
    ("testimonial", "老师太准了,又抓到涨停"),
    ("testimonial", "学员小李跟单一周赚了三万"),
    ("testimonial", "I made $3000 this week thanks to my mentor"),
    ("testimonial", "Заработал за неделю 50000, спасибо за сигналы"),
]

UNMARKED: list[tuple[Kind, str]] = [
    ("ad_label", AD),
    ("ad_label", f"{AD},推广费另算"),
    ("ad_label", "代发广告,群发软件,加微信 abc12345"),
    ("ad_label", "Followers for sale, cheap, add me, DM me"),
    ("ad_label", "【广告】牌子掉下来了"),
    ("risk_notice", "投资有风险,大家都懂"),
    ("risk_notice", "理财年化8%,咨询客服"),
    ("second_hand", AD),
    ("second_hand", "长期回收二手手机,价格从优,加微信 abc12345"),
    ("second_hand", "二手楼盘出售,联系中介 13800138001"),
    ("second_hand", "二手车保险到期了"),
    ("testimonial", "游戏里跟着公会会员打副本,赚了很多金币"),
    ("testimonial", "加班到十点,老板赚了我没赚"),
    ("testimonial", "老师讲得真好"),
    ("testimonial", "That joke made me laugh, thanks to you"),
]


def _kinds(reader: SignalReader, text: str) -> set[Kind]:
    return {signal.kind for signal in reader.read(text).signals}


@pytest.mark.parametrize(("kind", "text"), MARKED, ids=[f"{kind}: {text}" for kind, text in MARKED])
def test_an_offer_carries_its_mark(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind in _kinds(reader, text)


@pytest.mark.parametrize(("kind", "text"), UNMARKED, ids=[f"{kind}: {text}" for kind, text in UNMARKED])
def test_other_words_are_no_mark(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind not in _kinds(reader, text)
