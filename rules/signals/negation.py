"""Whether words are denied where they stand: 不是骗局, 我们没有月收益30%的投资, not a scam."""

import re

from rules.signals.passage import Hit, Passage

_REACH = 24  # characters before the denied words in which their negation may stand (design)
_BETWEEN = re.compile(  # the small words a negation reaches over: 不是每个月收益, not offering any
    r"(?:[\s\-是有会能做搞收发要想信投玩担心被卖办你他她人说提供给过去再了的个种这那任何什么每月日天一从来接受参与相信推荐]"
    r"|(?<![a-z])(?:an?|any|the|our|your|be|is|of|do|ever|this|offer|offering|promise|pay|accept|sell|all)(?![a-z])"
    r"|(?<![а-я])(?:это|никак\w{0,4}|на|в|за|ваш\w{0,3}|этот|эту|тут)(?![а-я])){0,8}"
)
_LONGEST_WORD = 16  # characters of a word that holds a negation without being one


def is_denied(passage: Passage, at: Hit) -> bool:
    """Return whether a negation reaches *at*, in its clause, over nothing but small words."""
    if not passage.has("negation"):
        return False
    clause = passage.clause(at)
    before = passage.all_within("negation", Hit(max(clause.start, at.start - _REACH), at.start))
    return any(
        _BETWEEN.fullmatch(passage.text, hit.end, at.start) and not is_part_of_word(passage, hit) for hit in before
    )


def is_part_of_word(passage: Passage, hit: Hit) -> bool:
    """Return whether a negation is only part of a longer word that does not negate: 不要错过, 不断, don't miss."""
    words = passage.all_within("no_negation", Hit(max(0, hit.start - _LONGEST_WORD), hit.end + _LONGEST_WORD))
    return any(word.start < hit.end and hit.start < word.end for word in words)
