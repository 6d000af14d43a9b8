"""`privacy erase` forgets a member in a store, by pseudonym or by the platform's id."""

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.app import app
from monitor.event import Person
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.settings import Settings
from monitor.store import Store
from tests.monitor.privacy.stories import GROUP, OFFER, OWEN, Story, living, on_disk

KEY = "a key for tests only"
NAMES = Pseudonyms(KEY.encode())
EVE = Person("20012001", "Eve")
LABEL = NAMES.member(GROUP, "20012001")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a store and one for rules on trial, as a server leaves them."""
    panel = Panel.load()
    for name in ("live.db", "live.db.shadow"):
        story = Story()
        with living(tmp_path, panel, NAMES, name=name) as life:
            life.tell([story.said(OWEN, "大家好"), story.joined(EVE, OWEN), story.said(EVE, OFFER)])

    def read(_: Settings) -> Panel:
        return panel

    monkeypatch.setattr("api.cli.privacy_erase.panel_of", read)  # reading the rules is tested elsewhere
    monkeypatch.setenv("GROUPWARDEN_DATABASE_URL", f"sqlite:///{tmp_path}/live.db")
    monkeypatch.setenv("GROUPWARDEN_PSEUDONYM_KEY", KEY)
    return tmp_path


def test_a_member_is_not_forgotten_beside_a_server_that_remembers_him(store: Path) -> None:
    with closing(Store.open(f"sqlite:///{store}/live.db", alone=True)):
        refused = CliRunner().invoke(app, ["privacy", "erase", GROUP, LABEL, "--by", "op", "--reason", "asked"])
    assert refused.exit_code == 2
    assert "a server works on it" in refused.output
    assert LABEL.encode() in on_disk(store)


def test_nothing_is_left_of_the_member_by_either_name(store: Path) -> None:
    assert LABEL.encode() in on_disk(store)
    by_id, by_pseudonym = (
        CliRunner().invoke(app, ["privacy", "erase", GROUP, member, "--by", "op", "--reason", "asked"])
        for member in ("20012001", LABEL)
    )
    assert by_id.exit_code == by_pseudonym.exit_code == 0, by_id.output
    assert f"{LABEL} is forgotten in {GROUP}" in by_id.output
    assert f"nothing of {LABEL} is kept in {GROUP}" in by_pseudonym.output
    assert LABEL.encode() not in on_disk(store)
