"""The pseudonym key of a server that was given none: made once, kept beside the database."""

import os
import secrets
from pathlib import Path

import typer
from pydantic import SecretStr
from sqlalchemy.engine import make_url

from monitor.settings import Settings, SettingsError

_ONLY_OWNER = 0o600


def with_pseudonym_key(settings: Settings) -> Settings:
    """Return *settings* with a pseudonym key: theirs, or the one in the file beside the database, or beside `key_file`.

    Raises:
        SettingsError: the file cannot be read or made.
    """
    if settings.secrets.pseudonym_key:
        return settings
    url = make_url(settings.database)
    file = Path(f"{url.database}.key") if url.drivername == "sqlite" else settings.key_file.with_suffix(".key")
    try:
        key = file.read_text(encoding="ascii").strip() if file.exists() else _make(file)
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}; it holds the pseudonym key") from error
    secrets_with_key = settings.secrets.model_copy(update={"pseudonym_key": SecretStr(key)})
    return settings.model_copy(update={"secrets": secrets_with_key})


def _make(file: Path) -> str:
    key = secrets.token_hex(32)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OWNER), "w", encoding="ascii") as stream:
        stream.write(key + "\n")
    typer.echo(f"made a pseudonym key and keep it in {file}; without it, members get new pseudonyms", err=True)
    return key
