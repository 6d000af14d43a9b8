"""Three groups to render: a fruit shop in order, a reading camp that needs work, and a suspected scheme."""

from zoneinfo import ZoneInfo

from api.report import ActionText, Reader, RuleText
from monitor.document import (
    CheckDocument,
    CommunityReport,
    Complaints,
    Duty,
    Evidence,
    FindingEntry,
    NextStep,
    OpenItems,
    Referral,
    Response,
    SchemeEntry,
    SeverityName,
    Skipped,
    TimelineEntry,
    TrendDay,
)
from monitor.language import language

WEIGHTS = {
    "rules": 12, "identity": 8, "staffing": 10, "join_control": 6, "response": 18, "open_items": 14,
    "complaints": 10, "ads": 5, "scheme": 10, "records": 4, "privacy_notice": 3,
}  # fmt: skip

SLA_HOURS = {"critical": 2, "high": 12, "medium": 24, "low": 72}


def _text(name: str, basis: str, actions: tuple[str, ...], false_positives: str) -> RuleText:
    return RuleText(name, basis, tuple(map(ActionText, actions)), false_positives)


RULES: dict[str, dict[str, RuleText]] = {
    "yield-promise": {
        "zh": _text(
            "高收益承诺",
            "防范和处置非法集资条例第十九条",
            ("提醒发言人并引用群规条款", "发布反诈提示,劝停转账"),
            "转述新闻或提醒他人时",
        ),
        "en": _text(
            "Promise of high yield",
            "Regulation on illegal fundraising, art. 19",
            ("Warn the sender, citing the rule", "Post an anti-fraud notice"),
            "quoting news, or warning others",
        ),
    },
    "downline-commission": {
        "zh": _text(
            "下线提成",
            "禁止传销条例第七条",
            ("先存证后删除,记录理由", "提醒发言人并引用群规条款"),
            "真实商品的一级返佣",
        ),
        "en": _text(
            "Pay for recruits",
            "Regulation against pyramid selling, art. 7",
            ("Save evidence first, then delete", "Warn the sender"),
            "one-level commission on real goods",
        ),
    },
    "withdrawal-failure-cluster": {
        "zh": _text(
            "提现失败集中",
            "实践:历次跑路前的共同信号",
            ("发布反诈提示,劝停转账", "不要解散群,先导出证据并移交"),
            "交易所或银行故障",
        ),
        "en": _text(
            "Failed withdrawals",
            "practice: common before every exit",
            ("Post an anti-fraud notice", "Do not dissolve; export evidence"),
            "an outage of a bank or exchange",
        ),
    },
    "scheme-stage-advance": {
        "zh": _text("方案阶段跃迁", "实践", ("不要解散群,先导出证据并移交",), ""),
        "en": _text("Scheme moved up a stage", "practice", ("Do not dissolve; export evidence",), ""),
    },
    "night-dissolution": {
        "zh": _text("深夜解散群", "实践", ("仅平台处置",), "提前一天公告的解散"),
        "en": _text("Dissolved at night", "practice", ("The platform handles it",), "a closure announced a day before"),
    },
    "ad-flood": {
        "zh": _text(
            "广告刷屏", "广告法第四十四条", ("限时禁言(10分钟→1天→7天)", "先存证后删除,记录理由"), "群规允许的广告时段"
        ),
        "en": _text(
            "Advertising flood",
            "Advertising Law, art. 44",
            ("Timed mute", "Save evidence first, then delete"),
            "an ad slot the rules allow",
        ),
    },
    "missing-group-rules": {
        "zh": _text("未设置群规", "互联网群组信息服务管理规定第九条", ("补群规/置顶公告并重发",), ""),
        "en": _text(
            "No group rules",
            "Provisions on group information services, art. 9",
            ("Publish group rules and pin them",),
            "",
        ),
    },
}


def describe(rule_id: str, lang: str) -> RuleText:
    return RULES[rule_id][lang]


def reader(lang: str = "zh") -> Reader:
    return Reader(language(lang), ZoneInfo("Asia/Shanghai"), describe, SLA_HOURS)


def duties(lang: str, failing: dict[str, str], unknown: tuple[str, ...]) -> tuple[Duty, ...]:
    """Return the eleven duties; `failing` maps an id to its evidence."""
    seen = {"zh": "近 30 天的记录符合要求", "en": "The last 30 days were in order"}[lang]
    unseen = {"zh": "平台导出中没有这项数据", "en": "The platform's export does not show this"}[lang]
    return tuple(
        Duty(duty, "unknown", unseen, 0, weight)
        if duty in unknown
        else Duty(duty, "fail", failing[duty], weight // 3, weight)
        if duty in failing
        else Duty(duty, "pass", seen, weight, weight)
        for duty, weight in WEIGHTS.items()
    )


def evidence(event: str, excerpt: str, *matches: str) -> Evidence:
    """Return evidence with a span for each of *matches*."""
    starts = [excerpt.index(match) for match in matches]
    spans = tuple((start, start + len(match)) for start, match in zip(starts, matches, strict=True))
    return Evidence(event, excerpt, spans)


def finding(
    rule: str,
    severity: SeverityName,
    time: str,
    subject: str,
    summary: str,
    *seen: Evidence,
    to: str = "owner moderator",
) -> FindingEntry:
    return FindingEntry(f"f-{rule}-{time}", rule, 1, severity, time, subject, summary, tuple(to.split()), seen)


def trend(*scores: int | None) -> tuple[TrendDay, ...]:
    """Return the days of March 2024 with these scores."""
    return tuple(TrendDay(f"2024-03-{day:02d}", score) for day, score in enumerate(scores, start=1))


def shop(lang: str = "zh") -> CommunityReport:
    name = {"zh": "果满园水果店会员群", "en": "Orchard fruit shop, members"}[lang]
    unknown = ("identity", "records")
    return CommunityReport(
        "wechat:fruit", name, "compliant", 97, 0.88, duties(lang, {}, unknown), (), (), Referral(0, 0, 0)
    )


def camp(lang: str = "zh") -> CommunityReport:
    zh = lang == "zh"
    failing = {
        "rules": "没有群规,也没有置顶公告,已 41 天" if zh else "No rules and no pinned notice for 41 days",
        "staffing": "437 名成员只有 1 名管理员" if zh else "One admin for 437 members",
        "privacy_notice": "没有找到告知公告" if zh else "No privacy notice was found",
    }
    flood = evidence("e9", "加微信 ********* 领优惠券,扫码下单 https://…", "加微信 *********", "扫码下单")
    return CommunityReport(
        "qq:camp",
        "21天读书营" if zh else "Reading camp",
        "needs-work",
        71,
        0.92,
        duties(lang, failing, ("identity",)),
        (
            finding("ad-flood", "medium", "2024-03-05T06:20:00Z", "member:7c1f09",
                    "1 小时内发送 4 条广告(阈值 3 条)" if zh else "4 advertisements within an hour (threshold 3)",
                    flood),
            finding("missing-group-rules", "medium", "2024-03-02T02:00:00Z", "community:qq:camp",
                    "建群 24 小时后仍无群规" if zh else "Still no rules 24 hours after the group was created"),
        ),
        (),
        Referral(12, 3, 4, (-1, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 0)),
        trend(80, 80, None, 76, 71),
        -9,
        Response(30, 10, 2, 0.75, 1.5, 20.0),
        (OpenItems("high", 1, 0, 0), OpenItems("medium", 3, 2, 12)),
        Complaints(30, 2, 1, 1, 5, 1, 4, 0.5, 30.2),
        (NextStep("duty", "rules", None, 8), NextStep("duty", "staffing", None, 7),
         NextStep("rule", "ad-flood", "medium", 1)),
    )  # fmt: skip


def scheme_group(lang: str = "zh") -> CommunityReport:
    zh = lang == "zh"
    promise = evidence("e1", "智能狗搬砖月收益10%-30%,500美元起存,保本稳赚🚀", "月收益10%-30%", "保本稳赚")
    downline = evidence("e2", "推荐一代拿100%,二到十代拿10%,今天上车", "一代拿100%,二到十代拿10%")
    complaint = evidence("e3", "我提现三天了还没到账,客服不理人", "提现三天了还没到账")
    return CommunityReport(
        "qq:wallet",
        "智能狗财富钱包三群" if zh else "Smart Dog Wallet, group 3",
        "high-risk",
        28,
        0.74,
        duties(lang, {
            "response": "2 条紧急事项超过 2 小时未处理" if zh else "2 critical items unhandled after 2 hours",
            "scheme": "疑似资金盘已到跑路期" if zh else "A suspected scheme reached the exit stage",
            "complaints": "3 份投诉 72 小时未答复" if zh else "3 complaints unanswered after 72 hours",
        }, ("identity", "records", "join_control")),
        (
            finding("yield-promise", "high", "2019-05-02T02:00:00Z", "member:a1b2c3",
                    "承诺月收益最高 30%(阈值 6%)" if zh else "Promised up to 30% a month (threshold 6%)", promise),
            finding("yield-promise", "high", "2019-05-09T12:30:00Z", "member:d4e5f6",
                    "承诺月收益最高 18%(阈值 6%)" if zh else "Promised up to 18% a month (threshold 6%)"),
            finding("downline-commission", "high", "2019-05-12T03:10:00Z", "member:a1b2c3",
                    "提成达 10 代(阈值 3 代)" if zh else "Commission on 10 levels (threshold 3)", downline),
            finding("withdrawal-failure-cluster", "medium", "2019-06-24T09:14:33Z", "member:complainant-77",
                    "72 小时内 3 名成员反映提现失败" if zh else "3 members reported failed withdrawals within 72 hours",
                    complaint),
            finding("scheme-stage-advance", "critical", "2019-06-27T16:40:00Z", "scheme:sc1",
                    "方案进入跑路期" if zh else "The scheme reached the exit stage", complaint),
            finding("night-dissolution", "critical", "2019-06-27T18:30:00Z", "community:qq:wallet",
                    "凌晨 2:30 解散群" if zh else "The group was dissolved at 02:30", to="moderator"),
        ),
        (
            SchemeEntry("sc1", "智能狗钱包" if zh else "Smart Dog Wallet", "exit", 91, (
                TimelineEntry("2019-05-02T02:00:00Z", "watch", ("yield-promise",)),
                TimelineEntry("2019-05-12T03:10:00Z", "recruitment", ("yield-promise", "downline-commission")),
                TimelineEntry("2019-06-03T03:10:00Z", "growth", ("downline-commission",)),
                TimelineEntry("2019-06-24T09:14:33Z", "strain", ("withdrawal-failure-cluster",)),
                TimelineEntry("2019-06-27T18:30:00Z", "exit", ("night-dissolution",)),
            )),
        ),
        Referral(40, 4, 2, (-1, *((index - 1) // 3 for index in range(1, 40))), staff=(0, 2), left=(5, 20, 21)),
        steps=(NextStep("duty", "scheme", "critical", 0), NextStep("rule", "yield-promise", "high", 0)),
    )  # fmt: skip


def document(lang: str = "zh") -> CheckDocument:
    why = {"zh": "时间缺少时区,应为 RFC 3339", "en": "the time has no zone; RFC 3339 was expected"}[lang]
    return CheckDocument(1284, (Skipped("line 7", why),), (scheme_group(lang), camp(lang), shop(lang)))
