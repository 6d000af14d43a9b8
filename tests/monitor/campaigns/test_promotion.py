"""Only what promotes is followed from group to group, and what is kept of it is no text."""

import pytest
from msgspec.structs import replace

from monitor.campaigns.sighting import is_promotional, is_sign_up_list
from monitor.event import Event, Person
from monitor.intake import Intake
from monitor.pseudonym import Pseudonyms
from monitor.record import Promotion
from rules.scorer import ScoredReader
from rules.signals import Signal, Stance
from rules.signals.signal import Kind
from tests.monitor.events import message

OFFER = "厂家直销羽绒被，今天下单立减一百，全国包邮，加微信 xm88lin66 抢购"


@pytest.fixture(scope="module")
def intake() -> Intake:
    return Intake(ScoredReader.load(), Pseudonyms(b"a key for many tests"))


def promotion(intake: Intake, event: Event) -> Promotion | None:
    """Return what is kept of *event* for campaigns."""
    return intake.record(event)[1].promotion


def elsewhere(event: Event, group: str, person: Person | None) -> Event:
    """Return *event* in another group by *person*."""
    data = replace(event.data, community=replace(event.data.community, id=group), actor=person)
    return replace(event, source=f"im://telegram/{group}", data=data)


@pytest.mark.parametrize(
    ("kind", "stance", "value", "expected"),
    [
        pytest.param("ad", Stance.promote, 0.9, True, id="an ad"),
        pytest.param("loan", Stance.promote, None, True, id="an illicit offer"),
        pytest.param("contact", Stance.promote, "wechat", False, id="a contact alone"),
        pytest.param("scored", Stance.promote, 0.9, False, id="a score alone"),
        pytest.param("link", Stance.promote, "news.example", False, id="a link alone"),
        pytest.param("ad", Stance.warn, 0.9, False, id="a warning of one"),
        pytest.param("earnings", Stance.quote, 500, False, id="a quote"),
        pytest.param("payout_failure", Stance.report, None, False, id="a report"),
        pytest.param("complaint", Stance.promote, None, False, id="a complaint"),
    ],
)
def test_what_counts_as_promotional(kind: Kind, stance: Stance, value: float | str | None, expected: bool) -> None:
    assert is_promotional([Signal(kind, (0, 1), stance, value)]) == expected


@pytest.mark.parametrize(
    ("value", "stance", "expected"),
    [
        pytest.param("wechat", Stance.promote, True, id="a messenger"),
        pytest.param("phone", Stance.promote, False, id="a telephone number"),
        pytest.param("wechat", Stance.quote, False, id="a quote"),
    ],
)
def test_a_contact_promotes_where_the_text_is_scored_as_spam(value: str, stance: Stance, expected: bool) -> None:
    scored = Signal("scored", (0, 9), Stance.promote, 0.9, "ad")
    assert is_promotional([scored, Signal("contact", (0, 1), stance, value)]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "欢迎新邻居入群，祝大家中秋快乐，阖家团圆，身体健康，万事如意！",
        "#接龙 周六社区义诊报名，联系电话 13800001111 1. 三栋老王 2. 五栋小李",
        "警惕！凡是说日结三百、先垫付再返利、加微信报名的都是诈骗，请大家转告家人不要相信",
        "您的包裹已到达东门驿站，取件码 5-2-1203，营业时间 9:00-21:00，如有疑问加微信 zhan88",
        "市人民医院急需AB型Rh阴性血，符合条件的朋友请与张医生联系，加微信 zhang_dr，请大家转发扩散",
        "Happy New Year to all of you and to all of your families, see you at the meeting next week",
    ],
)
def test_of_what_does_not_promote_nothing_is_kept(intake: Intake, text: str) -> None:
    assert promotion(intake, message(1, text)) is None


def test_only_a_new_message_counts_not_its_edits(intake: Intake) -> None:
    assert promotion(intake, message(1, OFFER))
    assert promotion(intake, replace(message(1, OFFER), type="message.updated")) is None


def test_one_account_is_the_same_in_two_groups_and_unlike_its_members(intake: Intake) -> None:
    ann, bob = Person("42", "Ann"), Person("43", "Bob")
    records = [
        intake.record(elsewhere(message(1, OFFER), group, person))[1]
        for group, person in (("a", ann), ("b", ann), ("b", bob))
    ]
    one, same, other = (record.promotion.account for record in records if record.promotion)
    assert one == same != other
    assert records[0].actor != records[1].actor
    assert one not in {record.actor.id for record in records if record.actor}


def test_nobody_is_no_account(intake: Intake) -> None:
    kept = promotion(intake, elsewhere(message(1, OFFER), "a", None))
    assert kept
    assert kept.account == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#接龙\n樱桃团购 25元一斤 加微信cherry2024\n1. 老周 两斤\n2. 小林 一斤", True),
        ("接龙 周六爬山\n1、阿明", True),
        ("樱桃团购 25元一斤 加微信cherry2024 速来接龙", False),
        ("接龙开始啦,加微信cherry2024", False),
    ],
    ids=["with an offer", "without one", "calls for a list", "no lines"],
)
def test_a_sign_up_list_is_known_by_its_head_and_its_lines(text: str, expected: bool) -> None:
    assert is_sign_up_list(text) == expected
