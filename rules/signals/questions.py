"""Who asks after an offer, and who sells with a question: 有人投过吗 and 想月赚30%吗."""

import re

from rules.signals.passage import Hit, Passage

_MARK = re.compile(  # the class in front finds the place fast
    r"[吗嘛么?没](?:(?<=[吗嘛么])(?=[?!。,.\s~]|$)|(?<=\?)(?<![\s?!.。!]\?)(?![a-z0-9=])|(?<=没)有(?=[?。\s]|$))"
)
_INVITING = re.compile(
    r"(?:你|您|亲|想|需要?|做|来|约|加|试|考虑|愿意|方便)[^,。?!这那\n]{0,10}[吗嘛么不](?=[?!。,\s~]|$)"
)
_WHY = re.compile(
    r"怎么(?!样)|为什么|为啥|什么时候|啥时候|咋|怎么回事|why|when|how long|what's going on|почему|когда|что делать"
)


def is_doubtful(passage: Passage, at: Hit) -> bool:
    """Return whether the sentence of *at* asks something, other than to draw the reader in."""
    sentence = passage.sentence(at)
    if not (_MARK.search(passage.text, *sentence) or passage.first_within("ask", sentence)):
        return False
    return not (passage.first_within("lure", sentence) or _INVITING.search(passage.text, *sentence))


def is_question(passage: Passage, clause: Hit) -> bool:
    """Return whether *clause* asks whether something is so; asking why it is so takes it for granted."""
    said = passage.cut(clause)
    return bool(passage.first_within("ask", clause) or _MARK.search(said)) and not _WHY.search(said)
