"""Everything to learn from that was written for this project: the corpus, and what the grammar makes of its slots."""

from rules.scorer.examples import read_corpus
from rules.scorer.grammar import generate
from rules.scorer.training import OWN, Labelled

GENERATED = 4_000  # examples from the grammar


def own_examples() -> list[Labelled]:
    """Return what was written for this project, and what its grammar yields."""
    written = [Labelled(each.text, each.label, f"{OWN}{_language(each.text)}") for each in read_corpus()]
    return written + [Labelled(each.text, each.label, f"{OWN}grammar") for each in generate(GENERATED, seed=1)]


def _language(text: str) -> str:
    """Return the language of one of our own texts, as far as weighing them needs it."""
    if any("\u0400" <= character <= "\u04ff" for character in text):
        return "ru"
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"
