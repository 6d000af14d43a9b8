"""A server without a pseudonym key makes one, for itself alone, and finds it again."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from api.cli.pseudonym_key import with_pseudonym_key
from monitor.settings import Secrets, Settings, SettingsError


def key_of(settings: Settings) -> str:
    key = with_pseudonym_key(settings).secrets.pseudonym_key
    assert key is not None
    return key.get_secret_value()


def test_a_key_is_made_once_and_kept_beside_the_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/monitor.db")
    made = key_of(settings)
    assert str(tmp_path / "monitor.db.key") in capsys.readouterr().err
    assert (tmp_path / "monitor.db.key").stat().st_mode & 0o777 == 0o600
    assert key_of(settings) == made
    assert capsys.readouterr().err == ""


def test_a_configured_key_is_taken(tmp_path: Path) -> None:
    secrets = Secrets(pseudonym_key=SecretStr("a key of the operator's own"))
    settings = Settings(database=f"sqlite:///{tmp_path}/monitor.db", secrets=secrets)
    assert with_pseudonym_key(settings) is settings
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="it holds the pseudonym key"):
        with_pseudonym_key(Settings(database=f"sqlite:///{tmp_path}/no/monitor.db"))
