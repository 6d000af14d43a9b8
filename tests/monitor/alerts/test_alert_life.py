"""Whatever happens to alerts, moderators and machines: nothing is lost, doubled, or told twice in its interval."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from monitor.alerts.alert import OPEN, RESOLVED
from monitor.alerts.silences import encoded
from monitor.clock import SECOND, micros
from monitor.notices.notice import Told
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.service.silences import Matcher
from monitor.store import AlertRow, SilenceRow
from rules import Severity
from tests.monitor.alerts.office import NOON, Office, an_alert

AT_ONCE = Recipient(
    "at once",
    from_severity=Severity.medium,
    group_wait=2 * SECOND,
    group_interval=5 * SECOND,
    repeat_interval=60 * SECOND,
    most_listed=100,
)
COLLECTING = replace(AT_ONCE, name="collecting", digest=8 * SECOND)
SLACK = 25  # seconds in which what can be told is told at the latest: a digest, and another that has just left
TRIAD, YIELD = "ponzi-triad", "yield-promise"
KINDS = (  # what can be told of: the triad is over the promise, beside which another group and scheme go on
    an_alert(TRIAD, "community:wechat:g"),
    an_alert(YIELD, "member:ann"),
    an_alert("insider-tip", "member:bob", "wechat:h"),
    an_alert("scheme-stage-advance", "scheme:s", "", scheme="s"),
)
SEVERITIES = st.sampled_from([Severity.low, Severity.medium, Severity.high, Severity.critical])
NUMBERS = st.sampled_from(range(len(KINDS)))
WAITS = st.sampled_from([0, 3, SLACK + 1])


@dataclass
class Known:
    """The reference: what one recipient has been told of one alert, in seconds."""

    life: int = 0
    severity: int = 0
    told_at: int | None = None
    could_since: int | None = None


@dataclass
class Model:
    """The reference: how each alert stands, and which are silenced."""

    alerts: dict[int, AlertRow] = field(default_factory=dict[int, AlertRow])
    cases: dict[int, tuple[str, int, int]] = field(default_factory=dict[int, tuple[str, int, int]])
    silenced: set[str] = field(default_factory=set[str])

    def case(self, number: int) -> str:
        state, first_at, last_at = self.cases.get(number, ("", 0, 0))
        alert = self.alerts[number]
        if first_at != alert.first_at or (state == RESOLVED and alert.last_at > last_at):
            return ""
        return state

    def is_open(self, number: int) -> bool:
        alert = self.alerts.get(number)
        return alert is not None and alert.state == OPEN and self.case(number) != RESOLVED

    def is_muted(self, number: int) -> bool:
        alert = self.alerts[number]
        is_under = (
            alert.rule == YIELD
            and self.is_open(0)
            and self.alerts[0].severity >= max(alert.severity, Severity.high)
        )  # fmt: skip
        is_silenced = alert.rule in self.silenced and alert.severity < Severity.critical
        return is_under or is_silenced or self.case(number) == "snoozed"


class AlertLife(RuleBasedStateMachine):
    """Alerts open, get graver, end and begin anew; moderators act; time passes; the process dies now and then."""

    panel: Panel

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.office = Office(Path(self.folder.name), self.panel, AT_ONCE, COLLECTING)
        self.model = Model()
        self.known = {
            (recipient.name, number): Known() for recipient in (AT_ONCE, COLLECTING) for number in range(len(KINDS))
        }
        self.keys: set[str] = set()
        self.event_time = NOON

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.store.close()
            self.folder.cleanup()

    # the stream

    @rule(number=NUMBERS, severity=SEVERITIES, then=WAITS)
    def opens(self, number: int, severity: Severity, then: int) -> None:
        before = self.model.alerts.get(number)
        if before is not None and before.state == OPEN:
            return
        self.event_time += SECOND
        row = KINDS[number]._replace(severity=severity, first_at=self.event_time, last_at=self.event_time)
        self._commit(number, row, "opened" if before is None else "reopened")
        self._settle(then)

    @rule(number=NUMBERS, severity=SEVERITIES, then=WAITS)
    def goes_on(self, number: int, severity: Severity, then: int) -> None:
        row = self.model.alerts.get(number)
        if row is not None and row.state == OPEN:
            self.event_time += SECOND
            graver = row._replace(severity=max(severity, row.severity), last_at=self.event_time)
            self._commit(number, graver, "raised" if severity > row.severity else "more")
            self._settle(then)

    @rule(number=NUMBERS)
    def ends(self, number: int) -> None:
        row = self.model.alerts.get(number)
        if row is not None and row.state == OPEN:
            self._commit(number, row._replace(state=RESOLVED, ended_at=self.event_time), "resolved")

    def _commit(self, number: int, row: AlertRow, kind: str) -> None:
        self.model.alerts[number] = row
        self.office.change(kind, row)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - one of the kinds

    # people

    @rule(number=NUMBERS, state=st.sampled_from(["acknowledged", "snoozed", RESOLVED]))
    def a_moderator_acts(self, number: int, state: str) -> None:
        if self.model.is_open(number):
            row = self.model.alerts[number]
            self.model.cases[number] = state, row.first_at, row.last_at
            self.office.take_case(row, state)

    @rule(name=st.sampled_from([TRIAD, YIELD, "insider-tip"]))
    def a_rule_is_silenced(self, name: str) -> None:
        if name not in self.model.silenced:
            self.model.silenced.add(name)
            matchers = encoded((Matcher("rule", (name,)),))
            row = SilenceRow(f"{name} {self.office.now}", matchers, "mo", "known", 0, self.office.now, 2**60)
            self.office.write(lambda transaction: transaction.put_silence(row))

    @precondition(lambda self: bool(self.model.silenced))
    @rule(then=WAITS)
    def silences_end(self, then: int) -> None:
        self.model.silenced.clear()
        with self.office.store.begin() as transaction:
            for row in transaction.silences(self.office.now):
                transaction.end_silence(row.id, self.office.now)
        self._settle(then)

    def _settle(self, seconds: int) -> None:
        self.nothing_is_late()
        self.time_passes(seconds=seconds)

    # time and machines

    @rule(seconds=st.sampled_from([1, 3, SLACK + 1, 2 * SLACK, 90]))
    def time_passes(self, seconds: int) -> None:
        for notice in self.office.wait(seconds * SECOND):
            assert notice.key not in self.keys
            self.keys.add(notice.key)
            assert notice.more == 0
            for told in notice.alerts:
                self._hear(notice.recipient, told, _seconds(micros(datetime.fromisoformat(notice.time))))

    @rule()
    def the_process_dies_before_it_commits(self) -> None:
        try:
            with self.office.store.begin() as transaction:
                self.office.dispatcher.dispatch(transaction)
                raise InterruptedError
        except InterruptedError:
            self.office.restart()

    # what must hold

    def _hear(self, recipient: str, told: Told, now: int) -> None:
        number = next(place for place, kind in enumerate(KINDS) if kind.fingerprint == told.alert)
        known, row = self.known[recipient, number], self.model.alerts[number]
        if told.state == "resolved":
            assert known.told_at is not None, "the end of what was never told"
            assert not self.model.is_open(number)
            known.told_at = None
            return
        assert self.model.is_open(number)
        assert not self.model.is_muted(number)
        assert row.severity >= Severity.medium
        if known.told_at is not None and known.life == row.first_at and row.severity <= known.severity:
            assert now >= known.told_at + AT_ONCE.repeat_interval // SECOND, "twice in its interval"
            assert self.model.case(number) != "acknowledged"
        known.life, known.severity, known.told_at = row.first_at, row.severity, now
        known.could_since = None

    @invariant()
    def nothing_is_late(self) -> None:
        for (recipient, number), known in self.known.items():
            if number not in self.model.alerts or not self._is_owed(number, known):
                known.could_since = None
            elif known.could_since is None:
                known.could_since = _seconds(self.office.now)
            else:
                late = _seconds(self.office.now) - known.could_since
                assert late <= SLACK, f"{recipient} was not told of {KINDS[number].rule}"

    def _is_owed(self, number: int, known: Known) -> bool:
        """Return whether the recipient should be told something of an alert."""
        if not self.model.is_open(number):
            return known.told_at is not None
        row = self.model.alerts[number]
        if self.model.is_muted(number) or row.severity < Severity.medium:
            return False
        if known.told_at is None or known.life != row.first_at or row.severity > known.severity:
            return True
        is_due = _seconds(self.office.now) >= known.told_at + AT_ONCE.repeat_interval // SECOND
        return is_due and self.model.case(number) != "acknowledged"

    @invariant()
    def the_list_shows_what_is_muted(self) -> None:
        muted = {name for name, reason in self.office.reasons().items() if reason != "acknowledged"}
        numbers = [number for number in self.model.alerts if self.model.is_open(number)]
        assert muted == {KINDS[number].rule for number in numbers if self.model.is_muted(number)}


def _seconds(at: int) -> int:
    return (at - NOON) // SECOND


@pytest.fixture(autouse=True)
def _with_panel(panel: Panel) -> None:
    AlertLife.panel = panel


TestAlertLife = AlertLife.TestCase
TestAlertLife.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
