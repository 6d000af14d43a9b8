"""How the speaker stands to what a signal says: promoting, reporting, warning, asking, denying or quoting it."""

import re
from collections.abc import Iterator, Set

from rules.signals.narration import Narration
from rules.signals.negation import is_denied, is_part_of_word
from rules.signals.passage import Found, Hit, Passage
from rules.signals.questions import is_doubtful, is_question
from rules.signals.quotations import Quotations
from rules.signals.signal import Kind, Stance

_OWN_EXPERIENCE: frozenset[Kind] = frozenset({"payout_failure", "payout_ok", "app_down", "complaint", "insult"})
_UNASKED: frozenset[Kind] = frozenset({"complaint", "insult"})  # 能不能管管, 你是不是傻: no less said for being asked
_BECKONING: frozenset[Kind] = frozenset({"ad", "link"})  # hold an offer and a call: a mere question mark asks nothing
_JUDGING = ("deny", "warn", "doubt", "told_verdict", "told_warning")  # what a comment on a forward says of it
_DONE: frozenset[Kind] = frozenset({"doxxing"})  # by the very posting, whatever is said of it
_PLAIN: frozenset[Kind] = frozenset(
    {"group_rules", "clause", "ads_forbidden", "ads_allowed", "reprimand", "planned_closure", "third_party_notice"}
)
_TOLD = 2  # evidence from which a text tells of a claim (design)
_TOLD_OF_OTHERS = 3  # evidence from which an experience is not the speaker's own (design)
_OWN_WORDS = {"told_wrongdoing", "told_victim"}  # who lost money says so too: 骗子平台, 提现失败
# and who sells help to him: 谨防骗子, 我们帮您追回
_HELPERS_WORDS = _OWN_WORDS | {"told_verdict", "told_warning", "told_caution"}
_FAINT = 2  # evidence up to which a text that sells may still refuse or ask (design)
_NEIGHBOUR = 60  # characters a warning, a doubt or a refusal reaches beyond its own sentence (design)
_LEAD = 16  # characters before a clause in which words of speaking may lead into it (design)
_INTO = re.compile(r"[а-я]{0,3}[\s,:]*(?:что)?[\s,:]*")
_SUPPOSED = re.compile(r"[充投存转买打进](?:了|进去|进来)[^,。]{0,4}就[^,。]{0,4}$")  # 充了就提不出来
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
        self._outer = outer and self._has_comment()
        self._within = within
        self._quotations = Quotations(passage)
        self._weighed: Narration | None = None  # when first asked for

    def __call__(self, found: Found) -> Stance:
        """Return the stance in which *found* is said."""
        kind, at = found.kind, Hit(found.start, found.end)
        if self._within and self._within.start <= at.start and at.end <= self._within.end:
            return Stance.quote
        if kind in _DONE:
            return Stance.promote
        if kind in _PLAIN:
            return Stance.ask if is_doubtful(self._passage, at) else Stance.promote
        if kind in _OWN_EXPERIENCE:
            return self._experience(found, at)
        return self._claim(kind, at)

    def _has_comment(self) -> bool:
        """Return whether the text begins or ends with a sentence that offers nothing and judges the rest."""
        last = len(self._passage.text)
        ends = {self._passage.sentence(Hit(0, 1)), self._passage.sentence(Hit(last - 1, last))}
        return any(self._judges(sentence) for sentence in ends)

    def _judges(self, sentence: Hit) -> bool:
        said = [concept for concept in self._passage.concepts if concept[0] == "=" and concept[1:] not in _PLAIN]
        if any(self._passage.first_within(concept, sentence) for concept in said):
            return False
        return any(self._passage.first_within(concept, sentence) for concept in _JUDGING)

    @property
    def _narration(self) -> Narration:
        if self._weighed is None:
            self._weighed = Narration(self._passage, self._quotations)
        return self._weighed

    @property
    def _beckons(self) -> bool:
        """Return whether anything at all in the text draws the reader on."""
        return not self._outer and self._narration.selling > 0

    @property
    def _sells(self) -> bool:
        """Return whether the text sells rather than tells."""
        return not self._outer and self._narration.selling > max(_FAINT, self._narration.telling)

    @property
    def _tells(self) -> bool:
        """Return whether the text tells rather than sells: by one clear word, or by many faint ones."""
        told = self._narration
        return told.telling - (0 if self._outer else told.selling) >= (_TOLD if told.is_clear else 2 * _TOLD)

    def _tells_without(self, words: Set[str]) -> bool:
        """Return whether the text tells of others, even without *words*."""
        return self._tells and self._narration.telling_without(words) >= _TOLD_OF_OTHERS

    def _experience(self, found: Found, at: Hit) -> Stance:
        if self._quotations.is_repeated(at) or self._is_hearsay(at) or (self._tells and self._quotations.around(at)):
            return Stance.quote
        if found.kind not in _UNASKED and is_question(self._passage, self._passage.clause(at)):
            return Stance.ask
        if is_denied(self._passage, at):
            return Stance.deny
        return Stance.warn if self._is_of_others(found, at) else Stance.report

    def _is_of_others(self, found: Found, at: Hit) -> bool:
        """Return whether nobody says I of what befell him, in a text that tells of others or teaches."""
        if found.kind == "insult" or self._passage.first_within("first_person", self._passage.sentence(at)):
            return False
        if self._tells_without(_OWN_WORDS) or (found.value is None and self._teaches):
            return True
        return _SUPPOSED.search(self._passage.text, self._passage.clause(at).start, at.start) is not None

    @property
    def _teaches(self) -> bool:
        """Return whether the text opens with a warning and nobody in it says I."""
        opening = self._passage.all_within("opening_caution", Hit(0, _OPENING))
        return bool(opening) and not self._passage.has("first_person")

    def _claim(self, kind: Kind, at: Hit) -> Stance:
        if self._sells:
            return Stance.deny if self._is_denied(kind, at) else Stance.promote
        return next((stance for stance, holds in self._readings(kind, at) if holds), Stance.promote)

    def _readings(self, kind: Kind, at: Hit) -> Iterator[tuple[Stance, bool]]:
        """Yield what a text that does not sell may do with a claim, the surest first, and whether it does."""
        helps = kind == "recovery" and self._narration.calls
        yield Stance.quote, self._quotations.is_repeated(at)
        yield Stance.deny, self._is_denied(kind, at)
        yield Stance.warn, self._tells_without(_HELPERS_WORDS) if helps else self._tells
        yield Stance.ask, bool(self._neighbours("doubt", at))
        yield Stance.quote, self._is_hearsay(at)
        yield Stance.warn, not helps and self._warns(at)
        yield Stance.deny, self._refuses(at)
        yield Stance.ask, kind not in _BECKONING and not self._beckons and is_doubtful(self._passage, at)

    def _is_denied(self, kind: Kind, at: Hit) -> bool:
        """Return whether the claim is denied; an ad that calls is none the less one for a denied word: 不玩抢购."""
        return is_denied(self._passage, at) and not (kind == "ad" and self._beckons)

    def _is_hearsay(self, at: Hit) -> bool:
        """Return whether words of speaking lead into the claim in its clause, or end right before the clause."""
        start = self._passage.clause(at).start
        said = self._passage.all_within("quote", Hit(max(0, start - _LEAD), at.start))
        return any(hit.end >= start or _INTO.fullmatch(self._passage.text, hit.end, start) for hit in said)

    def _warns(self, at: Hit) -> bool:
        warned = any(not is_denied(self._passage, hit) for hit in self._neighbours("warn", at))
        return warned and not self._is_own(at)

    def _refuses(self, at: Hit) -> bool:
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
