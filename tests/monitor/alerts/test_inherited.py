"""Alerts of a store from before revision 0005 can be read, end as others do, and are told to who is there now."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, text

from monitor.alerts.alert import OPEN, RESOLVED, body_of
from monitor.batch import Batch
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.record import Record
from monitor.store import AlertQuery, AlertRow, Store, migrate
from tests.monitor.happenings import ANN, BOB, GROUP, OWEN, SEES_ALL, at, happened, said, signal
from tests.monitor.test_writer import row

PROMISE, RATE = "principal-guarantee", "yield-promise"


def judged(panel: Panel, url: str, *records: Record) -> dict[str, AlertRow]:
    """Judge *records* after a start; return the alerts by rule."""
    memory = Memory(panel, {GROUP: SEES_ALL})
    with closing(Store.open(url)) as store:
        with store.begin() as transaction:
            memory.load(transaction)
            Batch(transaction, memory, 0).run([[row(record)] for record in records])
            memory.save_every_community(transaction)
        with store.read() as transaction:
            return {alert.rule: alert for alert in transaction.alerts(AlertQuery())}


@pytest.fixture
def url(tmp_path: Path, panel: Panel) -> str:
    """A store with alerts as revision 0004 had them: a member's promise, another's rate, and a scheme's stage."""
    made = f"sqlite:///{tmp_path}/store.db"
    judged(panel, made, said(0, ANN, signal("guarantee"), message="m"), said(1, BOB, signal("yield", 30.0)))
    engine = create_engine(made)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
        command.downgrade(config, "0004")
        _take_back(connection, "alert", "body", {"counts": {"f": 1}, "older": 0, "gravest": "f", "event": ""})
        state = msgspec.msgpack.decode(connection.execute(text("SELECT state FROM snapshot")).scalar_one())
        _take_back(connection, "snapshot", "state", {key: state[key] for key in state if key != "conditions"})
    engine.dispose()
    return made


def _take_back(connection: Connection, table: str, column: str, content: object) -> None:
    changed = text(f"UPDATE {table} SET {column} = :content")  # noqa: S608 - names of our own
    connection.execute(changed, {"content": msgspec.msgpack.encode(content)})


def test_they_are_as_they_were_and_moderators_may_be_told_of_them(panel: Panel, url: str) -> None:
    alerts = judged(panel, url)
    assert {alert.state for alert in alerts.values()} == {OPEN}
    assert {body_of(alert).audience for alert in alerts.values()} == {("moderator",)}
    stage = alerts["scheme-stage-advance"]
    assert stage.scheme == stage.subject.removeprefix("scheme:")


def test_they_end_when_what_they_tell_of_is_handled(panel: Panel, url: str) -> None:
    deleted = replace(happened("message.deleted", 5, OWEN), message="m")
    alerts = judged(panel, url, deleted)
    assert (alerts[PROMISE].state, alerts[PROMISE].ended_at) == (RESOLVED, at(5))
    assert alerts[RATE].state == OPEN


def test_they_end_after_another_restart_and_begin_anew_with_new_evidence(panel: Panel, url: str) -> None:
    judged(panel, url, said(4, ANN))
    ended = judged(panel, url, replace(happened("message.deleted", 5, OWEN), message="m"))
    assert ended[PROMISE].state == RESOLVED
    begun = judged(panel, url, said(100, ANN, signal("guarantee")))
    assert (begun[PROMISE].state, begun[PROMISE].first_at) == (OPEN, at(100))
