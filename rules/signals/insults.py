"""Insults aimed at a member: a word of abuse right behind the one it is said to, or right before."""

import re
from collections.abc import Iterator

from rules.signals.passage import Found, Hit, Passage

_LEAD = 24  # characters before the insult in which somebody is addressed: @昵称 你这个... (design)
_PERSON = r"你(?!们)|您|@[^\s@]{1,16}\s|(?<![a-z])(?:you|u|ur)(?![a-z])|(?<![а-я])ты(?![а-я])"
_BETWEEN = (  # what may stand between the person and the insult; anything else speaks of something else
    r"[这那]种人?|[这那]么|这[个条样]?|[一就]?个|是不是|才?是|就|真|才|简直|怎么|纯|一|那|妥妥|太|可|死|臭|老|大|小|狗|人|的"
    r"|也|都|还|给我|他妈|特么|tm|nm|妈|\s|'re|-|—"
    r"|\b(?:are|r|an?|the|such|so|just|really|fuckin|fucking|little|absolute|complete|total|big|stupid|dumb)\b"
    r"|\b(?:же|просто|реально|такой|такая|совсем|конченый|полный|полная|и|какой|какая)\b"
)
_ADDRESSED = re.compile(rf"(?:{_PERSON})(?:{_BETWEEN})*+$")
_BEHIND = re.compile(r"(?:吧|啊|呢|啦)?你(?!们|[的说看知这那])")


def insults(passage: Passage) -> Iterator[Found]:
    """Find insults said to one person; 你们, a third person or nobody at all is not aimed at a member."""
    aimed = [hit for hit in passage.hits("insult") if _is_addressed(passage, hit)]
    for hit in [*passage.hits("insult_direct"), *aimed]:
        if not _is_harmless(passage, hit):
            yield Found(*hit, "insult")


def _is_addressed(passage: Passage, hit: Hit) -> bool:
    start = max(passage.sentence(hit).start, hit.start - _LEAD)
    return bool(_ADDRESSED.search(passage.text, start, hit.start) or _BEHIND.match(passage.text, hit.end))


def _is_harmless(passage: Passage, hit: Hit) -> bool:
    return passage.first_within("insult_talk", passage.around(hit, 8, 8)) is not None
