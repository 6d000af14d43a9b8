"""What a name looks like, kept so that nearly equal names can be found but no name can be read."""

from collections.abc import Callable
from unicodedata import east_asian_width

import msgspec

LENGTHS = range(2, 33)  # characters of a folded name; one alone says too little, design


class Looks(msgspec.Struct, frozen=True, array_like=True):
    """Keyed hashes of a folded name: of all of it, and of what is left without its first, second .. character."""

    width: int
    whole: str
    without: tuple[str, ...]

    def edits(self, other: "Looks") -> int | None:
        """Return by how many characters two names differ (put in, left out, replaced): 0, 1, or None for more."""
        if self.whole == other.whole:
            return 0
        if self.whole in other.without or other.whole in self.without:
            return 1
        alike = len(self.without) == len(other.without)
        return 1 if alike and any(map(str.__eq__, self.without, other.without)) else None


def looks_of(folded: str, hashed: Callable[[str], str]) -> Looks | None:
    """Return what a name looks like by its normal form, None when it is too short or too long to say."""
    name = "".join(filter(str.isalnum, folded))
    if len(name) not in LENGTHS:
        return None
    width = sum(2 if east_asian_width(character) in "WF" else 1 for character in name)
    without = tuple(hashed(name[:place] + name[place + 1 :]) for place in range(len(name)))
    return Looks(width, hashed(name), without)
