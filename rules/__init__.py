"""What counts as a violation: rule packs in, facts in, explained matches out. Pure but for reading packs."""

from rules.engine.engine import Engine
from rules.engine.explain import Explained, explain
from rules.engine.match import Checked, Match
from rules.engine.shard import EngineError
from rules.errors import RulesError
from rules.facts import FACT_KINDS, Fact, FactError, Value, complete
from rules.pack.action import Action
from rules.pack.catalogue import Catalogue
from rules.pack.exemption import Exemption
from rules.pack.issue import Issue, PackError
from rules.pack.loader import Packs, check_packs, load_packs, read_packs
from rules.pack.rule import Rule
from rules.pack.summary import render
from rules.pack.trial import Profile, Step, Trial
from rules.pack.window import Window
from rules.severity import Severity

__all__ = [
    "FACT_KINDS",
    "Action",
    "Catalogue",
    "Checked",
    "Engine",
    "EngineError",
    "Exemption",
    "Explained",
    "Fact",
    "FactError",
    "Issue",
    "Match",
    "PackError",
    "Packs",
    "Profile",
    "Rule",
    "RulesError",
    "Severity",
    "Step",
    "Trial",
    "Value",
    "Window",
    "check_packs",
    "complete",
    "explain",
    "load_packs",
    "read_packs",
    "render",
]
