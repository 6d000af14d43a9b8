"""What the stage engine should have reached by the dates of the recorded cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.document import StageName


@dataclass(frozen=True, slots=True)
class Expectation:
    """By the end of the local day *by*, when *what* has happened, the furthest stage reached so far is *stage*."""

    by: date
    stage: StageName
    what: str


EXPECTED: Mapping[str, tuple[Expectation, ...]] = {
    "plustoken": (
        Expectation(date(2018, 5, 1), "watch", "launch"),
        Expectation(date(2018, 7, 2), "recruitment", "first seen in a WeChat group"),
        Expectation(date(2019, 3, 1), "growth", "peak of recruitment, March to June 2019"),
        Expectation(date(2019, 6, 23), "strain", "withdrawals reported late"),
        Expectation(date(2019, 6, 27), "strain", "withdrawals stop, arrests in Vanuatu"),
        Expectation(date(2019, 6, 30), "strain", "notice: service for Asia and all withdrawals suspended"),
        Expectation(date(2019, 7, 1), "exit", "groups dissolved at night"),
        Expectation(date(2020, 7, 30), "aftermath", "the ministry announces arrests"),
        Expectation(date(2020, 11, 19), "aftermath", "the appeal is dismissed"),
    ),
    "tokenstore": (
        Expectation(date(2019, 5, 31), "strain", "notice: hacked, upgrading for ten days"),
        Expectation(date(2019, 6, 1), "strain", "payouts reported failed"),
        Expectation(date(2019, 6, 10), "exit", "collapse"),
    ),
    "forsage": (
        Expectation(date(2020, 1, 31), "recruitment", "launch"),
        Expectation(date(2020, 8, 15), "growth", "promotion in China"),
        Expectation(date(2022, 8, 1), "growth", "eleven people charged"),
    ),
    "education": (
        Expectation(date(2026, 1, 1), "none", "anti-fraud warning"),
        Expectation(date(2026, 1, 2), "none", "the PlusToken case told as a warning"),
    ),
}
