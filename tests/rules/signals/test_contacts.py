"""Ways out of the group: channels with an id or a verb, numbers beside a call, private chats - and look-alikes."""

import pytest

from rules.signals import SignalReader

REACHED: list[tuple[str, str]] = [
    ("带你赚,加@goldteam_vip", "handle"),
    ("加微信 abc12345", "wechat"),
    ("微信:xiaohong_88", "wechat"),
    ("有意的加V", "wechat"),
    ("想了解的+v", "wechat"),
    ("v:abc12345", "wechat"),
    ("薇 ab20240", "wechat"),
    ("加威ab12345", "wechat"),
    ("卫星号 qwe7788", "wechat"),
    ("wechat: panda_2020", "wechat"),
    ("扣扣:123456789", "qq"),
    ("q 876543219", "qq"),
    ("加Q 876543219", "qq"),
    ("企鹅 876543219", "qq"),
    ("交流群:876543219", "group"),
    ("进裙 876543219", "group"),
    ("飞机 @lanlan_88", "telegram"),
    ("https://t.me/lanlan88", "telegram"),
    ("纸飞机搜 lanlan88", "telegram"),
    ("WhatsApp +44 7700 900123", "whatsapp"),
    ("联系电话:13800138000", "phone"),
    ("有意者请致电 021-55512345", "phone"),
    ("call 09061104000 to claim your prize", "phone"),
    ("text WIN to 80082", "phone"),
    ("звоните +7 912 345-67-89", "phone"),
    ("需要的找我 876543219", "number"),
    ("看片 2765 4321", "number"),
    ("27654321+口看", "number"),
    ("资源咨询 @lanlan_88", "handle"),
    ("пишите @lanlan_88", "handle"),
    ("contact @lanlan_88 for details", "handle"),
    ("兼职日结300,需要的私聊我", "private"),
    ("Нужны люди, пишите в лс", "private"),
    ("подробности в личку", "private"),
    ("followers for sale, DM me", "private"),
    ("扫码进群领资料", "qr"),
    ("下载蝙蝠,加我ID 998877", "app"),
    ("换个聊天软件,群里不方便", "app"),
    ("Add me on zangi", "app"),
]

NOT_REACHED = [
    "代写的加我好几次了",
    "猎头加我微信问要不要跳槽",
    "订单号 8765432190",
    "快递单号:876543219012",
    "邮编 2000000",
    "会议号:876 543 219",
    "今天比分 102-98",
    "成立于2013-2014年",
    "日期20240915",
    "联系一下班主任",
    "举报电话:12345678",
    "物业客服微信 wy12345",
    "居委会的微信号:jwh20240",
    "班主任QQ:876543219",
    "动物园的蝙蝠馆开了",
    "客服热线 95588",
    "报警请打110或96110",
    "微信支付真方便",
    "参加微博活动",
    "增加卫生间",
    "不要加微信,小心骗子",
    "有人私信我说能赚钱",
    "谢谢你,回头私聊",
    "ctrl+v 粘贴就行",
    "https://www.youtube.com/watch?v=KQ6zr6kCPj8",
    "@xiaoming 你来看看",
    "我今天跑了10000000步,联系不上你",
    "hit 1000000 views, contact us never",
    "text me when you get home",
    "call me later",
    "I will message @tom about dinner tomorrow maybe",
    "он не пишет мне в лес",
    "набрал 5000000 просмотров",
]


def _channels(reader: SignalReader, text: str) -> list[object]:
    return [signal.value for signal in reader.read(text).signals if signal.kind == "contact"]


@pytest.mark.parametrize(("text", "channel"), REACHED, ids=[text for text, _ in REACHED])
def test_a_contact_names_its_channel(reader: SignalReader, text: str, channel: str) -> None:
    assert _channels(reader, text) == [channel]


@pytest.mark.parametrize("text", NOT_REACHED)
def test_what_only_looks_like_a_contact_is_none(reader: SignalReader, text: str) -> None:
    assert _channels(reader, text) == []


def test_the_span_covers_the_call_and_the_id(reader: SignalReader) -> None:
    text = "详情请加薇信:abc_12345,谢谢"
    (found,) = [signal for signal in reader.read(text).signals if signal.kind == "contact"]
    assert text[slice(*found.span)] == "加薇信:abc_12345"


def test_every_contact_is_found(reader: SignalReader) -> None:
    assert _channels(reader, "电话13800138000,微信:abc12345,QQ:876543219") == ["phone", "wechat", "qq"]
