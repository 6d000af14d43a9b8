"""People with a key see which notices were given up, and why."""

from api.http.notice_page import notice_page
from monitor.service import DeadLetter
from tests.api.http.conftest import Client


def test_the_page_lists_what_was_given_up(client: Client) -> None:
    page = client("reads").get("/notices", params={"lang": "en"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert ">503</td>" in page.text
    assert "groupwarden notices retry k1 --to " in page.text
    assert "Notices that were given up" in page.text
    assert "未能送达的通知" in client("reads").get("/notices").text


def test_the_page_needs_a_key_that_reads(client: Client) -> None:
    assert client().get("/notices").status_code == 401
    assert client("writes").get("/notices").status_code == 403


def test_what_a_sink_said_is_text(client: Client) -> None:
    page = notice_page((DeadLetter("k", "ops", "2024-03-01T00:00:00Z", 1, "<script>alert(1)</script>"),), "en")
    assert "<script" not in page


def test_an_empty_page_says_so() -> None:
    page = notice_page((), "en")
    assert "There is nothing to do." in page
    assert "<table" not in page


def test_the_page_brings_its_style_and_runs_no_script(client: Client) -> None:
    page = client("reads").get("/notices")
    assert "prefers-color-scheme: dark" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
