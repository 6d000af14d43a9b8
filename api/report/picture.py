"""The picture of a referral tree and what it says, in the reader's language."""

from collections.abc import Sequence

from babel.numbers import format_currency

from graph.picture import Person, Words, picture
from graph.tiers import Tier, tiers
from monitor.language import Language


def tree_picture(parents: Sequence[int], people: Sequence[Person], language: Language, *, name: str) -> str:
    """Return the SVG of one tree, with a legend; its ids begin with *name*.

    Args:
        parents: parents[i] < i is the index of who brought i, -1 for the organiser at 0.
        people: what is known of each person, in the same order, or nothing at all.
        name: unlike those of other pictures on the page.
    """
    return picture(
        parents,
        people,
        title=language.text("Who brought whom"),
        description=_description(tiers(parents, people), language),
        words=_words(language),
        name=name,
    )


def amount(minor: int, language: Language) -> str:
    """Return a sum of fen as yuan, without fen when there are none."""
    return format_currency(minor / 100, "CNY", "¤#,##0.##", locale=language.locale, currency_digits=False)


def _description(rows: Sequence[Tier], language: Language) -> str:
    """Return the figures of the whole tree as sentences."""
    text, number = language.text, language.number
    people, recruiters = sum(tier.people for tier in rows), sum(tier.recruiters for tier in rows)
    lost = sum(tier.lost or 0 for tier in rows)
    said = [
        text("%(members)s people in %(tiers)s tiers", members=number(people), tiers=number(rows[-1].last)),
        text("%(recruiters)s of them brought somebody", recruiters=number(recruiters)),
        text("money lost: %(amount)s", amount=amount(lost, language)) if lost else "",
    ]
    return " · ".join(sentence for sentence in said if sentence)


def _words(language: Language) -> Words:
    text, plural = language.text, language.plural
    return Words(
        organiser=text("Organiser of the tree"),
        recruiter=text("Brought somebody"),
        member=text("Brought nobody"),
        staff=text("Owner or admin of the group"),
        left=text("Has left"),
        subtree=text("A member and everybody below"),
        legs=text("Several small legs together"),
        torn=text("Several tiers in one row"),
        lost=text("Money lost"),
        lost_a_head=text("Money lost a head"),
        number=language.number,
        amount=lambda minor: amount(minor, language),
        people=lambda count: plural("%(count)s person", "%(count)s people", count),
        brought=lambda count: text("brought %(count)s", count=language.number(count)),
        tier=lambda tier: text("tier %(tier)s", tier=language.number(tier)),
        tiers_alike=lambda count: plural("%(count)s tier like this", "%(count)s tiers like this", count),
    )
