"""What a rule that works could still do better; a pack with advice only can be used."""

from collections.abc import Mapping

from rules.pack.catalogue import Catalogue
from rules.pack.document import Document
from rules.pack.rule import Rule


def advise(rules: Mapping[str, tuple[Rule, Document]], catalogue: Catalogue) -> None:
    """Note in the documents of *rules*, all of which are in order, what could be better."""
