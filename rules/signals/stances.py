"""How the speaker stands to what a signal says: promoting, reporting, warning, asking, denying or quoting it."""

from functools import cached_property

from rules.signals.narration import Piece, evidence
from rules.signals.negation import is_denied, is_part_of_word
from rules.signals.passage import Found, Hit, Passage
from rules.signals.questions import is_doubtful, is_question
from rules.signals.quotations import Quotations
from rules.signals.signal import Kind, Stance

_OWN_EXPERIENCE: frozenset[Kind] = frozenset({"payout_failure", "payout_ok", "app_down", "complaint", "insult"})
_UNASKED: frozenset[Kind] = frozenset({"complaint", "insult"})  # 能不能管管, 你是不是傻: no less said for being asked
_PLAIN: frozenset[Kind] = frozenset(
    {"group_rules", "ads_forbidden", "ads_allowed", "reprimand", "planned_closure", "third_party_notice"}
)
_TOLD = 2  # evidence from which a text tells of a claim (design)
_TOLD_OF_OTHERS = 3  # evidence from which an experience is not the speaker's own (design)
_OWN_WORDS = {"told_wrongdoing", "told_victim"}  # who lost money says so too: 骗子平台, 提现失败
_NEIGHBOUR = 60  # characters a warning, a doubt or a refusal reaches beyond its own sentence (design)
_OPENING = 8  # characters within which a warning opens a text: 大家一定要警惕 (design)


class StanceReader:
    """Judges the stances of one passage's signals. What a text tells of, it tells of as a whole; a negation holds for
    its clause, a question for its sentence. A disclaimer about oneself (不是传销) and a question that sells
    (想月赚30%吗) are neither, and who leaves a contact or an invite code to join by is not warning.
    """

    def __init__(self, passage: Passage, *, outer: bool = False, within: Hit | None = None) -> None:
        """Read *passage*; *outer*: forwarded text, for all of which a comment in it speaks.

        *within* is where the text repeats a quoted one.
        """
        self._passage = passage
        self._outer = outer
        self._within = within
        self._quotations = Quotations(passage)

    def __call__(self, found: Found) -> Stance:
        """Return the stance in which *found* is said."""
        kind, at = found.kind, Hit(found.start, found.end)
        if self._within and self._within.start <= at.start and at.end <= self._within.end:
            return Stance.quote
        if kind in _PLAIN:
            return Stance.ask if is_doubtful(self._passage, at) else Stance.promote
        if kind in _OWN_EXPERIENCE:
            return self._experience(found, at)
        return self._claim(kind, at)

    @cached_property
    def evidence(self) -> tuple[Piece, ...]:
        """What speaks for telling and what for selling."""
        return tuple(evidence(self._passage, self._quotations))

    @cached_property
    def _telling(self) -> int:
        return sum(piece.weight for piece in self.evidence if piece.weight > 0)

    @cached_property
    def _selling(self) -> int:
        return -sum(piece.weight for piece in self.evidence if piece.weight < 0)

    @cached_property
    def _sells(self) -> bool:
        """Return whether the text sells rather than tells."""
        return not self._outer and self._selling > max(1, self._telling)

    @cached_property
    def _tells(self) -> bool:
        """Return whether the text tells rather than sells: by one clear word, or by many faint ones."""
        enough = _TOLD if any(piece.weight >= _TOLD for piece in self.evidence) else 2 * _TOLD
        return self._telling - (0 if self._outer else self._selling) >= enough

    @cached_property
    def _tells_of_others(self) -> bool:
        """Return whether the text tells, even without the words that a victim or his helper would use as well."""
        pieces = [piece.weight for piece in self.evidence if piece.concept not in _OWN_WORDS]
        return self._tells and sum(weight for weight in pieces if weight > 0) >= _TOLD_OF_OTHERS

    def _experience(self, found: Found, at: Hit) -> Stance:
        if self._quotes(at) or (self._tells and self._quotations.around(at)):
            return Stance.quote
        if found.kind not in _UNASKED and is_question(self._passage, self._passage.clause(at)):
            return Stance.ask
        if is_denied(self._passage, at):
            return Stance.deny
        return Stance.warn if self._is_of_others(found, at) else Stance.report

    def _is_of_others(self, found: Found, at: Hit) -> bool:
        """Return whether nobody says I of what befell him, in a text that tells of others or teaches."""
        if found.kind in _UNASKED or self._passage.first_within("first_person", self._passage.sentence(at)):
            return False
        return self._tells_of_others or (found.value is None and self._teaches)

    @cached_property
    def _teaches(self) -> bool:
        """Return whether the text opens with a warning and nobody in it says I."""
        opening = self._passage.all_within("opening_caution", Hit(0, _OPENING))
        return bool(opening) and not self._passage.has("first_person")

    def _claim(self, kind: Kind, at: Hit) -> Stance:
        if self._quotes(at):
            return Stance.quote
        if is_denied(self._passage, at):
            return Stance.deny
        if kind != "link" and self._asks(at):
            return Stance.ask
        if self._tells_of_others if kind == "recovery" else self._warns(at):
            return Stance.warn
        if self._refuses(at):
            return Stance.deny
        return Stance.promote

    def _quotes(self, at: Hit) -> bool:
        if self._sells:
            return False
        clause = self._passage.clause(at)
        if self._passage.first_within("quote", Hit(clause.start, at.start)):
            return True
        mark = self._quotations.around(at)
        return mark is not None and self._quotations.is_spoken(mark)

    def _asks(self, at: Hit) -> bool:
        if self._sells:
            return False
        if self._neighbours("doubt", at):
            return True
        return (self._outer or not self._selling) and is_doubtful(self._passage, at)

    def _warns(self, at: Hit) -> bool:
        if self._sells:
            return False
        if self._tells:
            return True
        return any(not is_denied(self._passage, hit) for hit in self._neighbours("warn", at)) and not self._is_own(at)

    def _refuses(self, at: Hit) -> bool:
        if self._sells:
            return False
        refused = any(not is_part_of_word(self._passage, hit) for hit in self._neighbours("deny", at))
        return refused and not self._is_own(at)

    def _is_own(self, at: Hit) -> bool:
        """Return whether the clause speaks for the offerer: 我们平台, our platform."""
        return self._passage.first_within("sold_own", self._passage.clause(at)) is not None

    def _neighbours(self, concept: str, at: Hit) -> list[Hit]:
        """Return the markers of *concept* that reach *at*; all of them where a comment speaks of a whole forward."""
        if self._outer or not self._passage.has(concept):
            return self._passage.hits(concept)
        sentence = self._passage.sentence(at)
        low = max(0, min(at.start - _NEIGHBOUR, sentence.start))
        return self._passage.all_within(concept, Hit(low, max(at.end + _NEIGHBOUR, sentence.end)))
