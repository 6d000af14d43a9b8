"""Put a monitor together from settings."""

from collections.abc import Callable
from contextlib import ExitStack, closing

from monitor.clock import MINUTE
from monitor.errors import MonitorError
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.notices.recipients import recipients_of
from monitor.panel import panel_from
from monitor.privacy.vault import Vault
from monitor.rule_source import RuleSource, shadow_panel
from monitor.settings import Settings
from monitor.store import Store, beside, discard
from monitor.wall_clock import WallClock
from rules import load_packs


def build_monitor(
    settings: Settings, clock: WallClock | None = None, current: Callable[[], Settings] | None = None
) -> Monitor:
    """Return the monitor that *settings* describe, ready to be entered; *clock* is the machine's unless given.

    A reload reads the rules that the settings name which *current* returns, the same unless given.

    Raises:
        MonitorError: the store or a sink cannot be used, or a secret is missing.
        RulesError: a pack, a lexicon or the scorer's model is wrong.
    """
    pseudonyms = settings.pseudonyms
    if pseudonyms is None:
        raise MonitorError("no pseudonym key: set GROUPWARDEN_PSEUDONYM_KEY or GROUPWARDEN_PSEUDONYM_KEY_FILE")
    panel = panel_from(settings, in_force=True)
    shadow = shadow_panel(settings, load_packs((*settings.packs, *settings.shadow)), panel)
    trials, trial_keys = beside(settings.database, "shadow"), settings.key_file.with_suffix(".shadow")
    with ExitStack() as opened:
        store = opened.enter_context(closing(Store.open(settings.database, key_file=settings.key_file, alone=True)))
        if shadow is None:  # what earlier trials left behind, nobody would prune, and nobody erase a member from
            discard(trials, trial_keys)
        monitor = Monitor(
            store,
            panel,
            Intake(panel.reader, pseudonyms),
            profiles=settings.communities,
            vault=_vault(settings),
            recipients=recipients_of(settings),
            clock=clock,
            lateness=settings.lateness_minutes * MINUTE,
            public_url=str(settings.public_url or "").rstrip("/"),
            source=RuleSource(current or (lambda: settings)).read,
            shadow=shadow,
            open_shadow_store=lambda: Store.open(trials, key_file=trial_keys, alone=True),
        )
        opened.pop_all()
    return monitor


def _vault(settings: Settings) -> Vault | None:
    key = settings.secrets.reveal_key
    return Vault(key.get_secret_value().encode()) if key else None
