"""Complaints to the owner, and the words of a scheme under strain, beyond the table of kinds."""

import pytest

from rules.signals import SignalReader
from rules.signals.signal import Kind

REPORTS: list[tuple[Kind, str]] = [
    ("complaint", "群主,他一直骂我,请禁言他"),
    ("complaint", "我要举报,有人私信骗我钱"),
    ("complaint", "管理员管管吧,又有人刷屏"),
    ("complaint", "这个群没人管吗"),
    ("complaint", "I want to report this member"),
    ("complaint", "Mods, he keeps spamming me"),
    ("complaint", "Админ, забаньте спамера"),
    ("complaint", "Хочу пожаловаться, меня оскорбляют"),
    ("payout_failure", "钱提不出来了,一直处理中"),
    ("payout_failure", "平台只能充不能提,我出不了款"),
    ("payout_failure", "Не могу вывести деньги третий день"),
    ("payout_failure", "Вывод завис, поддержка молчит"),
    ("payout_ok", "Вывод пришел, все быстро"),
    ("app_down", "平台跑路了,我的本金全没了"),
    ("app_down", "客服失联,我的币还在钱包里"),
    ("app_down", "Сайт не открывается, а мой депозит там"),
]

PROMOTED: list[tuple[Kind, str]] = [
    ("maintenance", "Технические работы, вывод средств приостановлен"),
    ("terms", "Для вывода необходимо оплатить налог"),
    ("migration", "Переход на новую платформу для всех участников"),
]

QUIET: list[tuple[Kind, str]] = [
    ("complaint", "群主早,今天几点开会"),
    ("complaint", "举报电话12315记一下"),
    ("complaint", "小区物业没人接电话"),
    ("complaint", "The report is due on Monday"),
    ("complaint", "Админ, с днем рождения"),
    ("payout_failure", "快递取不出来,柜子坏了"),
    ("payout_failure", "Зарплата не пришла"),
    ("payout_ok", "Посылка пришла"),
    ("app_down", "楼下的店老板跑路了"),
    ("app_down", "Сайт школы не открывается"),
    ("maintenance", "Технические работы на сервере игры"),
    ("terms", "Нужно оплатить налог на машину"),
]


@pytest.mark.parametrize(("kind", "text"), REPORTS, ids=[f"{kind}: {text}" for kind, text in REPORTS])
def test_a_member_tells_what_befell_him(reader: SignalReader, kind: Kind, text: str) -> None:
    assert [signal.stance for signal in reader.read(text).signals if signal.kind == kind][:1] == ["report"]


@pytest.mark.parametrize(("kind", "text"), PROMOTED, ids=[f"{kind}: {text}" for kind, text in PROMOTED])
def test_a_notice_of_a_scheme_is_read(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind in {signal.kind for signal in reader.read(text).signals}


@pytest.mark.parametrize(("kind", "text"), QUIET, ids=[f"{kind}: {text}" for kind, text in QUIET])
def test_other_affairs_stay_quiet(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind not in {signal.kind for signal in reader.read(text).signals}
