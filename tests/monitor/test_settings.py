"""Settings come from one file and the environment; whatever is wrong is said at once, with its place."""

from datetime import time
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import pytest

from monitor.settings import HttpLimits, Settings, SettingsError, load_settings
from rules import Severity

KEY = "a pseudonym key of some length"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "groupwarden.yaml"


def problems(file: Path | None, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load_settings(file, environment or {})
    return str(raised.value).split("\n")


def test_everything_has_a_default() -> None:
    settings = load_settings(None, {})
    assert settings.database == "sqlite:///groupwarden.db"
    assert settings.lateness_minutes == 10
    assert settings.language == "zh"
    assert settings.http == HttpLimits()
    assert settings.webhook is None
    assert settings.secrets.pseudonym_key is None


def test_an_empty_file_leaves_the_defaults(file: Path) -> None:
    file.write_text("")
    beside = {"key_file": file.parent / "groupwarden.keys"}
    assert load_settings(file, {}) == load_settings(None, {}).model_copy(update=beside)


def test_a_file_says_how_to_behave(file: Path) -> None:
    file.write_text(
        """
        database: sqlite:///elsewhere.db
        lateness_minutes: 0
        packs: [mine, /absolute]
        communities: {"qq:1": {ads: forbidden, quiet_hours: 22:00-07:00}}
        webhook: {url: https://hook.example/in, from_severity: critical}
        recipients: {duty: {kind: wecom, from_severity: medium, quiet_hours: 23:00-07:00}}
        allow_networks: [10.0.0.0/8, "fd12::/64"]
        http: {max_body_bytes: 1000, max_records: 5, rate_limit: 5/second}
        public_url: https://monitor.example
        language: en
        allow: {hosts: [shop.example], phrases: [our own shop]}
        thresholds: {ad-flood: {medium: {ads_1h: 5}}}
        """
    )
    settings = load_settings(file, {})
    assert settings.packs == (file.parent / "mine", Path("/absolute"))
    assert settings.communities["qq:1"].ads == "forbidden"
    assert settings.webhook is not None
    assert settings.webhook.from_severity is Severity.critical
    assert settings.recipients["duty"].quiet_hours == (time(23), time(7))
    assert settings.allow_networks == (IPv4Network("10.0.0.0/8"), IPv6Network("fd12::/64"))
    assert settings.http.rate_limit == "5/second"
    assert settings.model_fields_set == Settings.model_fields.keys()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "databse: x",
            "databse: is not a setting; expected one of allow, allow_networks, communities,",
            id="misspelt",
        ),
        pytest.param("language: fr", "language: Input should be 'zh' or 'en'", id="no such language"),
        pytest.param("lateness_minutes: -1", "lateness_minutes: Input should be greater than", id="negative"),
        pytest.param("communities: {'qq:1': {ads: maybe}}", "communities.qq:1.ads: Input should be", id="ads"),
        pytest.param("communities: {'1': {}}", "communities.1: String should match pattern", id="no platform"),
        pytest.param("http: {x: 1}", "http.x: is not a setting", id="misspelt within a part"),
        pytest.param("http: {rate_limit: many}", "http.rate_limit: couldn't parse", id="no rate"),
        pytest.param("webhook: {url: nowhere}", "webhook.url: Input should be a valid URL", id="no URL"),
        pytest.param("webhook: {from_severity: bad}", "webhook.from_severity: a severity is one of", id="rank"),
        pytest.param("database: mysql://x", "database: String should match pattern", id="other database"),
        pytest.param("secrets: {metrics_token: x}", "secrets: expected in the environment", id="secret in the file"),
        pytest.param("recipients: {A_B: {kind: wecom}}", "recipients.A_B: String should match", id="name"),
        pytest.param("recipients: {a: {kind: pager}}", "recipients.a: Input tag 'pager' found", id="kind"),
        pytest.param("recipients: {a: {kind: wecom, x: 1}}", "recipients.a.x: is not a setting", id="of a recipient"),
        pytest.param("recipients: {a: {kind: wecom, repeat_hours: 0}}", "recipients.a.repeat_hours: Input", id="pace"),
        pytest.param(
            "recipients: {a-b: {kind: wecom, url: https://x}}",
            "recipients.a-b.url: expected in the environment (GROUPWARDEN_RECIPIENT_A_B_URL), not in a file",
            id="URL with a secret",
        ),
        pytest.param(
            "recipients: {a: {kind: telegram, chat: '1', token: x}}",
            "recipients.a.token: expected in the environment (GROUPWARDEN_RECIPIENT_A_SECRET), not in a file",
            id="token",
        ),
        pytest.param(
            "recipients: {a: {kind: wecom, audience: owner}}",
            "recipients.a: an owner hears of his own groups only; expected `communities`",
            id="owner of nothing",
        ),
        pytest.param("recipients: [a]", "recipients: Input should be a valid dictionary", id="list of recipients"),
        pytest.param("allow_networks: [10.0.0.1/8]", "allow_networks.0: value is not a valid", id="no network"),
        pytest.param("- a list", "expected a mapping of settings", id="no mapping"),
        pytest.param("a: [\n", "line 2: ", id="no YAML"),
    ],
)
def test_a_wrong_setting_is_located(file: Path, text: str, problem: str) -> None:
    file.write_text(text)
    assert any(line.startswith(f"{file}: {problem}") for line in problems(file)), problems(file)


def test_all_problems_are_told_at_once(file: Path) -> None:
    file.write_text("language: fr\nhttp: {x: 1}")
    environment = {"GROUPWARDEN_PSEUDONYM_KEY": "short", "GROUPWARDEN_DATABASE_URL": "nowhere"}
    found = problems(file, environment)
    assert len(found) == 4
    assert "GROUPWARDEN_PSEUDONYM_KEY: is too short, expected at least 16 characters" in found
    assert any(line.startswith("GROUPWARDEN_DATABASE_URL: ") for line in found)


def test_a_missing_file_is_named(file: Path) -> None:
    assert problems(file) == [f"{file}: No such file or directory"]


def test_the_environment_names_the_database(file: Path) -> None:
    file.write_text("database: sqlite:///file.db")
    settings = load_settings(file, {"GROUPWARDEN_DATABASE_URL": "sqlite:///environment.db"})
    assert settings.database == "sqlite:///environment.db"


@pytest.mark.parametrize("name", ["pseudonym_key", "webhook_secret", "metrics_token"])
def test_a_secret_comes_from_its_variable_or_from_the_file_it_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text(f"{KEY}\n")
    variable = f"GROUPWARDEN_{name.upper()}"
    for environment in ({variable: KEY}, {f"{variable}_FILE": str(tmp_path / "secret")}):
        secret = getattr(load_settings(None, environment).secrets, name)
        assert secret.get_secret_value() == KEY


def test_a_recipient_has_its_own_variables(file: Path, tmp_path: Path) -> None:
    file.write_text("recipients: {night-shift: {kind: feishu}}")
    (tmp_path / "secret").write_text("of the bot\n")
    environment = {
        "GROUPWARDEN_RECIPIENT_NIGHT_SHIFT_URL": "https://open.feishu.example/hook/1",
        "GROUPWARDEN_RECIPIENT_NIGHT_SHIFT_SECRET_FILE": str(tmp_path / "secret"),
    }
    secrets = load_settings(file, environment).secrets.recipients["night-shift"]
    assert secrets.url is not None
    assert secrets.secret is not None
    assert secrets.url.get_secret_value() == "https://open.feishu.example/hook/1"
    assert secrets.secret.get_secret_value() == "of the bot"
    assert "open.feishu" not in repr(secrets)


def test_a_secret_has_one_origin() -> None:
    environment = {"GROUPWARDEN_METRICS_TOKEN": "x", "GROUPWARDEN_METRICS_TOKEN_FILE": "/y"}
    expected = "GROUPWARDEN_METRICS_TOKEN: GROUPWARDEN_METRICS_TOKEN_FILE is set as well, expected one of them"
    assert problems(None, environment) == [expected]


def test_a_secret_file_that_cannot_be_read_is_named() -> None:
    found = problems(None, {"GROUPWARDEN_METRICS_TOKEN_FILE": "/nowhere/token"})
    assert found == ["GROUPWARDEN_METRICS_TOKEN_FILE: /nowhere/token: No such file or directory"]


def test_secrets_are_not_shown() -> None:
    assert KEY not in repr(load_settings(None, {"GROUPWARDEN_PSEUDONYM_KEY": KEY}))
