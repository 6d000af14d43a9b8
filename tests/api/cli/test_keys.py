"""Keys by name: made, listed and withdrawn while the server runs."""

from contextlib import closing

import pytest

from monitor.key_ring import KeyRing
from monitor.store import Store
from tests.api.cli.conftest import Run


def test_a_key_that_was_made_opens_what_it_says_until_it_is_withdrawn(run: Run) -> None:
    plain = run("key", "add", "bea", "--scope", "moderate", "--scope", "read").output.strip()
    with closing(Store.open("sqlite:///groupwarden.db")) as store:
        ring = KeyRing(store, lambda: 0)
        known = ring.authenticate(plain)
        assert known is not None
        assert (known.name, sorted(known.scopes)) == ("bea", ["moderate", "read"])
        listed = run("key", "list").output
        assert ("bea" in listed, "moderate read" in listed, plain in listed) == (True, True, False)
        assert run("key", "remove", "bea").exit_code == 0
        assert ring.authenticate(plain) is None


def test_two_people_cannot_share_a_name(run: Run) -> None:
    run("key", "add", "bea", "--scope", "read")
    again = run("key", "add", "bea", "--scope", "reveal")
    assert (again.exit_code, "expected another, like 'bea-2'" in again.output) == (2, True)


def test_nobody_inherits_the_name_of_a_key_that_was_withdrawn(run: Run) -> None:
    run("key", "add", "bea", "--scope", "reveal")
    run("key", "remove", "bea")
    again = run("key", "add", "bea", "--scope", "reveal")
    assert (again.exit_code, "expected another, like 'bea-2'" in again.output) == (2, True)
    assert "bea" not in run("key", "list").output
    assert run("key", "remove", "bea").exit_code == 2


def test_a_name_without_a_key_cannot_lose_it(run: Run) -> None:
    result = run("key", "remove", "bea")
    assert (result.exit_code, "has no key" in result.output) == (2, True)


@pytest.mark.parametrize("arguments", [["bea"], ["bea", "--scope", "everything"], [" ", "--scope", "read"]])
def test_a_key_says_for_whom_and_for_what(run: Run, arguments: list[str]) -> None:
    assert run("key", "add", *arguments).exit_code == 2
