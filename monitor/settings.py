"""The settings of a deployment: behaviour from one YAML file, secrets from the environment.

Nothing is read when this is imported; `load_settings` reads, and says everything that is wrong at once.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import limits
import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, IPvAnyNetwork, SecretStr, StringConstraints, ValidationError
from pydantic import field_validator as validates
from pydantic_core import ErrorDetails

from monitor.errors import MonitorError
from monitor.notices.setting import AnyRecipient, RecipientName
from monitor.profile import CommunityKey, Profile
from monitor.pseudonym import Pseudonyms
from rules.pack.override import Thresholds
from rules.pack.record import SeverityName
from rules.severity import Severity
from rules.signals.allowed import Allowance

DEFAULT_FILE = Path("groupwarden.yaml")
PREFIX = "GROUPWARDEN_"
DATABASE_VARIABLE = PREFIX + "DATABASE_URL"
SECRET_NAMES = frozenset({"url", "secret", "token", "key", "password"})  # what people call it in a recipient


class SettingsError(MonitorError):
    """Settings cannot be used; a line for each problem says where it is and what was expected."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HttpLimits(_Part):
    """What one client may ask of the HTTP interface."""

    max_body_bytes: Annotated[int, Field(gt=0, description="largest body of a request, packed and unpacked alike")] = (
        8 * 2**20
    )
    max_records: Annotated[int, Field(gt=0, description="most records in one request")] = 10_000
    rate_limit: Annotated[str, Field(description="requests one API key may make, as `count/period`")] = "600/minute"

    @validates("rate_limit")
    @classmethod
    def _is_a_rate(cls, rate: str) -> str:
        limits.parse(rate)
        return rate


class Webhook(_Part):
    """Where notices of alerts go, and from which severity on."""

    url: HttpUrl
    from_severity: SeverityName = Severity.high


class Allow(_Part):
    """What is harmless here, whatever the lists say: hosts (registrable names) and phrases."""

    hosts: tuple[str, ...] = ()
    phrases: tuple[Annotated[str, StringConstraints(min_length=2)], ...] = ()

    @property
    def allowance(self) -> Allowance:
        """Return it as the signal reader takes it."""
        return Allowance(self.hosts, self.phrases)


class RecipientSecrets(_Part):
    """What a recipient has in the environment: `GROUPWARDEN_RECIPIENT_<NAME>_URL` and `_SECRET`."""

    url: SecretStr | None = None
    secret: SecretStr | None = None


class Secrets(_Part):
    """What must not stand in a file that is shared; each field is an environment variable of its name."""

    pseudonym_key: Annotated[SecretStr | None, Field(min_length=16)] = None
    previous_pseudonym_key: Annotated[SecretStr | None, Field(min_length=16)] = None
    reveal_key: Annotated[SecretStr | None, Field(min_length=16)] = None
    webhook_secret: SecretStr | None = None
    metrics_token: Annotated[SecretStr | None, Field(min_length=1)] = None
    recipients: dict[str, RecipientSecrets] = Field(default_factory=dict[str, RecipientSecrets])


class Settings(_Part):
    """Everything that can be set, with its default. Paths are absolute once loaded."""

    database: Annotated[str, StringConstraints(pattern="^(sqlite:///|postgresql://).+")] = "sqlite:///groupwarden.db"
    key_file: Path = Path("groupwarden.keys")
    lateness_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 10
    packs: tuple[Path, ...] = ()
    shadow: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    scorer: Path | None = None
    allow: Allow = Allow()
    thresholds: Thresholds = Field(default_factory=dict)
    communities: dict[CommunityKey, Profile] = Field(default_factory=dict[CommunityKey, Profile])
    webhook: Webhook | None = None
    recipients: dict[RecipientName, AnyRecipient] = Field(default_factory=dict[RecipientName, AnyRecipient])
    allow_networks: tuple[IPvAnyNetwork, ...] = ()
    http: HttpLimits = HttpLimits()
    public_url: HttpUrl | None = None
    language: Literal["zh", "en"] = "zh"
    secrets: Secrets = Secrets()

    @property
    def pseudonyms(self) -> Pseudonyms | None:
        """Return the names that people go by, None when no key is set."""
        key, previous = self.secrets.pseudonym_key, self.secrets.previous_pseudonym_key
        if key is None:
            return None
        return Pseudonyms(key.get_secret_value().encode(), previous.get_secret_value().encode() if previous else None)

    @property
    def own_thresholds(self) -> dict[str, Thresholds]:
        """Return the thresholds of communities that set some."""
        return {key: profile.thresholds for key, profile in self.communities.items() if profile.thresholds}


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Return the settings in the YAML file at *path* (None: the defaults) and in *environment*.

    `GROUPWARDEN_DATABASE_URL` wins over the file's `database`. A secret comes from its variable, or from the file
    that the variable with `_FILE` at its end names. Relative paths are looked up beside the file.

    Raises:
        SettingsError: with a line for everything that is wrong.
    """
    problems: list[str] = []
    document = _document(path, problems) if path else {}
    if environment.get(DATABASE_VARIABLE):
        document["database"] = environment[DATABASE_VARIABLE]
    document["secrets"] = _secrets(environment, document.get("recipients"), problems)
    try:
        settings = Settings.model_validate(document)
    except ValidationError as error:
        problems += [_located(path, environment, detail) for detail in error.errors(include_url=False)]
        raise SettingsError("\n".join(problems)) from None
    if problems:
        raise SettingsError("\n".join(problems))
    folder = path.absolute().parent if path else Path.cwd()
    return settings.model_copy(
        update={
            "key_file": folder / settings.key_file,
            "packs": tuple(folder / pack for pack in settings.packs),
            "shadow": tuple(folder / pack for pack in settings.shadow),
            "lexicons": tuple(folder / words for words in settings.lexicons),
            "scorer": folder / settings.scorer if settings.scorer else None,
        }
    )


def _document(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        document: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"{path}: {error.strerror}")
        return {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(f"{path}: {_broken(error)}")
        return {}
    if document is None:
        return {}
    if not isinstance(document, dict):
        problems.append(f"{path}: expected a mapping of settings, such as `language: zh`")
        return {}
    settings = {str(name): value for name, value in cast("dict[object, object]", document).items()}
    if settings.pop("secrets", None) is not None:
        problems.append(f"{path}: secrets: expected in the environment ({', '.join(_variables())}), not in a file")
    return settings


def _broken(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem or error.context}"
    return str(error)


def _variables() -> dict[str, str]:
    """Return the name of the variable of each secret, and the secret; those of recipients have names of their own."""
    return {PREFIX + name.upper(): name for name in Secrets.model_fields if name != "recipients"}


def recipient_variable(recipient: str, part: str) -> str:
    """Return the name of the variable that holds *part* (`url`, `secret`) of a recipient."""
    return f"{PREFIX}RECIPIENT_{recipient}_{part}".upper().replace("-", "_")


def _secrets(environment: Mapping[str, str], recipients: object, problems: list[str]) -> dict[str, object]:
    secrets: dict[str, object] = {}
    for variable, name in _variables().items():
        if value := _secret(environment, variable, problems):
            secrets[name] = value
    names = cast("dict[object, object]", recipients) if isinstance(recipients, dict) else {}
    secrets["recipients"] = {
        str(name): {
            part: _secret(environment, recipient_variable(str(name), part), problems)
            for part in RecipientSecrets.model_fields
        }
        for name in names
    }
    return secrets


def _secret(environment: Mapping[str, str], variable: str, problems: list[str]) -> str | None:
    value, file = environment.get(variable), environment.get(variable + "_FILE")
    if value and file:
        problems.append(f"{variable}: {variable}_FILE is set as well, expected one of them")
    elif file:
        return _read_secret(variable + "_FILE", Path(file), problems)
    return value or None


def _read_secret(variable: str, file: Path, problems: list[str]) -> str | None:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{variable}: {file}: {getattr(error, 'strerror', None) or error}")
        return None


def _located(path: Path | None, environment: Mapping[str, str], detail: ErrorDetails) -> str:
    """Return where a setting is wrong, and what was expected there; a secret is never repeated."""
    first, *rest = (str(part) for part in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "too_short":
        what = f"is too short, expected at least {detail.get('ctx', {}).get('min_length')} characters"
    if first == "secrets":
        return f"{PREFIX}{rest[0].upper()}: {what}"
    if first == "database" and environment.get(DATABASE_VARIABLE):
        return f"{DATABASE_VARIABLE}: {what}"
    if first == "recipients":
        rest = [*rest[:1], *rest[2:]]  # the kind stands between the name and the field
    place = ".".join(part for part in (first, *rest) if part != "[key]")
    if detail["type"] == "extra_forbidden" and first == "recipients" and rest[-1] in SECRET_NAMES:
        variable = recipient_variable(rest[0], "url" if rest[-1] == "url" else "secret")
        what = f"expected in the environment ({variable}), not in a file"
    elif detail["type"] == "extra_forbidden":
        known = sorted(Settings.model_fields.keys() - {"secrets"})
        what = "is not a setting" + (f"; expected one of {', '.join(known)}" if not rest else "")
    return f"{path}: {place}: {what}"
