"""What a name looks like, kept so that nearly equal names can be found but no name can be read."""

from collections.abc import Callable
from unicodedata import east_asian_width

import msgspec

LENGTHS = range(2, 33)  # characters of a folded name; one alone says too little, design


class Looks(msgspec.Struct, frozen=True, array_like=True):
    """Keyed hashes of a folded name: of all of it, and of what is left without its first, second .. character.

    `digits` are the places of digits: another number there is another house or class, not an imitation.
    """

    width: int
    whole: str
    without: tuple[str, ...]
    digits: tuple[int, ...] = ()

    def edits(self, other: "Looks") -> int | None:
        """Return by how many characters two names differ (put in, left out, replaced): 0, 1, or None for more.

        A digit replaced by another counts as more.
        """
        if self.whole == other.whole:
            return 0
        if self.whole in other.without or other.whole in self.without:
            return 1
        if len(self.without) != len(other.without):
            return None
        numbered = set(self.digits).intersection(other.digits)
        replaced = (
            place for place, pair in enumerate(zip(self.without, other.without, strict=True)) if len({*pair}) == 1
        )
        return 1 if any(place not in numbered for place in replaced) else None


def looks_of(folded: str, hashed: Callable[[str], str]) -> Looks | None:
    """Return what a name looks like by its normal form, None when it is too short or too long to say."""
    name = "".join(filter(str.isalnum, folded))
    if len(name) not in LENGTHS:
        return None
    width = sum(2 if east_asian_width(character) in "WF" else 1 for character in name)
    without = tuple(hashed(name[:place] + name[place + 1 :]) for place in range(len(name)))
    digits = tuple(place for place, character in enumerate(name) if character.isdigit())
    return Looks(width, hashed(name), without, digits)
