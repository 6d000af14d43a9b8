"""Whether a text tells of something or sells it: small pieces of evidence, added up.

News, courts, teachers and warnings speak of third persons, in the past, with reported speech and generic subjects,
and leave nobody to turn to; a seller calls on the reader and says where to reach him. A word of telling holds only
where nothing sells, and a way to reach the seller outweighs whatever is told around it.
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from rules.signals.negation import is_denied
from rules.signals.passage import Hit, Passage
from rules.signals.quotations import Quotations

_TELLING: Mapping[str, int] = {  # concepts of stance.yaml and what each adds (design; measured on news and on spam)
    "told_verdict": 3,
    "told_wrongdoing": 2,
    "told_victim": 2,
    "told_deceit": 2,
    "told_suspect": 2,
    "told_court": 3,
    "told_case": 2,
    "told_warning": 2,
    "told_character": 2,
    "told_person": 1,
    "told_authority": 1,
    "told_course": 1,
    "told_hearsay": 1,
    "told_caution": 1,
    "told_generality": 1,
}
_SELLING: Mapping[str, int] = {
    "sold_call": -6,
    "sold_own": -2,
    "sold_disclaimer": -3,
    "lure": -1,
    "call_me": -1,
    "=link": -1,
}
_CLEAR = 2  # what one clear word of telling weighs
_REACHABLE = -100  # a number or code to act on outweighs all that can be told around it: 加微信abc123, 邀请码8888
_NAMED = -4  # a number that nobody is told to use: 骗子微信abc123
_MENTIONED = -1  # no number: 加微信
_HANDLE = re.compile(r"[\d/@]")
_MASKED = re.compile(r"[\d\s]{0,12}(?:\*\*|×|xxx)")  # news does not print the number: QQ4250****
_CALLING = re.compile(
    r"[加添扫联+➕]|私|找我|咨询|t\.me|wa\.me|\b(?:add|dm|join|contact|message|text|call)\b|пиш|напиш"
)
_LEAD = 4  # characters before a contact in which it is called for
_ASKED = re.compile(r"[的了]?[吗嘛么]|\s?\?")
_ASKING = re.compile(r"(?:是不是|会不会是?|是否|算不算|is (?:it|this) an? )[一个种在]{0,2}$")
_ASKING_REACH = 12
_ADDRESSED = re.compile(  # the classes in front find the place fast
    r"[女先小师阿大老][士生姐傅姨爷妈太叔](?<=[\u4e00-\u9fff](?:女士|先生|小姐|师傅|阿姨|大爷|大妈|老太|大叔))"
    r"(?![您你们,:!/()\d\s手电])"
)


class Piece(NamedTuple):
    """One piece of evidence: what it is, its weight (above 0 tells, below 0 sells) and where it was met."""

    concept: str
    weight: int
    at: Hit


class Narration:
    """The evidence of one passage, and what it weighs."""

    def __init__(self, passage: Passage, quotations: Quotations) -> None:
        self.pieces = tuple(_evidence(passage, quotations))
        self.telling = sum(piece.weight for piece in self.pieces if piece.weight > 0)
        self.selling = self.telling - sum(piece.weight for piece in self.pieces)

    @property
    def is_clear(self) -> bool:
        """Return whether one word by itself tells, not only many faint ones."""
        return any(piece.weight >= _CLEAR for piece in self.pieces)

    @property
    def calls(self) -> bool:
        """Return whether the text draws the reader on with more than a disclaimer (骗子勿扰)."""
        return any(piece.weight < 0 and piece.concept != "sold_disclaimer" for piece in self.pieces)

    def telling_without(self, words: Set[str]) -> int:
        """Return what speaks for telling but for *words*."""
        return sum(piece.weight for piece in self.pieces if piece.weight > 0 and piece.concept not in words)


def _evidence(passage: Passage, quotations: Quotations) -> Iterator[Piece]:
    """Find what speaks for telling and for selling; every concept counts once."""
    for concept in _met(_TELLING, passage):
        for hit in passage.hits(concept):
            if _is_meant(passage, hit):
                yield Piece(concept, _TELLING[concept], hit)
                break
    if not passage.has("told_character", "told_person") and (match := _ADDRESSED.search(passage.text)):
        yield Piece("told_person", _TELLING["told_person"], Hit(*match.span()))
    for concept in _met(_SELLING, passage):
        for hit in passage.hits(concept):
            if not (_is_reported(passage, quotations, hit) or quotations.is_repeated(hit)):
                yield Piece(concept, _SELLING[concept], hit)
                break
    yield from _contacts(passage, quotations)


def _met(concepts: Mapping[str, int], passage: Passage) -> list[str]:
    met = passage.concepts
    return [] if met.isdisjoint(concepts) else [concept for concept in concepts if concept in met]


def _contacts(passage: Passage, quotations: Quotations) -> Iterator[Piece]:
    """Find the one way to reach the seller that weighs most."""
    ways = [Piece("=invite_code", _REACHABLE, hit) for hit in passage.hits("=invite_code")]
    ways += [Piece("=contact", _reach(passage, hit), hit) for hit in passage.hits("=contact")]
    own = [way for way in ways if not _is_reported(passage, quotations, way.at)]
    if own:
        yield min(own, key=lambda way: way.weight)


def _reach(passage: Passage, hit: Hit) -> int:
    if not _HANDLE.search(passage.cut(hit)) or _MASKED.match(passage.text, hit.end):
        return _MENTIONED
    return _REACHABLE if _CALLING.search(passage.text, max(0, hit.start - _LEAD), hit.end) else _NAMED


def _is_meant(passage: Passage, hit: Hit) -> bool:
    """Return whether a word of telling is neither denied (不是骗局), asked after nor a part of what fraud says itself.

    Fraud disclaims (骗子勿扰) and accuses the reader (您涉嫌洗钱).
    """
    own = passage.hits("sold_disclaimer")[:8] + passage.hits("=safe_account")[:8]
    if any(mark.start <= hit.start and hit.end <= mark.end for mark in own):
        return False
    asked = _ASKED.match(passage.text, hit.end) or _ASKING.search(
        passage.text, max(0, hit.start - _ASKING_REACH), hit.start
    )
    return not (asked or is_denied(passage, hit))


def _is_reported(passage: Passage, quotations: Quotations, hit: Hit) -> bool:
    """Return whether a call is another's: refused or warned of in quotation marks, made to somebody, or denied."""
    if quotations.is_judged(hit):
        return True
    return _is_made(passage, hit) or is_denied(passage, hit)


def _is_made(passage: Passage, hit: Hit) -> bool:
    if not passage.has("made_to"):
        return False
    clause = passage.clause(hit)
    return passage.first_within("made_to", Hit(max(clause.start, hit.start - 8), hit.start + 1)) is not None
