"""Reads a text: normal form, concepts, parsers, stances - in this order, each step once."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from rules.signals import advertising, clauses, combinations, contacts, earnings, marks, recruitment, schemes, strain
from rules.signals.allowed import Allowance, Allowed
from rules.signals.combinations import Combination
from rules.signals.doxxing import doxxing
from rules.signals.fraud import FRAUD
from rules.signals.illicit import ILLICIT
from rules.signals.insults import insults
from rules.signals.lexicon import BUILTIN, Lexicon
from rules.signals.links import links
from rules.signals.narration import Narration
from rules.signals.normaliser import Normal, Normaliser
from rules.signals.passage import Found, Hit, Passage
from rules.signals.quotations import Quotations
from rules.signals.restricted import RESTRICTED
from rules.signals.separated import joined
from rules.signals.sharing import SHARING
from rules.signals.signal import Kind, Reading, Signal, Stance
from rules.signals.stances import StanceReader
from rules.signals.steps import Step, Steps
from rules.signals.yields import yields


def _step(parse: Callable[[Passage], Iterable[Found]], *anchors: str) -> Step:
    return Step(frozenset(anchors), parse)


def _steps(combined: Iterable[Combination]) -> tuple[Step, ...]:
    return tuple(_step(combination, combination.anchor) for combination in combined)


_STEPS = (
    _step(yields, "percent", "interest_period", "doubling", "grows", "stake"),
    _step(recruitment.commissions, "downline_pay", "downline_word", "level_name"),
    _step(recruitment.entry_fees, "entry", "entry_scheme"),
    _step(recruitment.headcounts, "per_head"),
    _step(recruitment.ranks, "rank_name"),
    _step(recruitment.promotions, "team_size"),
    *_steps(combinations.ATTRACTION),
    _step(strain.payout_failures, "payout_failed", "not_arrived", "fails"),
    _step(strain.payouts, "payout_arrived", "arrived"),
    _step(strain.notices, "stop", "maintenance"),
    *_steps(combinations.STRAIN),
    _step(links, "link_mark"),
    _step(earnings.earnings, *earnings.ANCHORS),
    _step(contacts.contacts, *contacts.ANCHORS),
    *_steps(FRAUD),
    _step(doxxing, "exposes"),
    *_steps(ILLICIT),
    *_steps(RESTRICTED),
    *_steps(SHARING),
    _step(advertising.goods, "=commission"),
    _step(advertising.ads, *advertising.ANCHORS),
    *_steps(marks.TESTIMONIALS),
    _step(marks.ad_labels, "=ad"),
    _step(marks.risk_notices, "=ad", "=yield", "=guarantee"),
    _step(marks.second_hand, "=ad", "=contact"),
    *_steps(combinations.AFFAIRS),
    _step(insults, "insult", "insult_direct"),
    _step(combinations.ads_forbidden, "ads_word"),
    _step(clauses.clauses, *clauses.ANCHORS),
)
_IDENTITY = (
    _step(schemes.names, "known_scheme", "scheme_noun"),
    _step(schemes.tokens, "token_mark"),
    _step(schemes.invite_codes, "invite_code"),
    _step(schemes.addresses),
)
_OF_A_SCHEME: frozenset[Kind] = frozenset(
    {
        *("yield", "guarantee", "entry_fee", "crypto_deposit", "story", "commission", "headcount", "ranks", "hype"),
        *("payout_failure", "maintenance", "terms", "rate_hike", "app_down", "migration"),
    }
)


class Evidence(NamedTuple):
    """A sign that a text tells of something (weight above 0) or sells it (below 0), and its span in the text."""

    concept: str
    weight: int
    span: tuple[int, int]


class SignalReader:
    """Turns text into signals. Never raises on any str; time and memory grow linearly with the text."""

    def __init__(self, lexicon: Lexicon, normaliser: Normaliser, allow: Allowance | None = None) -> None:
        self._lexicon = lexicon
        self._normaliser = normaliser
        self._allowed = Allowed(allow or Allowance(), normaliser)
        self._steps, self._identity = Steps(_STEPS), Steps(_IDENTITY)
        self._waking = lexicon.numbers(self._steps.anchors)

    @classmethod
    def builtin(cls, own: Iterable[Path] = (), allow: Allowance | None = None) -> "SignalReader":
        """Return a reader over the lexicons that come with the package, and a deployment's *own* folders of terms.

        What is in *allow* is not read, whatever the lexicons say.

        Raises:
            LexiconError: entries of *own* that are not what a lexicon holds.
        """
        normaliser = Normaliser()
        return cls(Lexicon.load(BUILTIN, normaliser, own), normaliser, allow)

    def read(self, text: str, *, quoted: str | None = None, forwarded: bool = False, notice: bool = False) -> Reading:
        """Return the signals of *text*, in order of their spans; a repeated statement counts once.

        *quoted* is the text replied to: it never signals by itself, and where *text* repeats it the signals are
        in quote stance. *forwarded*: what *text* says about itself (别信, 真的吗, 警惕) counts for all of it. In a
        *notice* the clauses of group rules are read without a title as well.
        """
        normal = self._normal(text)
        passage, found = self._understood(normal, notice=notice)
        if passage is None or not found:
            return Reading(normal.text, ())
        stance = StanceReader(passage, outer=forwarded, within=self._repeated(normal.text, quoted))
        signals = {_key(signal): signal for signal in (_signal(passage, item, stance) for item in reversed(found))}
        return Reading(normal.text, tuple(sorted(signals.values(), key=lambda signal: (signal.span, signal.kind))))

    def evidence(self, text: str) -> tuple[Evidence, ...]:
        """Return what speaks for *text* telling of its signals, and what for selling; nothing where it has none."""
        passage, found = self._understood(self._normal(text))
        if passage is None or not found:
            return ()
        pieces = Narration(passage, Quotations(passage)).pieces
        return tuple(Evidence(piece.concept, piece.weight, passage.normal.span(*piece.at)) for piece in pieces)

    def _understood(self, normal: Normal, *, notice: bool = False) -> tuple[Passage | None, list[Found]]:
        """Return the passage and what was found in it; no passage where not a word of the lexicon is met."""
        hits = self._lexicon.scan(normal.text, None if notice else self._waking)
        if not hits:
            return None, []
        if notice:
            hits["=notice"] = [Hit(0, len(normal.text))]
        passage = Passage(normal, hits, self._lexicon.terms)
        return passage, self._parse(passage)

    def _parse(self, passage: Passage) -> list[Found]:
        found = self._steps(passage)
        if any(item.kind in _OF_A_SCHEME for item in found):
            found += self._identity(passage)
        return self._allowed.spare(passage.text, found)

    def _normal(self, text: str) -> Normal:
        return joined(self._normaliser(text), self._lexicon)

    def _repeated(self, text: str, quoted: str | None) -> Hit | None:
        again = self._normal(quoted).text.strip() if quoted else ""
        start = text.find(again) if again and again != text.strip() else -1
        return Hit(start, start + len(again)) if start >= 0 else None


def _signal(passage: Passage, item: Found, stance: StanceReader) -> Signal:
    span = passage.normal.span(item.start, item.end)
    return Signal(item.kind, span, stance(item), item.value, item.unit, item.confidence)


def _key(signal: Signal) -> tuple[Kind, Stance, float | str | None, str]:
    return signal.kind, signal.stance, signal.value, signal.unit
