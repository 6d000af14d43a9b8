"""`demo`: nine invented communities, judged in seconds."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import typer
from pydantic import SecretStr
from rich.console import Console

from api.cli.demo_summary import summary
from api.cli.listener import answer, listen
from api.cli.options import Lang
from api.cli.serve import first_key
from api.cli.surroundings import language_code, language_for
from api.demo import demo_history, demo_profiles
from api.http import HttpSettings, create_app
from api.report import Reader
from api.report.rule_texts import describing
from monitor.build import build_monitor
from monitor.check import judge_events
from monitor.clock import micros
from monitor.document import CommunityReport
from monitor.event import Event
from monitor.language import Language, language
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.profile import Profiles, read_profiles
from monitor.settings import Secrets, Settings
from monitor.wall_clock import WallClock
from rules import load_packs
from rules.scoring import load_scoring

HOST = "127.0.0.1"
BATCH = 500
KEY = b"everybody in the demonstration is invented"
ZONE = ZoneInfo("Asia/Shanghai")
AFTERWARDS = micros(datetime(2027, 1, 1, tzinfo=UTC))  # the history is long over by then


class _Clock(WallClock):
    """A clock for which the history lies in the past, so that none of it is held back as dated ahead."""

    def now(self) -> int:
        """Return the time, but none before the history is over."""
        return max(super().now(), AFTERWARDS)


def summarise(lang: Lang | None) -> None:
    """Judge the demonstration offline and print what came of it."""
    spoken = language_for(lang, Settings())
    document = judge_events(demo_history(), Panel.load(), spoken, profiles=_profiles(), key=KEY)
    _print(document.events, document.communities, spoken)


def serve(port: int, lang: Lang | None) -> None:
    """Replay the demonstration through a live monitor, print what came of it, and serve until asked to stop."""
    code = language_code(lang, Settings())
    with (
        listen(HOST, port) as listener,
        TemporaryDirectory(prefix="groupwarden-demo-") as folder,
        build_monitor(_settings(folder), _Clock()) as monitor,
    ):
        events = sum(len(batch) for batch in _replayed(monitor))
        reports = tuple(filter(None, (monitor.compliance(community, code) for community in sorted(_profiles()))))
        _print(events, reports, language(code))
        busiest = max(reports, key=lambda report: len(report.findings))
        _print_addresses(listener.getsockname()[1], first_key(monitor), busiest.id, language(code))
        answer(listener, create_app(monitor, HttpSettings()))


def _settings(folder: str) -> Settings:
    return Settings(
        database=f"sqlite:///{folder}/demo.db",
        lateness_minutes=0,  # the history comes in order; nothing needs to be waited for
        communities=_profiles(),
        secrets=Secrets(pseudonym_key=SecretStr(KEY.decode())),
    )


def _profiles() -> Profiles:
    return read_profiles(demo_profiles(), "demo")


def _replayed(monitor: Monitor) -> Iterator[list[Event]]:
    history = demo_history()
    while batch := list(islice(history, BATCH)):
        monitor.ingest(batch, "demo")
        yield batch


def _print(events: int, communities: tuple[CommunityReport, ...], spoken: Language) -> None:
    catalogue = load_packs()
    reader = Reader(spoken, ZONE, describing(catalogue), load_scoring(catalogue).sla_hours)
    Console(highlight=False).print(summary(events, communities, reader))


def _print_addresses(port: int, key: str, community: str, spoken: Language) -> None:
    """Print where the answers are, ready to paste."""
    base = f"http://{HOST}:{port}"
    say = spoken.text
    lines = (
        say("The monitor is running. Ctrl-C ends it and forgets everything."),
        f"  {base}/openapi.json",
        f"  {base}/metrics",
        f"  curl -H 'Authorization: Bearer {key}' '{base}/api/v1/alerts?severity=high'",
        f"  curl -H 'Authorization: Bearer {key}' {base}/api/v1/communities/{community}/compliance",
    )
    for line in lines:
        typer.echo(line)
