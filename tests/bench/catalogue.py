"""What more rules cost: all of them against the first seventeen and a plain Python loop, in processor time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import process_time

from api.demo import demo_history
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.record import Record
from monitor.replay import replay
from rules import Catalogue, Engine, Fact, Match
from tests.bench.engine import loop
from tests.bench.measure import Row, Runs

FIRST = (
    "ad-flood", "ad-in-no-ad-group", "downline-commission", "entry-fee", "maintenance-excuse", "missing-group-rules",
    "new-member-ad", "night-dissolution", "owner-condones-violation", "owner-unreachable", "ponzi-triad",
    "principal-guarantee", "referral-tree-threshold", "scheme-stage-advance", "violation-unhandled",
    "withdrawal-failure-cluster", "yield-promise",
)  # fmt: skip
Judged = tuple[Fact, int]
"""a fact, and after how many seconds it was judged"""


class _Listener(Engine):
    """An engine that keeps every fact it is asked about."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self.heard: list[Judged] = []

    def judge(self, fact: Fact, after: int = 0) -> list[Match]:
        self.heard.append((dict(fact), after))
        return super().judge(fact, after)


def speed(events: int, runs: int) -> list[Row]:
    """Compare the catalogue with its first rules, over at most *events* events of the demonstration."""
    panel = Panel.load()
    few = replace(panel, catalogue=_few(panel.catalogue))
    few = replace(few, engine=Engine(few.catalogue))
    histories = _histories(panel, events)
    listener = _Listener(panel.catalogue)
    replay(histories, replace(panel, engine=listener), {})
    listener.close()
    facts = listener.heard
    works: Mapping[str, Callable[[], object]] = {
        "all": lambda: [panel.engine.judge(*fact) for fact in facts],
        "few": lambda: [few.engine.judge(*fact) for fact in facts],
        "loop": partial(_loop, panel.catalogue, facts),
        "replay all": partial(_replay, histories, panel),
        "replay few": partial(_replay, histories, few),
    }
    measured = Runs(runs, works, process_time)
    panel.close()
    few.engine.close()
    count, first, told = len(panel.catalogue.rules), len(FIRST), sum(map(len, histories.values()))
    return [
        Row(f"demo facts, engine, {count} rules", f"{measured.rate('all', len(facts)):,.0f} facts/s"),
        Row(f"the same facts, {count} rules / {first} rules", f"{measured.ratio('all', 'few'):.2f} times as long"),
        Row(
            f"the same facts, engine / plain loop, {count} rules", f"{measured.ratio('all', 'loop'):.2f} times as long"
        ),
        Row(f"demo judged from records, {count} rules", f"{measured.rate('replay all', told):,.0f} events/s"),
        Row(
            f"the same, {count} rules / {first} rules",
            f"{measured.ratio('replay all', 'replay few'):.2f} times as long",
        ),
    ]


def _few(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, rules={name: catalogue.rules[name] for name in FIRST})


def _histories(panel: Panel, events: int) -> dict[str, list[Record]]:
    intake = Intake(panel.reader, Pseudonyms(b"a key for measurements"))
    histories: dict[str, list[Record]] = {}
    for _, event in zip(range(events), demo_history(), strict=False):
        community, record = intake.record(event)
        histories.setdefault(community, []).append(record)
    return histories


def _replay(histories: Mapping[str, Sequence[Record]], panel: Panel) -> None:
    """Judge *histories*; a record that cannot be judged would be measured as the telling of its error."""
    failures = replay(histories, panel, {}).failures
    if failures:
        raise RuntimeError(f"{len(failures)} records not judged, first {failures[0]}")


def _loop(catalogue: Catalogue, facts: Sequence[Judged]) -> list[object]:
    """Judge *facts* by going through the conditions of every rule about their kind."""
    asked = {
        (kind, after): [
            alternative
            for rule in catalogue.rules.values()
            if rule.fact == kind and (rule.after or 0) == after and not rule.is_correlation
            for alternative in catalogue.alternatives(rule)
        ]
        for kind, after in {(str(fact["kind"]), after) for fact, after in facts}
    }
    return [loop(asked[str(fact["kind"]), after], fact) for fact, after in facts]
