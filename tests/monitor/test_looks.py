"""What names look like: nearly equal ones are found, and nothing can be read off the hashes."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.looks import LENGTHS, Looks, looks_of

NAMES = st.text("ab甲乙", min_size=min(LENGTHS), max_size=8)


def looks(name: str) -> Looks:
    """Return what *name*, folded already, looks like, with the names themselves for hashes."""
    found = looks_of(name, lambda text: text)
    assert found
    return found


def distance(one: str, other: str) -> int:
    """Return the least number of characters to put in, leave out or replace, counted the slow way."""
    row = list(range(len(other) + 1))
    for place, character in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, wanted in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (character != wanted))
    return row[-1]


@given(NAMES, NAMES)
def test_edits_are_the_edit_distance_up_to_one(one: str, other: str) -> None:
    edits = distance(one, other)
    assert looks(one).edits(looks(other)) == (edits if edits <= 1 else None)


def test_another_number_is_another_house() -> None:
    assert looks("12栋1502").edits(looks("12栋1503")) is None
    assert looks("老马1").edits(looks("老马")) == 1
    assert looks("老马1").edits(looks("老马a")) == 1


@given(NAMES)
def test_marks_and_spaces_are_no_part_of_a_name(name: str) -> None:
    assert looks("·".join(name) + " 🌸").edits(looks(name)) == 0


def test_one_character_says_too_little() -> None:
    assert looks_of("陈 ", str) is None


def test_east_asian_characters_are_two_columns_wide() -> None:
    assert looks("老陈ab").width == 6
