"""Whatever happens, good or bad: no log names anybody, repeats what was written, or tells a secret."""

import logging
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
import yaml
from fastapi.testclient import TestClient

from api.http import HttpSettings, create_app
from monitor.build import build_monitor
from monitor.clock import DAY, MINUTE, exact
from monitor.community.duties.owner_duties import OwnerDuties
from monitor.event import Community, Data, Event, EventType, Inviter, Message, Person
from monitor.keys import Scope
from monitor.live import Monitor
from monitor.notices.courier import Courier
from monitor.notices.recipients import recipients_of
from monitor.privacy.desk import PrivacyDesk
from monitor.settings import Settings, load_settings
from monitor.store import Store
from tests.databases import PASSWORD, Databases
from tests.e2e.sending import NDJSON, ndjson
from tests.e2e.test_quarantine import SetClock
from tests.monitor.notices.receiver import Answering, Receiver, free_port

EVE, BEN = Person("700100200", "Eveline"), Person("700100300", "Benedikt")
PHONE = "13812345678"
TEXT = f"保本保息,日息2%,稳赚不赔,推荐朋友一代提成10%,二代提成5%,三代提成3%,加微信{PHONE}"
PSEUDONYM_KEY, REVEAL_KEY = "the-pseudonym-key", "the-reveal-key-x"
TOKEN, MAIL_PASSWORD = "12345:token-of-a-bot-that-nobody-knows-of", "mail-password"
NEVER = (
    *("700100200", "700100300", "Eveline", "Benedikt", PHONE, "138****", "保本", "提成"),
    *(PSEUDONYM_KEY, REVEAL_KEY, TOKEN, MAIL_PASSWORD, PASSWORD, "gw_"),
)
GROUP = "telegram:-1001"
START = 1_709_258_400_000_000


def event(number: int, kind: EventType, data: Data) -> Event:
    """Return an event whose very id names somebody."""
    return Event(f"{kind}:{EVE.id}:{number}", "im://telegram/-1001", kind, exact(START + number * MINUTE), data=data)


def said(number: int, text: str = TEXT) -> Event:
    data = Data("telegram", Community("-1001", "群"), actor=EVE, message=Message(f"{EVE.id}:{number}", text))
    return event(number, "message.created", data)


JOINED = event(
    1, "member.joined",
    Data("telegram", Community("-1001"), target=BEN, inviter=Inviter(EVE, "platform_field", "stated")),
)  # fmt: skip


def broken(*_: object, **__: object) -> NoReturn:
    """Fail as a library does that quotes what it choked on."""
    raise ValueError(f"{EVE} said {TEXT}")


@pytest.fixture
def settings(tmp_path: Path, databases: Databases, receiver: Receiver) -> Settings:
    recipients = {
        "bot": {"kind": "telegram", "chat": "-1", "url": f"http://127.0.0.1:{receiver.port}"},
        "mail": {
            "kind": "email", "host": "127.0.0.1", "port": free_port(), "security": "none", "user": "groupwarden",
            "sender": "a@example.org", "to": ["b@example.org"],
        },
    }  # fmt: skip
    file = tmp_path / "groupwarden.yaml"
    document = {"recipients": recipients, "allow_networks": ["127.0.0.0/8"], "lateness_minutes": 0}
    file.write_text(yaml.safe_dump(document))
    return load_settings(
        file,
        {
            "GROUPWARDEN_DATABASE_URL": databases.fresh("postgresql", tmp_path),
            "GROUPWARDEN_PSEUDONYM_KEY": PSEUDONYM_KEY,
            "GROUPWARDEN_REVEAL_KEY": REVEAL_KEY,
            "GROUPWARDEN_RECIPIENT_BOT_SECRET": TOKEN,
            "GROUPWARDEN_RECIPIENT_MAIL_SECRET": MAIL_PASSWORD,
        },
    )


@pytest.fixture
def receiver() -> Generator[Receiver]:
    with closing(Receiver()) as started:
        started.usual = Answering(500, f"{TOKEN}: {TEXT}".encode())
        yield started


@contextmanager
def client_of(settings: Settings, clock: SetClock) -> Generator[tuple[Monitor, TestClient]]:
    with build_monitor(settings, clock) as monitor:
        app = create_app(monitor, HttpSettings())
        with TestClient(app, raise_server_exceptions=False) as client:
            yield monitor, client


def send(client: TestClient, *events: Event) -> int:
    return client.post("/api/v1/events", content=ndjson(events), headers=NDJSON).status_code


def reveal(monitor: Monitor, client: TestClient, member: str) -> str:
    """Return whom the pseudonym *member* stands for, as two people come to know it."""
    approver = {"Authorization": f"Bearer {monitor.keys.add('bob', frozenset(Scope))}"}
    request = {"community": GROUP, "member": member, "case_number": "1", "reason": f"call {PHONE}"}
    asked = client.post("/api/v1/reveals", json=request).json()
    client.post(f"/api/v1/reveals/{asked['id']}/approve", headers=approver)
    return str(client.get(f"/api/v1/reveals/{asked['id']}").json()["identity"])


def refuse_rows(settings: Settings) -> None:
    """Let the database refuse every new event, and quote it, as it does."""
    with psycopg.connect(settings.database) as connection:
        connection.execute("ALTER TABLE event ADD CONSTRAINT shut CHECK (false) NOT VALID")


def test_no_log_names_anybody_or_repeats_what_was_written_or_a_secret(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    clock = SetClock(START + DAY)
    with client_of(settings, clock) as (monitor, client):
        client.headers["Authorization"] = f"Bearer {monitor.keys.add('ann', frozenset(Scope))}"
        assert send(client, JOINED, said(2)) == 202  # judged
        assert send(client, said(3 * 1440)) == 202  # set aside
        assert client.post("/api/v1/events", content=TEXT.encode(), headers=NDJSON).status_code == 400
        alerts = client.get("/api/v1/alerts").json()["alerts"]
        member = next(alert["subject"] for alert in alerts if alert["subject"].startswith("member:"))
        assert reveal(monitor, client, member.removeprefix("member:")) == EVE.id
        clock.set(START + DAY + MINUTE)
        monitor.dispatch()
        with monkeypatch.context() as patch:
            patch.setattr(OwnerDuties, "enter", broken)
            patch.setattr(PrivacyDesk, "appeals", broken)
            assert send(client, said(4)) == 202
            assert client.get("/api/v1/appeals").status_code == 500
        refuse_rows(settings)
        assert send(client, said(5)) == 503
    with closing(Store.open(settings.database, key_file=settings.key_file)) as store:
        sinks = {recipient.name: sink for recipient, sink in recipients_of(settings)}
        courier = Courier(store, sinks, clock.now, lambda _kind, _outcome: None)
        for recipient in ("bot", "mail"):
            courier.serve(recipient)
    told = caplog.text + "".join(capfd.readouterr())
    for expected in ("record not judged", "commit failed", "fault", "notice not delivered", "CheckViolation"):
        assert expected in told
    assert [secret for secret in NEVER if secret in told] == []
