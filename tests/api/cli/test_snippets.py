"""What moderators labelled becomes tests for the packs: they parse, run, and say what they cannot show."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from monitor.clock import HOUR, MINUTE, exact
from monitor.event import Community, Data, Event, Message, Person
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.service import AlertQuery, LabelRequest
from monitor.store import Store
from monitor.workbench.trials import TrialRunner
from rules import Trial
from tests.api.cli.conftest import Run
from tests.e2e.living import KEY, StoppedClock

BEGIN = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z
SHARING = "转发朋友圈集赞38个，到店送电影票两张，截图有效，电话13812345678"
LINK = "领补贴的点这里 https://dwz.cn/aB3x9"
LADDER = "Bring 5 recruits and you rank up from Platinum to Diamond, team volume counts for both"


def said(minute: int, text: str) -> Event:
    data = Data("wechat", Community("g"), actor=Person("zhou"), message=Message(f"m{minute}", text))
    return Event(f"e{minute}", "im://wechat/g", "message.created", exact(BEGIN + minute * MINUTE), data)


@pytest.fixture(scope="module")
def panel() -> Iterator[Panel]:
    with closing(Panel.load()) as loaded:
        yield loaded


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory, panel: Panel) -> Path:
    """Leave the store of a server whose moderators confirmed one alert, called one false, and were unsure of one."""
    verdicts = {"induced-sharing": "confirmed", "suspicious-link": "false", "rank-ladder": "unsure"}
    file = tmp_path_factory.mktemp("server") / "groupwarden.db"
    clock, intake = StoppedClock(BEGIN + HOUR), Intake(panel.reader, Pseudonyms(KEY))
    with Monitor(Store.open(f"sqlite:///{file}"), panel, intake, clock=clock, lateness=0) as monitor:
        monitor.ingest([said(0, SHARING), said(5, LINK), said(9, LADDER)], "test")
        for rule, verdict in verdicts.items():
            [alert] = monitor.alerts(AlertQuery(rule=rule))
            monitor.cases.label(alert.id, LabelRequest(verdict), "bea")  # type: ignore[arg-type]  # a table's
    return file


@pytest.fixture
def labelled(tmp_path: Path, store_file: Path) -> None:
    """Let the folder that commands run in hold that store."""
    shutil.copy(store_file, tmp_path)


@pytest.mark.usefixtures("labelled")
def test_labels_become_tests_that_run(run: Run, panel: Panel) -> None:
    printed = run("rules", "snippets").output
    tests = [test for document in yaml.safe_load_all(printed) for test in document["tests"]]
    hit, near_miss = (TrialRunner(panel).case(Trial.model_validate(test)) for test in tests)
    assert (hit.outcome("induced-sharing", panel).passed, hit.trial.expect) == (True, "hit")
    assert (near_miss.outcome("suspicious-link", panel).passed, near_miss.trial.expect) == (False, "near_miss")
    assert "fails until the rule is mended" in printed
    assert "13812345678" not in printed


@pytest.mark.usefixtures("labelled")
def test_a_rule_that_nobody_labelled_says_so(run: Run) -> None:
    assert "labelled confirmed or false yet" in run("rules", "snippets", "rank-ladder").output


def test_without_a_server_s_store_there_is_nothing_to_tell(run: Run) -> None:
    result = run("rules", "snippets")
    assert (result.exit_code, "there is no store" in result.output) == (2, True)
