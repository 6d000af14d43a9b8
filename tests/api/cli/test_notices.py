"""Notices from the command line: a test to a recipient, what was given up, and once more."""

import base64
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store
from tests.api.cli.conftest import Run
from tests.monitor.notices.receiver import Answering, Receiver

SIGNING = "whsec_" + base64.b64encode(b"0123456789abcdefghijklmnopqrstuv").decode()
SETTINGS = "allow_networks: [127.0.0.0/8]\nlanguage: en\nrecipients: {ops: {kind: webhook}}\n"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with closing(Receiver()) as started:
        yield started


@pytest.fixture
def environment(tmp_path: Path, receiver: Receiver) -> dict[str, str]:
    (tmp_path / "groupwarden.yaml").write_text(SETTINGS)
    return {"GROUPWARDEN_RECIPIENT_OPS_URL": receiver.url, "GROUPWARDEN_RECIPIENT_OPS_SECRET": SIGNING}


@pytest.fixture
def given_up(tmp_path: Path, environment: dict[str, str]) -> Path:
    """Leave a store in which two notices were given up; return its file."""
    file = tmp_path / "groupwarden.db"
    with closing(Store.open(f"sqlite:///{file}")) as store, store.begin() as transaction:
        for key, recipient in (("k1", "ops"), ("k2", "owner")):
            transaction.add_outbox(key, recipient, b"{}", 0)
            transaction.mark_failed(key, recipient, None, "answered 404")
    return file


def dead(run: Run) -> list[str]:
    return [letter["key"] for letter in json.loads(run("notices", "dead", "--format", "json").output)]


def test_a_test_goes_out_signed(run: Run, receiver: Receiver, environment: dict[str, str]) -> None:
    result = run("notices", "test", "ops", **environment)
    assert (result.exit_code, result.output) == (0, "ops took it.\n")
    (received,) = receiver.received
    assert json.loads(received.body)["type"] == "groupwarden.alerts.test"


def test_a_test_says_what_the_other_side_answered(run: Run, receiver: Receiver, environment: dict[str, str]) -> None:
    receiver.answers = [Answering(404)]
    result = run("notices", "test", "ops", **environment)
    assert (result.exit_code, result.output) == (1, "ops did not take it: answered 404\n")


def test_a_recipient_that_is_not_known_is_named(run: Run, environment: dict[str, str]) -> None:
    result = run("notices", "test", "opps", **environment)
    assert (result.exit_code, result.output) == (
        2, "groupwarden: recipient 'opps' is not known; expected one of ops\n",
    )  # fmt: skip


def test_what_was_given_up_is_listed_with_the_reason(run: Run, given_up: Path) -> None:
    result = run("notices", "dead")
    assert result.exit_code == 0
    assert "answered 404" in result.output
    assert dead(run) == ["k1", "k2"]


@pytest.mark.parametrize(
    ("arguments", "left"),
    [([], []), (["k1"], ["k2"]), (["--to", "owner"], ["k1"]), (["k1", "--to", "owner"], ["k1", "k2"])],
    ids=["all", "one", "of a recipient", "one that is not his"],
)
def test_what_was_given_up_can_be_tried_again(run: Run, given_up: Path, arguments: list[str], left: list[str]) -> None:
    result = run("notices", "retry", *arguments)
    count = 2 - len(left)
    assert result.output == f"{count} notice{'' if count == 1 else 's'} will be sent once more\n"
    assert dead(run) == left


def test_without_a_store_nothing_was_given_up_and_none_is_made(
    run: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert "there is no store at" in run("notices", "dead").output
    assert not (tmp_path / "groupwarden.db").exists()
