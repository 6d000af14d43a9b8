"""Stance decides: the same claim promoted, reported, warned of, asked about, denied or quoted."""

import pytest

from rules.signals import Reading, SignalReader, Stance
from rules.signals.signal import Kind

TABLE: list[tuple[str, Kind, Stance]] = [
    # what fraud accuses the reader of is no telling
    ("您涉嫌洗钱,请把存款转入安全账户", "safe_account", Stance.promote),
    ("骗子说我涉嫌洗钱,让我把存款转入安全账户", "safe_account", Stance.warn),
    ("接到电话说我涉嫌洗钱,要我转到安全账户", "safe_account", Stance.warn),
    # another's insult repeated
    ("你个傻逼", "insult", Stance.report),
    ("他骂我“你个傻逼”", "insult", Stance.quote),
    ("他在群里喊“你就是个废物”", "insult", Stance.quote),
    ("店里说今天会员日,打八折", "ad", Stance.quote),
    # supposed, not suffered
    ("别充,充了就提不出来", "payout_failure", Stance.warn),
    ("我充了三次,后来就提不出来了", "payout_failure", Stance.report),
    # the police come into it
    ("有个养老项目一年给18个点,民警上门来劝了", "yield", Stance.warn),
    ("办假证的电话打过去是派出所接的", "fake_docs", Stance.warn),
    ("被拉进一个荐股群,怎么举报", "insider_tip", Stance.deny),
    ("检察官说法:把微信号租给别人会坐牢", "account_rental", Stance.warn),
    ("Unregulated and risky. Do not deposit funds, seek verified crypto recovery", "recovery", Stance.deny),
    ("PlusToken钱包月收益10%-30%", "yield", Stance.promote),
    ("老师说每天收益1%,大家跟着我投资", "yield", Stance.promote),
    ("Earn 2% daily on your deposit", "yield", Stance.promote),
    # disclaimers and selling questions do not whitewash
    ("不是传销,月收益30%,加微信", "yield", Stance.promote),
    ("绝非骗局,日息2%稳定到账", "yield", Stance.promote),
    ("别人都是骗子,我们平台月收益20%", "yield", Stance.promote),
    ("谨防假冒,认准我们平台,月收益20%,加微信abc888", "yield", Stance.promote),
    ("没有风险,月收益30%的投资", "yield", Stance.promote),
    ("不要错过,月收益30%的项目", "yield", Stance.promote),
    ("想月赚30%吗?加微信vip8888投资", "yield", Stance.promote),
    ("心动吗?月收益30%的投资", "yield", Stance.promote),
    ("This is not a scam, earn 2% daily on your deposit", "yield", Stance.promote),
    ("Want to earn 30% a month? Join now", "yield", Stance.promote),
    ("千万不要错过,月收益30%的项目", "yield", Stance.promote),
    ("别人举报了我们,我们平台照样月收益30%", "yield", Stance.promote),
    ("老师说“保本,加微信abc12345”,大家快投资", "guarantee", Stance.promote),
    # education, news and courts
    ("警惕!凡是说月收益10%-30%、发展下线拿提成、提现要交解冻金的,都是诈骗", "yield", Stance.warn),
    ("警惕!凡是说月收益10%-30%、发展下线拿提成、提现要交解冻金的,都是诈骗", "terms", Stance.warn),
    ("PlusToken案例:‘系统升级维护10天’之后提不了币,大家别上当", "payout_failure", Stance.warn),
    ("PlusToken案例:‘系统升级维护10天’之后提不了币,大家别上当", "maintenance", Stance.warn),
    ("公安机关提醒:月息5分的理财都是骗局", "yield", Stance.warn),
    ("法院认定,被告人承诺月收益30%吸引投资", "yield", Stance.warn),
    ("月收益30%的投资,小心上当", "yield", Stance.warn),
    ("派出所提示:要求先交保证金才能提现的,请拨打96110", "terms", Stance.warn),
    ("谨防“刷单返利”:先返你几十块,再让你垫付几千,最后一分都提不出来", "payout_failure", Stance.warn),
    ("套路:拉你进群,老师带单,先小赚再大亏", "contact", Stance.warn),
    ("Beware: anyone who promises 30% monthly returns is a scammer", "yield", Stance.warn),
    ("The court heard that investors were promised 10% monthly returns", "yield", Stance.warn),
    # questions
    ("真的能月赚30%吗?", "yield", Stance.ask),
    ("月收益30%的项目是不是骗子", "yield", Stance.ask),
    ("月收益30%的项目。靠谱吗", "yield", Stance.ask),
    ("Is this legit? They promise 10% daily profit", "yield", Stance.ask),
    ("提现到账了吗", "payout_ok", Stance.ask),
    ("有没有人提现失败的?", "payout_failure", Stance.ask),
    # refusals and negations
    ("别投,月收益30%的项目", "yield", Stance.deny),
    ("我们没有月收益30%的投资产品", "yield", Stance.deny),
    ("别拉我了,每月返百分之二十这种东西我一分钱都不会投", "yield", Stance.deny),
    ("亲戚让我交入门费升星级,我没答应,劝大家也别交", "entry_fee", Stance.deny),
    ("Don't invest, 10% daily returns cannot last", "yield", Stance.deny),
    ("我们不是拉一个人奖励50元的那种", "headcount", Stance.deny),
    # what others said
    ("他们说月收益30%,我看看再说", "yield", Stance.quote),
    ("他发的“月收益30%,保本”你们看看", "yield", Stance.quote),
    ("有人冒充我私聊大家“投资材料店、保本分红”,不是我,千万不要转钱", "guarantee", Stance.quote),
    ("昨天有人私信我:“星河钱包月收益30%,名额有限”,我已经截图举报了", "yield", Stance.quote),
    ("号称月收益30%的投资", "yield", Stance.quote),
    ('"Earn 2% daily" they claim, but my withdrawal is stuck for 3 days', "yield", Stance.quote),
    # a member's own experience
    ("提现三天没到账,客服不理", "payout_failure", Stance.report),
    ("平台是骗子,提现三天没到账", "payout_failure", Stance.report),
    ("警惕!PlusToken提现三天没到账", "payout_failure", Stance.report),
    ("曝光:平台打不开了,我的钱在里面", "app_down", Stance.report),
    ("提不了币了,大家别投了", "payout_failure", Stance.report),
    ("为什么提不了币?", "payout_failure", Stance.report),
    ("提现三天没到账,有人知道怎么回事吗?", "payout_failure", Stance.report),
    ("Why can't withdraw? It is still pending", "payout_failure", Stance.report),
    ("平台网站打不开了,我的本金还在里面", "app_down", Stance.report),
    ("群里不能发广告吗?", "ads_forbidden", Stance.ask),
]


def _stances(reading: Reading, kind: Kind) -> set[Stance]:
    return {signal.stance for signal in reading.signals if signal.kind == kind}


@pytest.mark.parametrize(("text", "kind", "stance"), TABLE, ids=[f"{row[2]} {row[1]}: {row[0]}" for row in TABLE])
def test_the_stance_of_a_signal(reader: SignalReader, text: str, kind: Kind, stance: Stance) -> None:
    assert _stances(reader.read(text), kind) == {stance}


@pytest.mark.parametrize("stance", [Stance.warn, Stance.ask, Stance.deny, Stance.quote])
def test_only_promotion_and_report_score(stance: Stance) -> None:
    assert not stance.scores


def test_a_quoted_text_never_signals_by_itself(reader: SignalReader) -> None:
    assert reader.read("好的", quoted="月收益30%,加微信abc12345").signals == ()


def test_where_the_text_repeats_the_quoted_one_it_only_quotes(reader: SignalReader) -> None:
    reading = reader.read("「月收益30%的投资」\n提现三天没到账", quoted="月收益30%的投资")
    assert _stances(reading, "yield") == {Stance.quote}
    assert _stances(reading, "payout_failure") == {Stance.report}


def test_saying_the_same_as_the_quoted_text_is_no_quotation(reader: SignalReader) -> None:
    reading = reader.read("月收益30%的投资", quoted="月收益30%的投资")
    assert _stances(reading, "yield") == {Stance.promote}


FORWARD = "月收益30%的项目,加微信abc12345,名额有限"


def test_a_bare_forward_promotes(reader: SignalReader) -> None:
    assert _stances(reader.read(FORWARD, forwarded=True), "yield") == {Stance.promote}


@pytest.mark.parametrize(
    ("comment", "stance"),
    [("大家别信这个\n", Stance.deny), ("这是骗局\n", Stance.warn), ("这个靠谱吗\n", Stance.ask)],
)
def test_a_forward_takes_the_stance_of_its_comment(reader: SignalReader, comment: str, stance: Stance) -> None:
    assert _stances(reader.read(comment + FORWARD, forwarded=True), "yield") == {stance}
