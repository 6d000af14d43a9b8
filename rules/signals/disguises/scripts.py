"""Words of mixed Latin, Cyrillic and Greek letters (зaрaбoток) are written in the script that is meant."""

import re

from rules.signals.normal import Edit

_FOREIGN = re.compile(r"[\u0370-\u04ff]")
_OTHER = re.compile(r"[a-z0346\u0370-\u03ff]")
_MIXED = re.compile(
    r"[a-z][\u0370-\u04ff]|[\u0400-\u04ff][a-z0346\u0370-\u03ff]|[\u0370-\u03ff][a-z\u0400-\u04ff]|[036][\u0400-\u04ff]"
)
_WORD = re.compile(r"[a-z0-9\u0370-\u04ff]+")
_TO_CYRILLIC = str.maketrans("acekmhoptxybnruαβγεηικμνοπρστυχλ", "асекмнортхувпгиавуепикмуопротухл")
_TO_LATIN = str.maketrans("авсенкмортухіѕјԁԛѡһαβγεηικνορστυχ", "abcehkmoptyxisjdqwhabyenikvopotux")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN_ONLY = re.compile(r"[a-z](?<![acekmhoptxybnru])")
_RATHER_LATIN = re.compile(r"[nru]")  # stands for п г и only in a word that is Cyrillic without doubt
_CYRILLIC_ONLY = re.compile(r"[\u0400-\u04ff](?<![авсенкмортухіѕјԁԛѡһ])")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_LATIN = re.compile(r"[a-z]")

# 0 3 4 6 stand for letters within a word; at its head only where no number and its noun may be meant
_WITHIN = re.compile(r"(?<=[а-я])[0346](?=[а-я])|(?<=[а-я]{3})0(?!\w)")
_AT_HEAD = re.compile(
    r"0(?=п[лыр]|т[лдвп]|с[нт]а|фи|бя|бу|н[лаи])|6(?=е[зс]|ыст|уд|оль|он)|3(?=а[ркп]|д[ер][са]|вон|нач)"
)
_DIGITS = {"0": "о", "3": "з", "4": "ч", "6": "б"}
_NUMBER = re.compile(r"[0-9]{2}")
_SHORTEST = 4  # characters; х3д is no word


def unmixed(text: str) -> list[Edit]:
    """Return the edits that leave every word of *text* in one script, where its letters allow it."""
    if not (_FOREIGN.search(text) and _OTHER.search(text) and _MIXED.search(text)):
        return []
    russian = _CYRILLIC_ONLY.search(text) is not None
    if not russian and not _LATIN.search(text):
        return []
    suspect = _MIXED if russian else _FOREIGN
    return [
        Edit(*match.span(), meant)
        for match in _WORD.finditer(text)
        if suspect.search(match[0]) and (meant := _meant(match[0], russian=russian)) != match[0]
    ]


def _meant(word: str, *, russian: bool) -> str:
    """Return *word* in the script of the letters that only one script has, in that of the text when it has none."""
    if not russian:
        return word.translate(_TO_LATIN)
    if _is_mixed(word):
        only = _CYRILLIC_ONLY.search(word)
        if not _LATIN_ONLY.search(word) and (only or not _RATHER_LATIN.search(word)):
            word = word.translate(_TO_CYRILLIC)
        elif not only and len(_LATIN.findall(word)) * 2 >= len(word):
            word = word.translate(_TO_LATIN)
    return _with_letters(word) if _CYRILLIC.search(word) and not _NUMBER.search(word) else word


def _with_letters(word: str) -> str:
    """Return *word* with the digits that stand for letters (ра6ота, ср0чно) as such."""
    if _AT_HEAD.match(word):
        word = _AT_HEAD.sub(_letter, word, 1)
    return _WITHIN.sub(_letter, word) if len(word) >= _SHORTEST else word


def _is_mixed(word: str) -> bool:
    return sum(script.search(word) is not None for script in (_LATIN, _CYRILLIC, _GREEK)) > 1


def _letter(digit: re.Match[str]) -> str:
    return _DIGITS[digit[0]]
