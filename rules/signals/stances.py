"""How the speaker stands to what a signal says: promoting, reporting, warning, asking, denying or quoting it."""

import re
from bisect import bisect_left
from functools import cached_property

from rules.signals.passage import Found, Hit, Passage
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
_HANDLE = re.compile(r"[\d/]")
_SPEAKING = re.compile(
    r"(?:(?:说|称|写|发|叫|私信|私聊|留言|所谓|打着)(?:我们?|他|她|大家)?|said|says|claims?|claimed|called)(?:的|着|过|道|了)?[\s:,]*$"
)
_OPENING = 8  # characters within which a warning opens a text: 大家一定要警惕 (design)


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
        self._quoted = [Hit(*match.span()) for match in _QUOTED.finditer(passage.text)]
        self._sells = not outer and self._is_selling()
        self._frame = self._has_frame()

    def __call__(self, found: Found) -> Stance:
        """Return the stance in which *found* is said."""
        kind, at = found.kind, Hit(found.start, found.end)
        if self._within and self._within.start <= at.start and at.end <= self._within.end:
            return Stance.quote
        if kind in _PLAIN:
            return Stance.ask if kind != "link" and self._asks(at) else Stance.promote
        if self._frame:
            return Stance.warn
        if kind in _OWN_EXPERIENCE:
            return self._experience(at, told=found.value is None and self._teaches)
        return self._claim(at)

    def _experience(self, at: Hit, *, told: bool) -> Stance:
        clause = self._passage.clause(at)
        said = self._passage.cut(clause)
        if self._quotes(at):
            return Stance.quote
        if (self._passage.first_within("ask", clause) or _QUESTION.search(said)) and not _WHY.search(said):
            return Stance.ask
        if self._denies(at):
            return Stance.deny
        return Stance.warn if told else Stance.report

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

    def _is_selling(self) -> bool:
        """Return whether the text asks to join, other than in a quotation it warns of or refuses (X5).

        A warning tells how one is drawn in (拉你进群), but leaves no number to call.
        """
        calls = [*self._passage.hits("=invite_code"), *self._passage.hits("join_now")]
        calls += self._handles if self._warned else self._passage.hits("=contact")
        return any(not self._is_judged(self._quotation(call)) for call in calls)

    def _is_judged(self, mark: Hit | None) -> bool:
        """Return whether words beside the quotation warn of it or refuse it."""
        return mark is not None and self._passage.near(mark, ["deny", "warn"], _NEIGHBOUR, across=True)

    @cached_property
    def _teaches(self) -> bool:
        """Return whether the text opens with a warning and nobody in it says I."""
        return not self._passage.has("first_person") and bool(self._passage.all_within("caution", Hit(0, _OPENING)))

    def _has_frame(self) -> bool:
        """Return whether the text as a whole teaches, reports a case, or warns of all who say such things."""
        frames = self._passage.hits("frame")
        return (
            bool(frames)
            and (self._outer or not (self._handles or self._passage.has("=invite_code")))
            and not all(self._negated(frame) for frame in frames)
        )

    @cached_property
    def _handles(self) -> list[Hit]:
        """The contacts that leave a number, an id or a link (t.me/...) to be reached by."""
        return [hit for hit in self._passage.hits("=contact") if _HANDLE.search(self._passage.cut(hit))]

    def _quotes(self, at: Hit) -> bool:
        if not self._quoted and not self._passage.has("quote"):
            return False
        clause = self._passage.clause(at)
        hearsay = self._passage.first_within("quote", Hit(clause.start, at.start))
        if hearsay and not self._sells:
            return True
        mark = self._quotation(at)
        return mark is not None and self._is_spoken(mark)

    def _quotation(self, at: Hit) -> Hit | None:
        """Return the quotation marks around *at*."""
        index = bisect_left(self._quoted, at) - 1
        return self._quoted[index] if index >= 0 and at.end < self._quoted[index].end else None

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
        if self._sells or self._passage.first_within("lure", sentence):
            return False
        if _QUESTION.search(self._passage.text, *sentence) or self._passage.first_within("ask", sentence):
            return True
        return bool(self._neighbours("doubt", at))

    def _refuses(self, at: Hit) -> bool:
        if self._sells:
            return False
        refused = any(not self._part_of_word(hit) for hit in self._neighbours("deny", at))
        return refused and not self._is_own(at)

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
