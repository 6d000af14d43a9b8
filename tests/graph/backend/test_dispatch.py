"""networkx finds the backend by the entry points that the project declares."""

from graph.backend.info import FUNCTIONS
from tests.graph.backend import dispatching
from tests.graph.backend.installed import run_installed


def test_networkx_dispatches_every_function() -> None:
    assert run_installed(dispatching.__name__).split() == list(FUNCTIONS)
