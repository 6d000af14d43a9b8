"""What all tests share: no deadline for properties, golden files, and databases of both kinds.

`pytest --refresh-golden` writes what the code says now; the diff is then read by a human.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import KINDS, Databases, Kind

GOLDEN = Path(__file__).parent / "golden"

CompareGolden = Callable[[str, str], None]


def pytest_configure() -> None:
    settings.register_profile("groupwarden", deadline=None)  # a busy machine is no reason to fail
    settings.load_profile("groupwarden")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden/ anew")
    parser.addoption(
        "--crash-events", type=int, default=3_000, help="events that a monitor judges while it is killed at every point"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: in the end, one core would wait for the other."""
    items.sort(key=lambda item: item.path.name != "test_crash_matrix.py")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> CompareGolden:
    """Return the comparison of a text with the golden file of that name."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--refresh-golden"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Give fresh databases; the PostgreSQL server behind some starts with the first and is stopped in the end."""
    with closing(Databases()) as opened:
        yield opened


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Run the test on each kind of database."""
    chosen: Kind = request.param
    return chosen
