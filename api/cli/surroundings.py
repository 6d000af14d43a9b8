"""What a command finds around it: settings, language, packs, the zone of a reader's clock."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from api.cli.options import Lang
from monitor.language import Language, language
from monitor.panel import Panel, panel_from
from monitor.profile import Profile, Profiles
from monitor.pseudonym import Pseudonyms
from monitor.settings import DEFAULT_FILE, Settings, SettingsError, load_settings
from rules.scorer import Model, Scorer

FALLBACK: Lang = "zh"


def settings_at(config: Path | None) -> Settings:
    """Return the settings in *config*, else in groupwarden.yaml of this folder, else the defaults.

    Raises:
        SettingsError: something in them is wrong.
    """
    return load_settings(config or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None), os.environ)


def language_for(lang: Lang | None, settings: Settings) -> Language:
    """Return the language that `language_code` names."""
    return language(language_code(lang, settings))


def language_code(lang: Lang | None, settings: Settings) -> Lang:
    """Return the language asked for, else that of the settings if they name one, else the system's, else zh."""
    configured = settings.language if "language" in settings.model_fields_set else None
    return lang or configured or _system_language() or FALLBACK


def _system_language() -> Lang | None:
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if name.startswith("en") else "zh" if name.startswith("zh") else None


def packs_of(settings: Settings, more: Iterable[Path]) -> tuple[Path, ...]:
    """Return the rule packs of the settings, and *more* over them."""
    return (*settings.packs, *more)


def scorer_of(settings: Settings) -> Scorer:
    """Return the scorer that the settings name, else the shipped one.

    Raises:
        ModelError: its model cannot be used.
    """
    return Scorer(Model.load(settings.scorer) if settings.scorer else Model.load())


def panel_of(settings: Settings, packs: Iterable[Path] = ()) -> Panel:
    """Return what the settings judge by, and the rule packs *packs* over it.

    Raises:
        RulesError: a pack, a threshold, a lexicon or the scorer's model is wrong.
    """
    return panel_from(settings, tuple(packs))


def pseudonyms_of(settings: Settings) -> Pseudonyms:
    """Return the names people go by: under the key of *settings*, else under a key of this run."""
    return settings.pseudonyms or Pseudonyms(secrets.token_bytes(32))


def zone_named(name: str | None) -> ZoneInfo | None:
    """Return the time zone called *name*.

    Raises:
        SettingsError: there is none of that name.
    """
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        raise SettingsError(f"--time-zone: {name!r} is no time zone, expected a name like Asia/Shanghai") from None


def zone_of(communities: Iterable[str], profiles: Profiles) -> ZoneInfo:
    """Return the zone that all *communities* live in, UTC when they do not agree."""
    zones = {(profiles.get(key) or Profile()).zone(key.partition(":")[0]) for key in communities}
    return zones.pop() if len(zones) == 1 else ZoneInfo("UTC")
