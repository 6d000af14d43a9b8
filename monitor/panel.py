"""What every judgement in one process shares: what texts are read by, the rules in force and the scoring table."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from rules import Catalogue, Engine, load_packs
from rules.scorer import ScoredReader
from rules.scoring import Scoring, load_scoring


@dataclass(frozen=True, slots=True)
class Panel:
    """What texts are read by; the rules in force, compiled; the table that schemes are scored by."""

    reader: ScoredReader
    catalogue: Catalogue
    engine: Engine
    scoring: Scoring
    shared_hosts: frozenset[str]

    @classmethod
    def load(
        cls, packs: tuple[Path, ...] = (), *, model: Path | None = None, lexicons: tuple[Path, ...] = ()
    ) -> "Panel":
        """Load the built-in rules, overridden by those of the directories *packs*.

        Texts are read by the shipped words and those of the directories *lexicons*, and scored by *model*.

        Raises:
            PackError: some rule is wrong.
            LexiconError: some entry of *lexicons* is wrong.
            ModelError: the model cannot be used.
        """
        catalogue = load_packs(packs)
        hosts = yaml.safe_load(resources.files("monitor").joinpath("hosts.yaml").read_text(encoding="utf-8"))
        return cls(ScoredReader.load(model, lexicons), catalogue, Engine(catalogue), load_scoring(), frozenset(hosts))
