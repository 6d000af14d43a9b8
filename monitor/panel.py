"""What every judgement in one process shares: what texts are read by, the rules in force and the scoring table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.alerts.inhibitions import Inhibitions, load_inhibitions
from monitor.settings import Settings
from rules import Catalogue, Engine, load_packs
from rules.pack.override import Thresholds, overridden
from rules.scorer import ScoredReader
from rules.scoring import Scoring, load_scoring
from rules.signals.allowed import Allowance
from rules.signals.hosts import Hosts


@dataclass(frozen=True, slots=True)
class Panel:
    """What texts are read by; the rules in force, compiled; the table that schemes are scored by.

    `own` are the panels of communities with thresholds of their own; `inhibitions` say which alerts mute others.
    """

    reader: ScoredReader
    catalogue: Catalogue
    engine: Engine
    scoring: Scoring
    shared_hosts: frozenset[str]
    own: Mapping[str, "Panel"] = field(default_factory=dict[str, "Panel"])
    inhibitions: Inhibitions = field(default_factory=Inhibitions)

    @classmethod
    def load(
        cls,
        packs: tuple[Path, ...] = (),
        *,
        model: Path | None = None,
        lexicons: tuple[Path, ...] = (),
        allow: Allowance | None = None,
        thresholds: Thresholds | None = None,
        own_thresholds: Mapping[str, Thresholds] | None = None,
        in_force: bool = False,
    ) -> "Panel":
        """Load the built-in rules, overridden by those of the directories *packs*.

        Texts are read by the shipped words and those of the directories *lexicons*, without what is in *allow*, and
        scored by *model*. *thresholds* replace those of the rules, *own_thresholds* further those of communities.
        With *in_force*, rules of the sandbox and deprecated ones are left out.

        Raises:
            PackError: some rule is wrong.
            OverrideError: some threshold cannot be set.
            LexiconError: some entry of *lexicons* is wrong.
            ModelError: the model cannot be used.
        """
        packed = load_packs(packs)
        catalogue = overridden(packed.in_force if in_force else packed, thresholds or {})
        reader = ScoredReader.load(model, lexicons, allow)
        inhibitions = load_inhibitions(packed)
        panel = cls(
            reader, catalogue, Engine(catalogue), load_scoring(packed), Hosts.load().common, inhibitions=inhibitions
        )  # fmt: skip
        return replace(panel, own=dict(_own(panel, own_thresholds or {})))

    def judging_by(self, catalogue: Catalogue, own_thresholds: Mapping[str, Thresholds]) -> "Panel":
        """Return a panel that reads texts like this one and judges by *catalogue*.

        Raises:
            OverrideError: some threshold of a community cannot be set.
        """
        panel = replace(self, catalogue=catalogue, engine=Engine(catalogue), own={})
        try:
            return replace(panel, own=dict(_own(panel, own_thresholds)))
        except BaseException:
            panel.close()
            raise

    def for_community(self, key: str) -> "Panel":
        """Return what community *key* is judged by."""
        return self.own.get(key, self)

    def close(self) -> None:
        """Free the compiled rules; the panel cannot be used afterwards."""
        for engine in {id(panel.engine): panel.engine for panel in (self, *self.own.values())}.values():
            engine.close()


def panel_from(settings: Settings, packs: tuple[Path, ...] = (), *, in_force: bool = False) -> Panel:
    """Return what *settings* judge by, with the rule packs *packs* over theirs; see `Panel.load`.

    Raises:
        RulesError: a pack, a threshold, a lexicon or the scorer's model is wrong.
    """
    return Panel.load(
        (*settings.packs, *packs),
        model=settings.scorer,
        lexicons=settings.lexicons,
        allow=settings.allow.allowance,
        thresholds=settings.thresholds,
        own_thresholds=settings.own_thresholds,
        in_force=in_force,
    )


def _own(panel: Panel, thresholds: Mapping[str, Thresholds]) -> Iterable[tuple[str, Panel]]:
    """Yield the panel of each community with *thresholds* of its own; those that set the same share one."""
    made: list[tuple[Thresholds, Panel]] = []
    for key, own in thresholds.items():
        same = next((known for theirs, known in made if theirs == own), None)
        if same is None:
            catalogue = overridden(panel.catalogue, own, f"communities.{key}.thresholds")
            same = replace(panel, catalogue=catalogue, engine=Engine(catalogue))
            made.append((own, same))
        yield key, same
