"""A rule with `after` judges what was said by what has followed it."""

from pathlib import Path

import pytest

from monitor.panel import Panel
from monitor.workbench.trials import TrialRunner
from rules import Severity
from tests.rules.packwriter import draft, write

PAYOUT = {"count": "message", "where": {"payout_ok": True}, "per": "member", "over": "24h"}
FAILED = {"at": "1m", "by": "ann", "text": "我昨天申请的提现到现在还没到账，客服也不回"}
ARRIVED = {"at": "5h", "by": "ann", "text": "我的提现到账了"}


@pytest.mark.parametrize(
    ("events", "until", "found"),
    [
        pytest.param([FAILED], "25h", Severity.medium, id="nothing followed"),
        pytest.param([FAILED], "24h", None, id="a day is not over"),
        pytest.param([FAILED, ARRIVED], "25h", None, id="the money came"),
    ],
)
def test_a_message_is_judged_later_by_what_followed(
    tmp_path: Path, events: list[dict[str, str]], until: str, found: Severity | None
) -> None:
    expected = {"expect": "near_miss"} if found is None else {"expect": "hit", "severity": found.name}
    trial = {"name": "t", "until": until, "events": events, **expected}
    levels = [{"severity": "medium", "all": {"payout_failure": True, "arrived": 0}}]
    write(tmp_path, draft(id="not-paid", after="24h", windows={"arrived": PAYOUT}, levels=levels, tests=[trial]))
    panel = Panel.load((tmp_path,))
    [outcome] = TrialRunner(panel).run(panel.catalogue.rules["not-paid"])
    assert outcome.found == found
