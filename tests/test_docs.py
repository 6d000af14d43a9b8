"""Whatever people can use is documented, and what the documentation names exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel
from typer.core import TyperGroup

from api.cli import app
from api.http import HttpSettings, create_app
from api.http.problems import STATUS
from monitor.metrics import METRIC_NAMES
from monitor.profile import Profile
from monitor.readers import readers
from monitor.settings import PREFIX, Secrets, Settings
from rules import load_packs
from rules.scorer import Model
from tests.api.http.fake_monitor import FakeMonitor
from tests.card_page import card_page
from tests.conftest import CompareGolden
from tests.rules_page import CHINESE, ENGLISH, rules_page

ROOT = Path(__file__).parent.parent
PAGES = sorted(page for page in ROOT.rglob("*.md") if not any(part.startswith(".") for part in page.parts))


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def code(text: str) -> str:
    """Return what *text* shows as code, blocks and spans, a line each."""
    block = r"```.*?```"
    return "\n".join(
        [*re.findall(block, text, re.DOTALL), *re.findall(r"`[^`\n]+`", re.sub(block, "", text, flags=re.DOTALL))]
    )


def words(text: str) -> set[str]:
    """Return the words of the code that *text* shows."""
    return set(re.findall(r"[\w./{}-]+", code(text)))


def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command of *group* with the words it is called by."""
    for name, command in group.commands.items():
        full = f"{path} {name}".strip()
        yield from commands(command, full) if isinstance(command, TyperGroup) else [(full, command)]


COMMANDS = dict(commands(typer.main.get_command(app)))
COMMON = {"--config", "--lang", "--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page_about_the_command_line(name: str) -> None:
    text = page("cli.md")
    section = next(part for part in text.split("\n## ") if part.startswith(name.split(maxsplit=1)[0]))
    assert name in section
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    assert options - COMMON <= words(section)
    assert COMMON - {"--help"} <= words(text)


def settings_of(model: type[BaseModel]) -> Iterator[str]:
    """Yield the names of the settings in *model* and below."""
    for name, field in model.model_fields.items():
        kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if isinstance(kind, type)]
        below = [kind for kind in kinds if issubclass(kind, BaseModel) and kind is not Secrets]
        if name != "secrets":
            yield name
        for kind in below:
            yield from settings_of(kind)


@pytest.mark.parametrize("name", [*settings_of(Settings), *Profile.model_fields])
def test_every_setting_is_on_the_page_about_configuration(name: str) -> None:
    assert name in words(page("configuration.md"))


SECRETS = [name for name in Secrets.model_fields if name != "recipients"]
OF_RECIPIENTS = ["recipient_{name}_url", "recipient_{name}_secret"]


@pytest.mark.parametrize("name", [*SECRETS, *OF_RECIPIENTS])
def test_every_secret_is_on_the_page_about_configuration(name: str) -> None:
    variable = PREFIX + name.upper()
    assert {variable, variable + "_FILE"} <= words(page("configuration.md"))


def test_the_page_about_metrics_names_those_there_are_and_no_others() -> None:
    assert {word for word in words(page("metrics.md")) if word.startswith("groupwarden_")} == METRIC_NAMES


def test_the_page_about_rules_is_that_of_the_packs(golden: CompareGolden) -> None:
    golden("../../docs/rules.md", rules_page(load_packs(), ENGLISH))


def test_the_chinese_page_about_rules_is_that_of_the_packs(golden: CompareGolden) -> None:
    golden("../../docs/rules.zh.md", rules_page(load_packs(), CHINESE))


def test_the_model_card_is_that_of_the_shipped_model(golden: CompareGolden) -> None:
    golden("../../docs/model-card.md", card_page(Model.load()))


def test_the_page_about_http_names_every_route_and_problem() -> None:
    text = page("http.md")
    paths = create_app(FakeMonitor(), HttpSettings()).openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert {f"`{route}`" for route in routes} <= set(re.findall(r"`[A-Z]+ /[^`]*`", text))
    assert {(str(status), error) for error, status in STATUS.items()} == set(
        re.findall(r"^\| (\d+) \| `(\w+)`", text, re.MULTILINE)
    )


@pytest.mark.parametrize("name", readers())
def test_every_format_is_on_the_page_about_formats(name: str) -> None:
    assert f"(`{name}`" in page("formats.md") or f"`{name}`)" in page("formats.md")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_link_is_dead(file: Path) -> None:
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in targets if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_command_and_make_target_that_a_page_shows_exists(file: Path) -> None:
    shown = code(file.read_text(encoding="utf-8"))
    called = re.findall(r"(?:groupwarden|python -m api) ([a-z]+)", shown)
    assert set(called) <= {name.split()[0] for name in COMMANDS}
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)", shown)) <= set(targets)
