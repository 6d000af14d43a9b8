"""A moderator hears of a grave alert: event in, signed notice out, without the banned text."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_network
from pathlib import Path
from queue import Queue

from monitor.event import Community, Data, Event, Message, Person, source_of
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.notices.address import Reach
from monitor.notices.outbound import Outbound
from monitor.notices.recipient import Recipient
from monitor.notices.webhook import WebhookSink
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from tests.e2e.living import KEY

SECRET = b"a secret of at least twenty-four bytes"
TEXT = "推荐朋友加入我们的搬砖理财,一代提成10%,二代提成5%,三代提成3%"
PROMOTION = Event(
    id="m1",
    source=source_of("wechat", "g1"),
    type="message.created",
    time="2026-03-01T10:00:00+08:00",
    data=Data("wechat", Community("g1"), actor=Person(id="zhou"), message=Message("m1", TEXT)),
)

Delivery = tuple[dict[str, str], bytes]


def test_a_grave_alert_leaves_as_a_signed_notice_without_the_text(tmp_path: Path, panel: Panel) -> None:
    with _receiver() as (port, received):
        secret = "whsec_" + base64.b64encode(SECRET).decode()
        sink = WebhookSink(Outbound(Reach([ip_network("127.0.0.0/8")])), f"http://127.0.0.1:{port}/hook", secret)
        store = Store.open(f"sqlite:///{tmp_path}/live.db")
        intake = Intake(panel.reader, Pseudonyms(KEY))
        with Monitor(store, panel, intake, recipients=[(Recipient("webhook", group_wait=0), sink)]) as monitor:
            monitor.ingest([PROMOTION], "test")
            headers, body = received.get(timeout=30)
    event = json.loads(body)
    (notice,) = event["data"]["alerts"]
    assert (notice["rule"], notice["severity"], notice["community"]) == ("downline-commission", "high", "wechat:g1")
    assert "疑似" in notice["summary"]
    assert "搬砖" not in body.decode()
    assert "zhou" not in body.decode()
    signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    expected = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


@contextmanager
def _receiver() -> Generator[tuple[int, Queue[Delivery]]]:
    """Run a receiver of webhooks; yield its port and what it received."""
    received: Queue[Delivery] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name http.server asks for
            body = self.rfile.read(int(self.headers["content-length"]))
            received.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server asks for
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
