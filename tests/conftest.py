"""What all tests share: no deadline for properties, and golden files.

`pytest --refresh-golden` writes what the code says now; the diff is then read by a human.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

CompareGolden = Callable[[str, str], None]


def pytest_configure() -> None:
    settings.register_profile("groupwarden", deadline=None)  # a busy machine is no reason to fail
    settings.load_profile("groupwarden")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden/ anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> CompareGolden:
    """Return the comparison of a text with the golden file of that name."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--refresh-golden"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
