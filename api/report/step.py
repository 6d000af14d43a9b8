"""What the owner does next, in words: each step with one clear action and a text ready to paste."""

from dataclasses import dataclass

from api.report.reader import Reader
from api.report.words import DUTIES, SEVERITIES
from monitor.document import CommunityReport, NextStep
from monitor.language import mark
from monitor.words import span

FOLLOWS = mark("The score follows once the scheme has been quiet for 30 days")
CAPPED = mark("No points as long as a scheme caps the score, but due all the same")
CLOSING = "open_items"  # the duty whose words do for rules without words of their own


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, why now, what to do, and a text ready to paste."""

    title: str
    why: str
    action: str
    message: str


def next_steps(community: CommunityReport, reader: Reader) -> list[Step]:
    """Return the steps of *community* as *reader* is told of them."""
    return [
        _fulfil(step, reader) if step.kind == "duty" else _handle(step, community, reader) for step in community.steps
    ]


def _fulfil(step: NextStep, reader: Reader) -> Step:
    text, words = reader.language.text, DUTIES[step.id]
    later = FOLLOWS if step.id == "scheme" else CAPPED
    why = _gain(step, reader) or text(later)
    return Step(text(words.name), why, text(words.action), text(words.message))


def _handle(step: NextStep, community: CommunityReport, reader: Reader) -> Step:
    """Word the step against what a rule found: the first of its actions, with what to post for it."""
    text, rule, severity = reader.language.text, reader.rule(step.id), step.severity or "medium"
    why = text(
        "%(severity)s: handle within %(span)s",
        severity=text(SEVERITIES[severity]), span=span(reader.sla_hours[severity], reader.language),
    )  # fmt: skip
    found = [each for each in community.findings if (each.rule, each.severity) == (step.id, severity)]
    values = found[0].values if found else {}
    posts = [(action.text, action.post(values)) for action in rule.actions]
    words = DUTIES[CLOSING]
    fallback = rule.actions[0].text if rule.actions else text(words.action), text(words.message)
    action, message = next((each for each in posts if each[1]), fallback)
    gain = _gain(step, reader)
    return Step(text("Suspected: %(rule)s", rule=rule.name), f"{why} · {gain}" if gain else why, action, message)


def _gain(step: NextStep, reader: Reader) -> str:
    if not step.gain:
        return ""
    if step.id == "response":  # what was too late stays so for as long as its figures look back
        return reader.language.plural(
            "Gains %(count)s point within 30 days", "Gains %(count)s points within 30 days", step.gain
        )
    return reader.language.plural("Gains %(count)s point", "Gains %(count)s points", step.gain)
