"""A monitor whose rules lie in folders that tests rewrite, and messages for them to judge."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import rules
from monitor.clock import HOUR, exact
from monitor.event import Community, Data, Event, Message, Person
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.rule_source import RuleSource
from monitor.settings import Settings
from monitor.store import Store
from rules import Catalogue
from tests.e2e.living import KEY, StoppedClock
from tests.rules.packwriter import draft, write

BEGIN = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z


def rule(name: str = "first", version: int = 1, **changes: Any) -> dict[str, Any]:
    """Return the data of a rule about every message of a member, or as *changes* say."""
    levels = [{"severity": "medium", "all": {"by_staff": False}}]
    return draft(**{"id": name, "version": version, "maturity": "stable", "dedupe": "1h", "levels": levels, **changes})


def without_rules(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the built-in packs be exemptions and actions alone, a copy in *folder*: the others take long to read."""
    (folder / "packs").mkdir(parents=True)
    for name in ("exemptions.yaml", "actions.yaml"):
        shutil.copy(Path(rules.__file__).parent / "packs" / name, folder / "packs")

    def files(_package: str) -> Path:
        return folder

    def no_scoring(_catalogue: Catalogue) -> None:
        """Pass over the table that schemes are scored by: it names rules that are gone."""

    patch.setattr("rules.pack.loader.files", files)
    patch.setattr("monitor.rule_source.load_scoring", no_scoring)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a store, packs and packs on trial."""

    folder: Path
    base: Panel

    @property
    def packs(self) -> Path:
        """Return where the packs lie."""
        return self.folder / "packs"

    @property
    def trials(self) -> Path:
        """Return where the packs on trial lie."""
        return self.folder / "trials"

    def put(self, *packs: dict[str, Any], trials: Sequence[dict[str, Any]] = ()) -> None:
        """Let *packs* be all there are, and *trials* all on trial."""
        for where, datas in ((self.packs, packs), (self.trials, trials)):
            where.mkdir(parents=True, exist_ok=True)
            for file in where.iterdir():
                file.unlink()
            for data in datas:
                write(where, data)

    def monitor(self) -> Monitor:
        """Return a monitor that judges by what lies here now, until it reads again."""
        source = RuleSource(lambda: Settings(packs=(self.packs,), shadow=(self.trials,)))
        read = source.read(self.base)
        url = f"sqlite:///{self.folder}/live.db"
        return Monitor(
            Store.open(url, durable=False),
            read.panel,
            Intake(self.base.reader, Pseudonyms(KEY)),
            clock=StoppedClock(BEGIN + 1000 * HOUR),
            lateness=0,
            source=source.read,
            shadow=read.shadow,
            open_shadow_store=lambda: Store.open(f"{url}.shadow", durable=False),
        )


def said(number: int, group: str = "g", member: str = "", text: str = "大家好") -> Event:
    """Return a message in the minute *number*, of a member of its own unless said otherwise."""
    data = Data(
        "wechat", Community(group), actor=Person(member or f"m{number}"), message=Message(f"{group}-{number}", text)
    )
    time = exact(BEGIN + number * HOUR // 60)
    return Event(f"{group}-{number}", f"im://wechat/{group}", "message.created", time, data)
