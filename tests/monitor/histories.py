"""Random histories of one group in which everything happens that connectors can tell of."""

from collections.abc import Callable
from random import Random
from typing import Literal

from msgspec.structs import replace

from monitor.clock import HOUR, exact
from monitor.event import (
    Activity,
    Attestation,
    Community,
    Data,
    Event,
    EventType,
    Inviter,
    Message,
    Money,
    Notice,
    Person,
    Report,
    Roster,
    Settings,
)
from monitor.labels import Category, Label

BEGIN = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z
TEXTS = (
    "大家好",
    "投资我们的项目，月收益30%，保本保息，加微信 abc123456",
    "拉一个人奖励100元，三级返佣",
    "提现三天了还没到账",
    "你这个骗子，滚出去",
    "我要投诉，有人天天骂我",
    "厂家直销羽绒被，今天下单立减一百，全国包邮，加微信 xm88lin66 抢购",
    "群规：禁止广告，禁止辱骂，不得传播谣言，违者移出",
    "系统升级维护，暂停提现",
)
LABELS: tuple[Category, ...] = ("fraud", "gore", "ad", "obscenity")
SUMS: tuple[Literal["deposit", "reported_loss", "commission", "payout", "withdrawal", "invoice", "transfer"], ...] = (
    *("deposit", "deposit", "reported_loss", "commission", "commission"),
    *("payout", "withdrawal", "invoice", "transfer"),
)
STATES: tuple[Literal["paid", "requested", "failed", "delayed"] | None, ...] = (
    *(None, None, "paid", "paid"),
    *("requested", "failed", "delayed"),
)
CURRENCIES = ("CNY", "CNY", "USD")
ATTESTED: tuple[Literal["deleted", "muted", "warned", "dismissed"], ...] = ("deleted", "muted", "warned", "dismissed")
Happening = Callable[[Random], Data]
_HERE = Data("wechat", Community("g"))


def history(seed: int, length: int = 80, group: str = "g") -> list[Event]:
    """Return *length* events of the *group* in order, a few minutes to a day apart."""
    random, at, events = Random(seed), BEGIN, list[Event]()  # noqa: S311 - repeatable
    for number in range(length):
        at += random.choice((HOUR // 60, HOUR // 4, 2 * HOUR, 20 * HOUR))
        kind = random.choice((random.choice(list(HAPPENINGS)), "message.created"))
        data = replace(HAPPENINGS[kind](random), community=Community(group, name=f"{group} {number // 40}"))
        events.append(Event(f"{group}-{number}", f"im://wechat/{group}", kind, exact(at + number), data))
    return events


def recruiting(seed: int, length: int = 120, group: str = "g") -> list[Event]:
    """Return *length* events of a *group* in which a scheme of its owner recruits: joins, leaves, pay up the line."""
    random, at = Random(seed), BEGIN  # noqa: S311 - repeatable
    inviters, events = {"m0": "m0"}, list[Event]()
    for number in range(length):
        at += random.choice((HOUR // 60, HOUR // 4))
        kind, data = random.choice((_recruited, _recruited, _recruited, _rewarded, _told, _went))(random, inviters)
        told = replace(data, community=Community(group))
        events.append(Event(f"{group}-{number}", f"im://wechat/{group}", kind, exact(at + number), told))
    return events


def _recruited(random: Random, inviters: dict[str, str]) -> tuple[EventType, Data]:
    inviter, member = random.choice(["m0", "m1", *inviters]), f"m{len(inviters)}"
    inviters[member] = inviter
    return "member.joined", replace(_HERE, target=Person(member), inviter=Inviter(Person(inviter)))


def _rewarded(random: Random, inviters: dict[str, str]) -> tuple[EventType, Data]:
    payee = payer = random.choice([*inviters])
    for _ in range(random.randrange(1, 5)):
        payee = inviters[payee]
    return "payment.sent", replace(_HERE, money=Money("commission", "paid", payee=Person(payee), payer=Person(payer)))


def _told(random: Random, inviters: dict[str, str]) -> tuple[EventType, Data]:
    text = random.choice(("投资星云钱包，月收益15%，稳稳到账", "星云钱包推荐奖励：一代提成10%，二代提成5%，三代提成3%"))
    speaker = random.choice((Person("m0", role="owner"), Person(random.choice([*inviters]))))
    return "message.created", replace(_HERE, actor=speaker, message=Message(_item(random), text))


def _went(random: Random, inviters: dict[str, str]) -> tuple[EventType, Data]:
    member = Person(random.choice([*inviters]))
    kinds: tuple[EventType, ...] = ("member.left", "member.joined")
    return random.choice(kinds), replace(_HERE, target=member)


def _somebody(random: Random) -> Person:
    number = random.randrange(12)
    role = {0: "owner", 1: "admin"}.get(number)
    return Person(
        f"m{number}",
        display_name=random.choice(("老王", "老玉", "小敏", "小李")),
        role="owner" if role == "owner" else "admin" if role else None,
        verified=random.choice((None, True, False)),
    )


def _message(random: Random) -> Message:
    said = random.choice(TEXTS)
    reply = _item(random) if random.random() < 0.2 else None
    return Message(_item(random), said, reply_to_id=reply, mentions=(f"m{random.randrange(12)}",))


def _item(random: Random) -> str:
    return f"said-{random.randrange(40)}"


def _spoken(random: Random) -> Data:
    return replace(_HERE, actor=_somebody(random), message=_message(random))


def _done(random: Random) -> Data:
    """Return what somebody did to a member or a message."""
    reason, evidence = random.choice(((None, None), ("spam", "sha256:1")))
    message = Message(_item(random))
    return replace(
        _HERE, actor=_somebody(random), target=_somebody(random), message=message, reason=reason, evidence=evidence
    )


def _labelled(random: Random) -> Data:
    category = random.choice(LABELS)
    return replace(_HERE, label=Label(_item(random), category, random.choice(("confirmed", "confirmed", "overturned"))))


def _joined(random: Random) -> Data:
    return replace(_HERE, target=_somebody(random), inviter=random.choice((None, Inviter(_somebody(random)))))


def _promoted(random: Random) -> Data:
    return replace(_HERE, target=_somebody(random), role=random.choice(("owner", "admin", "member")))


def _noticed(random: Random) -> Data:
    return replace(_HERE, actor=_somebody(random), notice=Notice(random.choice(("", *TEXTS))))


def _set(random: Random) -> Data:
    approval, page = random.choice((None, True, False)), random.choice((None, "", "x"))
    return replace(_HERE, actor=_somebody(random), settings=Settings(approval, page, page, page, page))


def _paid(random: Random) -> Data:
    kind = random.choice(SUMS)
    fen = random.choice((100, 30_000_000))
    payee = random.choice((None, _somebody(random)))
    scheme = random.choice((None, None, "星云"))
    money = Money(kind, random.choice(STATES), _somebody(random), payee, None, scheme, fen, random.choice(CURRENCIES))
    return replace(_HERE, actor=_somebody(random), money=money)


def _reported(random: Random) -> Data:
    report = Report(f"report-{random.randrange(8)}", random.choice((None, "upheld", "rejected")))
    return replace(_HERE, actor=_somebody(random), report=report)


def _counted(random: Random) -> Data:
    present = tuple(_somebody(random) for _ in range(6))
    return replace(_HERE, roster=Roster(present, random.choice((None, 8, 600)), exact=random.random() < 0.5))


def _attested(random: Random) -> Data:
    action = random.choice(ATTESTED)
    item = random.choice((_item(random), f"report-{random.randrange(8)}"))
    return replace(_HERE, actor=_somebody(random), attestation=Attestation(item, action))


def _active(random: Random) -> Data:
    return replace(_HERE, actor=_somebody(random), activity=Activity(random.choice(("attendance", "purchase"))))


def _acted(random: Random) -> Data:
    return replace(_HERE, actor=_somebody(random), target=_somebody(random))


HAPPENINGS: dict[EventType, Happening] = {
    "message.created": _spoken,
    "message.updated": _spoken,
    "message.deleted": _done,
    "message.pinned": _done,
    "message.labelled": _labelled,
    "member.invited": _joined,
    "member.join_requested": _acted,
    "member.joined": _joined,
    "member.left": _acted,
    "member.removed": _done,
    "member.banned": _done,
    "member.unbanned": _acted,
    "member.muted": _done,
    "member.unmuted": _acted,
    "member.role_changed": _promoted,
    "community.created": _acted,
    "community.renamed": _acted,
    "community.notice_changed": _noticed,
    "community.settings_changed": _set,
    "community.muted_all": _done,
    "community.dissolved": _acted,
    "community.migrated": _acted,
    "payment.sent": _paid,
    "money.reported": _paid,
    "report.submitted": _reported,
    "report.acknowledged": _reported,
    "report.closed": _reported,
    "roster.snapshot": _counted,
    "action.attested": _attested,
    "activity.recorded": _active,
    "connector.heartbeat": lambda _random: _HERE,
    "unrecognized": lambda _random: _HERE,
}
