"""The six clauses of group rules are read where rules are: under their title, or in a notice that forbids something."""

import pytest

from rules.signals import SignalReader

ALL = {"ads", "illegal", "investment", "penalties", "complaints", "privacy"}


@pytest.fixture(scope="module")
def reader() -> SignalReader:
    """Return a reader of the shipped words."""
    return SignalReader.builtin()


def clauses(reader: SignalReader, text: str, *, notice: bool = False) -> set[str]:
    """Return the clauses read in *text*."""
    return {str(signal.value) for signal in reader.read(text, notice=notice).signals if signal.kind == "clause"} - {
        "heading"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("群规：禁止发布广告", {"ads"}, id="广告"),
        pytest.param("群规：严禁黄赌毒，不造谣不传谣", {"illegal"}, id="违法红线"),
        pytest.param("群规：不得荐股、集资、拉人头", {"investment"}, id="投资集资与诈骗"),
        pytest.param("群规：不得刷屏，先提醒，再犯请出", {"penalties"}, id="处罚阶梯"),
        pytest.param("群规：请勿争吵，有意见请私信管理员", {"complaints"}, id="投诉方式"),
        pytest.param("群规：请勿泄露他人隐私", {"privacy"}, id="个人信息"),
        pytest.param("群规：请勿争吵；姓名电话仅用于寄书，结营后删除", {"privacy"}, id="what names are for"),
        pytest.param("群规：严禁争吵，只记录所需的姓名和地址，不对外提供", {"privacy"}, id="names go nowhere"),
        pytest.param("群规：请勿争吵，报名请私聊登记姓名", set[str](), id="names asked for without a word why"),
        pytest.param("群规：请勿争吵；客服电话仅用于售后", set[str](), id="the shop's own telephone"),
        pytest.param("群规：请勿争吵，群内资料仅供学习", set[str](), id="what files are for"),
        pytest.param("群 规：禁 止 广.告", {"ads"}, id="in disguise"),
        pytest.param(
            "本群規：謝絕廣告；遵守法律；勿談投資理財；違者禁言；投訴請聯繫群主；保護個人信息",
            ALL,
            id="traditional characters",
        ),
        pytest.param(
            "Group rules: no ads, nothing illegal, no crypto. First a warning, then a ban. "
            "Report to the owner. Respect privacy.",
            ALL,
            id="all six in English",
        ),
        pytest.param("Group rules: no shouting, please", set[str](), id="none of the six"),
        pytest.param("入群须知 1.禁止广告 2.违者禁言", {"ads", "penalties"}, id="a list"),
        pytest.param("打卡群群规\n一、不得发广告", {"ads"}, id="a heading of its own line"),
        pytest.param("请勿发广告，群规第二条，已禁言一天", set[str](), id="a rule is cited"),
        pytest.param("外部广告请勿发，按群规移出", set[str](), id="a rule is applied"),
        pytest.param("群里有人发广告，我要投诉", set[str](), id="a member complains"),
        pytest.param("禁止转发，投资有风险，注意隐私", set[str](), id="no title, no notice"),
    ],
)
def test_a_clause_is_read_by_what_it_speaks_of(reader: SignalReader, text: str, expected: set[str]) -> None:
    assert clauses(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("本群禁止广告，投诉请联系管理员", {"ads", "complaints"}, id="without a title"),
        pytest.param("周六上午九点北门集合，投资讲座改期", set[str](), id="forbids nothing"),
        pytest.param("", set[str](), id="nothing to read"),
    ],
)
def test_a_notice_needs_no_title(reader: SignalReader, text: str, expected: set[str]) -> None:
    assert clauses(reader, text, notice=True) == expected
