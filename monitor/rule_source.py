"""Where the rules of a deployment are read from, as often as they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitor.panel import Panel
from monitor.settings import Settings
from monitor.shadow import on_trial
from rules import Catalogue, load_packs
from rules.pack.override import overridden
from rules.scoring import load_scoring


class Rules(NamedTuple):
    """A panel of the rules in force, and one with those on trial in the place of theirs; None when there are none."""

    panel: Panel
    shadow: Panel | None


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Reads packs and thresholds as *settings* name them at the time; whatever else they say has no effect."""

    settings: Callable[[], Settings]

    def read(self, like: Panel) -> Rules:
        """Return the rules as they are now, for panels that do all else *like* another.

        Raises:
            RulesError: a pack or a threshold is wrong.
            MonitorError: the settings are wrong.
        """
        settings = self.settings()
        packs = load_packs(settings.packs)
        load_scoring(packs)  # refuses at once what the next start would refuse
        every = load_packs((*settings.packs, *settings.shadow)) if settings.shadow else packs
        panel = like.judging_by(overridden(packs.in_force, settings.thresholds), settings.own_thresholds)
        try:
            return Rules(panel, shadow_panel(settings, every, panel))
        except BaseException:
            panel.close()
            raise


def shadow_panel(settings: Settings, every: Catalogue, in_force: Panel) -> Panel | None:
    """Return a panel of those rules of *every* pack that are on trial, over those *in_force*; None if none is.

    Raises:
        OverrideError: some threshold cannot be set.
    """
    every = overridden(every, settings.thresholds)
    tried = {name: rule for name, rule in every.rules.items() if rule.maturity != "deprecated"}
    tried = on_trial(replace(every, rules=tried), in_force.catalogue)
    if not tried:
        return None
    rules = dict(sorted({**in_force.catalogue.rules, **tried}.items()))
    return in_force.judging_by(replace(every, rules=rules, beneath={}), settings.own_thresholds)
