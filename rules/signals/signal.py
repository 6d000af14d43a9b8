"""What one piece of a message says, and in which stance."""

from enum import StrEnum
from typing import Literal

import msgspec


class Stance(StrEnum):
    """How the speaker stands to what is said. Only promote and report count against anybody."""

    promote = "promote"
    report = "report"
    warn = "warn"
    ask = "ask"
    deny = "deny"
    quote = "quote"

    @property
    def scores(self) -> bool:
        """Return whether a signal in this stance may support a finding."""
        return self in {Stance.promote, Stance.report}


Kind = Literal[
    # attraction
    "yield",  # value: percent a month, simple, upper end of a range; unit: stated period (day week month year 20d)
    "guarantee",  # principal or profit guaranteed for an investment
    "entry_fee",  # value: amount or None; unit: ISO 4217 code or coin symbol
    "crypto_deposit",  # moving coins to a wallet, app or address for a return
    "fundraising",  # whoever reads it is asked for money, with a promised return
    "story",  # arbitrage, quant, smart dog, AI, mining machine
    # recruitment
    "commission",  # value: number of levels (1, 2, 3 = three or more); unit "level"
    "headcount",  # value: amount per head or None; unit: currency
    "invite_coupon",  # a one-off coupon for bringing somebody; value: its amount, unit: currency
    "ranks",  # named ranks tied to recruits or team deposits
    "hype",  # urgency: last places, only today, join now
    # strain
    "payout_failure",  # value: hours late when said, else None; unit "h"
    "payout_ok",  # a withdrawal arrived
    "maintenance",  # value: hours the stop lasts, None when no end is given; unit "h"
    "terms",  # withdrawal terms worsened: new fee, cap, lock-up, deposit before release
    "rate_hike",  # limited-time doubling, bonus multiplier
    # exit
    "app_down",
    "migration",  # move to a new scheme: 平移 置换 转新盘
    "recovery",  # paid help to get lost money back
    # fraud
    "earnings",  # easy pay: 日结200, 日入过千, earn $500 a day; value: amount a day, unit: currency
    "task_rebate",  # paid clicks, likes or orders, money laid out first (刷单 垫付)
    "safe_account",  # transfer to a safe or checking account, accusation of a case
    "screen_share",  # screen sharing, a remote app or a code asked for beside account, bank or refund
    "credit_pretext",  # credit repair, insurance or account to be cancelled: 百万保障 修复征信
    "insider_tip",  # inside news, a teacher's calls, tips that never lose
    "account_rental",  # bank cards, SIM cards or accounts bought, rented or sold; money moved for others (跑分)
    "data_trade",  # personal data of others offered or asked for
    "doxxing",  # somebody held up with the number of his identity card
    # illicit offers
    "gambling",
    "porn",
    "loan",
    "fake_docs",
    # advertising
    "ad",  # value: 0..1
    "contact",  # value: channel (wechat qq telegram whatsapp app phone qr group number handle private)
    "link",  # value: registrable host, lower case; unit: why it is suspicious (shortener lookalike suffix app) or ""
    "restricted_goods",  # goods that may not be advertised freely; value: class (tobacco medicine device cheats)
    "induced_sharing",  # a reward for forwarding or for bringing people
    "ad_label",  # the advertisement calls itself one: 【广告】, #ad
    "risk_notice",  # beside an offer: 投资有风险, your capital is at risk
    "second_hand",  # beside an offer or a contact: one's own used goods sold on or given away
    "testimonial",  # somebody is said to have gained by an offer, or praises who leads it
    "goods",  # a real good or service is what is sold (lawful single-level commission, X6)
    "scored",  # the learned scorer; value: probability 0..1 that it is spam, unit: the label it leans to
    # identity of a scheme
    "scheme_name",  # value: normalised name
    "token",  # value: upper-case symbol
    "invite_code",  # value: code
    "payout_address",  # value: chain address
    # the community's own affairs
    "complaint",  # a member complains to the owner about another member or the group
    "group_rules",  # this text is (or contains) the group's rules
    "clause",  # value: what a clause of the rules is about (heading ads illegal ..)
    "ads_forbidden",  # a rule or notice that forbids advertising
    "ads_allowed",  # a rule or notice that allows advertising
    "approval",  # praise or permission: 支持 可以发 好项目
    "insult",  # an insult aimed at a member
    "reprimand",  # a warning to the sender: 请勿发广告, 撤回, 不要相信
    "planned_closure",  # an announced closing, clean-up or split (X8)
    "third_party_notice",  # a service notice of a bank, exchange or school system (X7)
]


class Signal(msgspec.Struct, frozen=True, array_like=True):
    """One signal found in a message.

    `span` holds code-point offsets [start, end) into the text as the user typed it.
    `confidence` is 0..1; signals below 0.5 are not emitted.
    """

    kind: Kind
    span: tuple[int, int]
    stance: Stance
    value: float | str | None = None
    unit: str = ""
    confidence: float = 1.0


class Reading(msgspec.Struct, frozen=True):
    """All that was read in one text: its normal form and its signals in order of their spans."""

    normal: str
    signals: tuple[Signal, ...]
