"""Whatever happens to alerts, moderators and machines: nothing is lost, doubled, or told twice in its interval."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from monitor.alerts.alert import RESOLVED, Change, ChangeKind
from monitor.alerts.silences import encoded
from monitor.clock import SECOND, micros
from monitor.notices.notice import Notice, Told
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.service.silences import Matcher
from monitor.store import AlertRow, SilenceRow, Transaction
from rules import Severity
from tests.monitor.alerts.office import NOON, Office
from tests.monitor.alerts.reference import KINDS, Known, Model, Paced

AT_ONCE = Recipient(
    "at once",
    from_severity=Severity.medium,
    group_wait=2 * SECOND,
    group_interval=5 * SECOND,
    repeat_interval=60 * SECOND,
    most_listed=100,
)
COLLECTING = replace(AT_ONCE, name="collecting", digest=8 * SECOND)
REPEATED = AT_ONCE.repeat_interval // SECOND
OVERDUE = 8 * REPEATED  # a group repeats together: one that opened just before it did waits for the longest pause, too
SLACK = 25  # seconds in which what can be told is told at the latest: a digest, and another that has just left
SEVERITIES = (Severity.low, Severity.medium, Severity.high, Severity.critical)
WAITS = st.sampled_from([SLACK + 1, 3, 0])
NUMBERS = st.sampled_from(range(len(KINDS)))
TAKEN = st.sampled_from(["", "acknowledged", "snoozed", RESOLVED])


class AlertLife(RuleBasedStateMachine):
    """Alerts open, get graver, end and begin anew; moderators act; time passes; the process dies now and then.

    Every step changes something, and mostly enough time passes after it for the change to be told.
    """

    panel: Panel

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.office = Office(Path(self.folder.name), self.panel, AT_ONCE, COLLECTING)
        self.model = Model()
        self.known = {
            (recipient.name, number): Known() for recipient in (AT_ONCE, COLLECTING) for number in range(len(KINDS))
        }
        self.paces: dict[tuple[str, str], Paced] = {}
        self.keys: set[str] = set()
        self.event_time = NOON
        self.looked_at = 0

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.store.close()
            self.folder.cleanup()

    @property
    def now(self) -> int:
        """Return the seconds since the beginning."""
        return _seconds(self.office.now)

    # the stream

    @precondition(lambda self: len(self.model.going_on()) < len(KINDS))
    @rule(data=st.data(), severity=st.sampled_from(SEVERITIES), then=WAITS)
    def opens(self, data: st.DataObject, severity: Severity, then: int) -> None:
        number = data.draw(st.sampled_from([n for n in range(len(KINDS)) if n not in self.model.going_on()]))
        self._open(number, severity, then)

    @precondition(lambda self: bool(self._raisable()))
    @rule(data=st.data(), then=WAITS)
    def gets_graver(self, data: st.DataObject, then: int) -> None:
        number = data.draw(st.sampled_from(self._raisable()))
        graver = [each for each in SEVERITIES if each > self.model.alerts[number].severity]
        self._raise(number, data.draw(st.sampled_from(graver)), then)

    def _raisable(self) -> list[int]:
        return [n for n in self.model.going_on() if self.model.alerts[n].severity < Severity.critical]

    @precondition(lambda self: bool(self.model.going_on()))
    @rule(data=st.data(), then=WAITS)
    def goes_on(self, data: st.DataObject, then: int) -> None:
        number = data.draw(st.sampled_from(self.model.going_on()))
        self.event_time += SECOND
        self._commit(number, self.model.alerts[number]._replace(last_at=self.event_time), "more", then)

    @precondition(lambda self: bool(self.model.going_on()))
    @rule(data=st.data(), then=WAITS)
    def ends(self, data: st.DataObject, then: int) -> None:
        self._end(data.draw(st.sampled_from(self.model.going_on())), then)

    def _open(self, number: int, severity: Severity, then: int) -> None:
        self.event_time += SECOND
        row = KINDS[number]._replace(severity=severity, first_at=self.event_time, last_at=self.event_time)
        self._commit(number, row, "reopened" if number in self.model.alerts else "opened", then)

    def _raise(self, number: int, severity: Severity, then: int) -> None:
        self.event_time += SECOND
        row = self.model.alerts[number]._replace(severity=severity, last_at=self.event_time)
        self._commit(number, row, "raised", then)

    def _end(self, number: int, then: int) -> None:
        row = self.model.alerts[number]._replace(state=RESOLVED, ended_at=self.event_time)
        self._commit(number, row, "resolved", then)

    def _commit(self, number: int, row: AlertRow, kind: ChangeKind, then: int) -> None:
        """Enter that an alert has become *row*, and, as mostly, that more of it comes in the same commit."""
        self.model.alerts[number] = row
        kinds: tuple[ChangeKind, ...] = (kind,) if row.state == RESOLVED else (kind, "more")
        self.office.enter(*(Change(each, row, None) for each in kinds))
        self.time_passes(seconds=then)

    # people

    @precondition(lambda self: bool(self.model.open()))
    @rule(data=st.data(), state=st.sampled_from([RESOLVED, "acknowledged", "snoozed"]), then=WAITS)
    def a_moderator_acts(self, data: st.DataObject, state: str, then: int) -> None:
        self._take(data.draw(st.sampled_from(self.model.open())), state, then)

    def _take(self, number: int, state: str, then: int) -> None:
        row = self.model.alerts[number]
        self.model.cases[number] = state, row.first_at, row.last_at
        self.office.take_case(row, state)
        self.time_passes(seconds=then)

    @precondition(lambda self: bool(self._audible()))
    @rule(data=st.data(), seconds=st.sampled_from([10, 40]), then=WAITS)
    def a_rule_is_silenced(self, data: st.DataObject, seconds: int, then: int) -> None:
        name = data.draw(st.sampled_from(self._audible()))
        self.model.silenced[name] = self.now + seconds
        matchers, expires = encoded((Matcher("rule", (name,)),)), self.office.now + seconds * SECOND
        row = SilenceRow(f"{name} {self.now}", matchers, "mo", "known", 0, self.office.now, expires)
        self.office.write(lambda transaction: transaction.put_silence(row))
        self.time_passes(seconds=then)

    def _audible(self) -> list[str]:
        return [row.rule for row in KINDS if self.model.silenced.get(row.rule, 0) <= self.now]

    # what chance alone seldom brings together

    @rule(number=NUMBERS, state=TAKEN, dies=st.booleans())
    def gets_graver_once_told(self, number: int, state: str, *, dies: bool) -> None:
        """Let an alert get graver after people heard of it and a moderator did something about it, or nobody did."""
        self._is_told(number, state)
        self._raise(number, Severity.high, 0)
        if dies:
            self.the_process_dies_before_it_commits(is_at_work=True)
        self.time_passes(seconds=SLACK + 1)

    @rule(number=NUMBERS, state=TAKEN, then=st.sampled_from([SLACK + 1, 0]))
    def begins_anew_once_told(self, number: int, state: str, then: int) -> None:
        """Let the same alert end and begin anew, before its end was told or after."""
        self._is_told(number, state)
        self._end(number, then)
        self._open(number, Severity.medium, SLACK + 1)

    def _is_told(self, number: int, state: str) -> None:
        """Begin an alert, let people hear of it unless it is muted, and a moderator take it up as *state*, if any."""
        if number in self.model.going_on():
            self._end(number, 0)
        self._open(number, Severity.medium, SLACK + 1)
        if state:
            self._take(number, state, 0)

    # time and machines

    @rule(seconds=st.sampled_from([1, 3, SLACK + 1, REPEATED + 1, OVERDUE + 1]))
    def time_passes(self, seconds: int) -> None:
        self.nothing_is_late()
        self._listen(seconds)

    @rule(is_at_work=st.booleans())
    def the_process_dies_before_it_commits(self, *, is_at_work: bool) -> None:
        """Let it die, in the middle of telling what is due next or of nothing; 1 s later another has taken over."""
        due = self.office.due_at()
        if is_at_work and due <= self.office.now + REPEATED * SECOND:
            self.office.now = max(self.office.now, due)
        lost: set[str] = set()

        def die(transaction: Transaction) -> None:
            self.office.dispatcher.dispatch(transaction)
            for recipient in (AT_ONCE, COLLECTING):
                lost.update(row.key for row in transaction.due_outbox(recipient.name, self.office.now, 1_000))
            raise InterruptedError

        with pytest.raises(InterruptedError):
            self.office.write(die)
        self.office.restart()
        self.office.now += SECOND
        self._listen(0)
        assert lost <= self.keys, "told under another key than before the crash"

    def _listen(self, seconds: int) -> None:
        for notice in self.office.wait(seconds * SECOND):
            assert notice.key not in self.keys
            self.keys.add(notice.key)
            assert notice.more == 0
            now = _seconds(micros(datetime.fromisoformat(notice.time)))
            self._pace(notice, now)
            for told in notice.alerts:
                self._hear(notice.recipient, told, now)
        self.nothing_is_late()

    # what must hold

    def _pace(self, notice: Notice, now: int) -> None:
        """Expect a group to repeat after twice as long each time, up to seven intervals, until something is graver."""
        pace = self.paces.setdefault((notice.recipient, notice.group), Paced())
        told = [_number(each) for each in notice.alerts if each.state != "resolved"]
        is_new = {n: not self._is_known(n, self.known[notice.recipient, n]) for n in told}
        gravest = max((known.severity for known in pace.heard if known.told_at is not None), default=-1)
        if any(new and self.model.alerts[n].severity > gravest for n, new in is_new.items()):
            pace.repeats = 0
        if not all(is_new.values()):
            assert pace.repeated_at is None or now >= pace.repeated_at + min(2**pace.repeats, 7) * REPEATED
            pace.repeated_at, pace.repeats = now, pace.repeats + 1
        pace.heard += [self.known[notice.recipient, n] for n in told]

    def _hear(self, recipient: str, told: Told, now: int) -> None:
        number = _number(told)
        known, row = self.known[recipient, number], self.model.alerts[number]
        known.could_since = None
        if told.state == "resolved":
            assert known.told_at is not None, "the end of what was never told"
            assert self.model.is_over(number)
            known.told_at = None
            return
        assert not self.model.is_over(number)
        assert not self.model.is_muted(number, now)
        if known.told_at is not None and known.life == row.first_at and row.severity <= known.severity:
            assert now >= known.told_at + REPEATED, "twice in its interval"
            assert self.model.case(number) != "acknowledged"
        known.life, known.severity, known.told_at = row.first_at, row.severity, now

    @invariant()
    def nothing_is_late(self) -> None:
        for (recipient, number), known in self.known.items():
            if number not in self.model.alerts or not self._is_owed(number, known):
                known.could_since = None
                continue
            if known.could_since is None:  # by what happened when it was looked at last, or by time alone
                repeated = (known.told_at or 0) + OVERDUE if self._is_known(number, known) else 0
                silenced = self.model.silenced.get(KINDS[number].rule, 0)
                known.could_since = max(self.looked_at, repeated, silenced if silenced <= self.now else 0)
            assert self.now <= known.could_since + SLACK, f"{recipient} was not told of {KINDS[number].rule}"
        self.looked_at = self.now

    def _is_owed(self, number: int, known: Known) -> bool:
        """Return whether the recipient should be told something of an alert."""
        if self.model.is_over(number):
            return known.told_at is not None
        if self.model.is_muted(number, self.now):
            return False
        if not self._is_known(number, known):
            return True
        is_due = self.now >= (known.told_at or 0) + OVERDUE
        return is_due and self.model.case(number) != "acknowledged"

    def _is_known(self, number: int, known: Known) -> bool:
        """Return whether the recipient has heard of an alert as it is."""
        if known.told_at is None or self.model.is_over(number):
            return False
        row = self.model.alerts[number]
        return (known.life, known.severity) == (row.first_at, row.severity)

    @invariant()
    def the_list_shows_what_is_muted(self) -> None:
        shown = {name: reason == "acknowledged" for name, reason in self.office.reasons().items()}
        muted = {number: self.model.is_muted(number, self.now) for number in self.model.open()}
        assert shown == {
            KINDS[number].rule: not is_muted
            for number, is_muted in muted.items()
            if is_muted or self.model.case(number) == "acknowledged"
        }


def _number(told: Told) -> int:
    """Return which of the kinds of alerts *told* is of."""
    return next(place for place, kind in enumerate(KINDS) if kind.fingerprint == told.alert)


def _seconds(at: int) -> int:
    return (at - NOON) // SECOND


@pytest.fixture(autouse=True)
def _with_panel(panel: Panel) -> None:
    AlertLife.panel = panel


TestAlertLife = AlertLife.TestCase
TestAlertLife.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


@pytest.fixture
def lives() -> Iterator[tuple[AlertLife, AlertLife]]:
    made = AlertLife(), AlertLife()
    for life in made:
        life.begin()
    yield made
    for life in made:
        life.teardown()


@pytest.mark.parametrize("state", ["", "acknowledged", "snoozed", RESOLVED])
@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(partial(AlertLife.gets_graver_once_told, number=0, dies=False), id="graver"),
        pytest.param(partial(AlertLife.gets_graver_once_told, number=0, dies=True), id="graver, and a crash"),
        pytest.param(partial(AlertLife.begins_anew_once_told, number=0, then=SLACK + 1), id="anew"),
        pytest.param(partial(AlertLife.begins_anew_once_told, number=0, then=0), id="anew before its end is told"),
    ],
)
def test_what_is_told_and_how_it_is_named_does_not_depend_on_when_it_happens(
    lives: tuple[AlertLife, AlertLife], happens: Callable[..., None], state: str
) -> None:
    at_noon, later = lives
    later.time_passes(seconds=7 * REPEATED)
    for life in lives:
        happens(life, state=state)
        life.time_passes(seconds=OVERDUE + SLACK + 1)
        life.nothing_is_late()
        life.the_list_shows_what_is_muted()
    assert at_noon.keys == later.keys
