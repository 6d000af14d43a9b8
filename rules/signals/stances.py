"""How the speaker stands to what a signal says: promoting, reporting, warning, asking, denying or quoting it."""

import re
from bisect import bisect_left
from functools import cached_property

from rules.signals.passage import Hit, Passage
from rules.signals.signal import Kind, Stance

_OWN_EXPERIENCE: frozenset[Kind] = frozenset({"payout_failure", "payout_ok", "app_down", "complaint"})
_PLAIN: frozenset[Kind] = frozenset(
    {"link", "group_rules", "ads_forbidden", "ads_allowed", "reprimand", "planned_closure", "third_party_notice"}
)
_GAP = 6  # characters a negation reaches over: 不是每个月收益 (design)
_NEIGHBOUR = 60  # characters a warning, a doubt or a refusal reaches beyond its own sentence (design)
_QUOTED = re.compile(r"“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|‘[^‘’\n]{1,200}’|\"[^\"\n]{1,200}\"")
_QUESTION = re.compile(r"[吗嘛么](?=[?!。,\s]|$)|\?|没有(?=[?。\s]|$)")
_WHY = re.compile(r"怎么(?!样)|为什么|为啥|什么时候|啥时候|咋|why|when|how long|what's going on|怎么回事")
_SPEAKING = re.compile(r"(?:说|称|写|发|叫|所谓|打着|said|says|claims?|claimed|called)(?:的|着|过|道|了)?[\s:,]*$")


class StanceReader:
    """Judges the stances of one passage's signals. A frame that warns holds for the whole text, a negation for its
    clause, a question for its sentence. A disclaimer about oneself (不是传销) and a question that sells (想月赚30%吗)
    are no frames, and who leaves a contact or an invite code to join by is not warning.
    """

    def __init__(self, passage: Passage, *, outer: bool = False, within: Hit | None = None) -> None:
        """Read *passage*; *outer*: a comment on forwarded text, whose stance counts for all of it.

        *within* is where the text repeats a quoted one.
        """
        self._passage = passage
        self._outer = outer
        self._within = within
        self._sells = not outer and passage.has("=contact", "=invite_code", "join_now")
        self._frame = self._has_frame()
        self._quoted = [Hit(*match.span()) for match in _QUOTED.finditer(passage.text)]

    def __call__(self, kind: Kind, at: Hit) -> Stance:
        """Return the stance in which *kind* is said at *at*."""
        if self._within and self._within.start <= at.start and at.end <= self._within.end:
            return Stance.quote
        if kind in _PLAIN:
            return Stance.ask if kind != "link" and self._asks(at) else Stance.promote
        if self._frame:
            return Stance.warn
        if kind in _OWN_EXPERIENCE:
            return self._experience(at)
        return self._claim(at)

    def _experience(self, at: Hit) -> Stance:
        clause = self._passage.clause(at)
        said = self._passage.cut(clause)
        if self._quotes(at):
            return Stance.quote
        if (self._passage.first_within("ask", clause) or _QUESTION.search(said)) and not _WHY.search(said):
            return Stance.ask
        return Stance.deny if self._denies(at) else Stance.report

    def _claim(self, at: Hit) -> Stance:
        if self._quotes(at):
            return Stance.quote
        if self._denies(at):
            return Stance.deny
        if self._asks(at):
            return Stance.ask
        if self._warns(at):
            return Stance.warn
        if self._refuses(at):
            return Stance.deny
        return Stance.promote

    def _has_frame(self) -> bool:
        """Return whether the text as a whole teaches, reports a case, or warns of all who say such things."""
        frames = self._passage.hits("frame")
        return (
            bool(frames)
            and (self._outer or not self._leaves_handle())
            and not all(self._negated(frame) for frame in frames)
        )

    def _leaves_handle(self) -> bool:
        """Return whether the text leaves a number or id to be reached by, or a code to join with."""
        contacts = self._passage.hits("=contact")
        return self._passage.has("=invite_code") or any(
            any(map(str.isdigit, self._passage.cut(contact))) for contact in contacts
        )

    def _quotes(self, at: Hit) -> bool:
        if not self._quoted and not self._passage.has("quote"):
            return False
        clause = self._passage.clause(at)
        hearsay = self._passage.first_within("quote", Hit(clause.start, at.start))
        if hearsay and not self._sells:
            return True
        index = bisect_left(self._quoted, at) - 1
        return index >= 0 and at.end < self._quoted[index].end and self._is_spoken(self._quoted[index])

    def _is_spoken(self, mark: Hit) -> bool:
        """Return whether words of speaking lead into the quotation or follow it."""
        before = _SPEAKING.search(self._passage.text, max(0, mark.start - 16), mark.start)
        return bool(before or self._passage.first_within("quote", Hit(mark.end, mark.end + 16))) and not self._sells

    def _denies(self, at: Hit) -> bool:
        """Return whether a negation stands right before the signal, in its clause."""
        negation = self._negation_before(at)
        return negation is not None and not self._passage.first_within("denied_word", Hit(negation.end, at.start))

    def _negation_before(self, at: Hit) -> Hit | None:
        """Return the negation that ends close before *at* in its clause."""
        if not self._passage.has("negation"):
            return None
        clause = self._passage.clause(at)
        for hit in self._passage.all_within("negation", Hit(max(clause.start, at.start - 2 * _GAP), at.start)):
            if hit.end >= at.start - _GAP and not self._part_of_word(hit):
                return hit
        return None

    def _warns(self, at: Hit) -> bool:
        if self._sells:
            return False
        if self._outer:
            return self._warned
        return any(not self._negated(hit) for hit in self._neighbours("warn", at)) and not self._is_own(at)

    @cached_property
    def _warned(self) -> bool:
        return any(not self._negated(hit) for hit in self._passage.hits("warn"))

    def _is_own(self, at: Hit) -> bool:
        """Return whether the clause speaks for the offerer: 我们平台, our platform."""
        return self._passage.first_within("own", self._passage.clause(at)) is not None

    def _negated(self, marker: Hit) -> bool:
        """Return whether a warning word is itself denied or asked after: 不是骗局, 绝非传销."""
        return self._negation_before(marker) is not None

    def _asks(self, at: Hit) -> bool:
        sentence = self._passage.sentence(at)
        if self._passage.first_within("lure", sentence):
            return False
        if self._sells:
            return False
        if _QUESTION.search(self._passage.text, *sentence) or self._passage.first_within("ask", sentence):
            return True
        return bool(self._neighbours("doubt", at))

    def _refuses(self, at: Hit) -> bool:
        return not self._sells and bool(self._neighbours("deny", at))

    def _neighbours(self, concept: str, at: Hit) -> list[Hit]:
        """Return the markers of *concept* that reach *at*; all of them where a comment speaks of a whole forward."""
        if self._outer or not self._passage.has(concept):
            return self._passage.hits(concept)
        low, high = at.start - _NEIGHBOUR, at.end + _NEIGHBOUR
        sentence = self._passage.sentence(at)
        low, high = max(0, min(low, sentence.start)), max(high, sentence.end)
        return self._passage.all_within(concept, Hit(low, high))

    def _part_of_word(self, hit: Hit) -> bool:
        """Return whether a negation is only part of a longer word that does not negate: 不要错过, 不断."""
        return self._passage.first_within("no_negation", Hit(max(0, hit.start - 1), hit.end + 3)) is not None
