"""The page about the shipped model, docs/model-card.md, made from the card in its file."""

from rules.scorer import Model
from rules.scorer.model import Measure, Source

HEAD = """# Model card of the shipped scorer

Generated from `rules/scorer/shipped.model` by `pytest tests/test_docs.py --refresh-golden`. How it is made, and how it
does in communities nobody trained on: [text.md](text.md)."""


def card_page(model: Model) -> str:
    """Return the page about *model*."""
    card = model.card
    labels = ", ".join(("ham", *model.topics))
    return (
        "\n".join(
            [
                HEAD,
                "\n## What it is\n",
                f"- says {card.about}: {labels}",
                f"- a linear model over {len(model.pieces):,} pieces of text of 1 to 4 characters and "
                f"{len(model.spam.hints)} hints (signals, shapes of contacts); probabilities by a logistic curve",
                f"- made on {card.date}; digest `{model.digest}`",
                "\n## Learned from\n",
                "| texts | licence | how many |",
                "|---|---|---|",
                *map(_source, card.sources),
                "\n## Measured on texts held back from it\n",
                "A quarter of each source, split by near-duplicates. FPR: share of ham called spam; ECE: expected "
                "calibration error.\n",
                "| texts | how many | precision | recall | F1 | FPR | recall at 1% FPR | ECE |",
                "|---|---|---|---|---|---|---|---|",
                *map(_measure, card.measures),
                "\n## Limits\n",
                *(f"- {limit}" for limit in card.limits),
            ]
        )
        + "\n"
    )


def _source(source: Source) -> str:
    return f"| {source.name} | {source.licence} | {source.texts:,} |"


def _measure(found: Measure) -> str:
    shares = (found.precision, found.recall, found.f1, found.false_positive_rate, found.recall_at_1_percent)
    said = " | ".join("" if share is None else f"{share:.3f}" for share in shares)
    return f"| {found.on} | {found.texts:,} | {said} | {found.calibration_error:.3f} |"
