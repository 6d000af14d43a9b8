"""What every judgement in one process shares: the rules in force, compiled, and the scoring table."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from rules import Catalogue, Engine, load_packs
from rules.scoring import Scoring, load_scoring


@dataclass(frozen=True, slots=True)
class Panel:
    """The rules in force, compiled, with the table that schemes are scored by."""

    catalogue: Catalogue
    engine: Engine
    scoring: Scoring
    shared_hosts: frozenset[str]

    @classmethod
    def load(cls, packs: tuple[Path, ...] = ()) -> "Panel":
        """Load the built-in rules, overridden by those of the directories *packs*.

        Raises:
            PackError: some rule is wrong.
        """
        catalogue = load_packs(packs)
        hosts = yaml.safe_load(resources.files("monitor").joinpath("hosts.yaml").read_text(encoding="utf-8"))
        return cls(catalogue, Engine(catalogue), load_scoring(), frozenset(hosts))
