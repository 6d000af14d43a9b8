"""Who brought whom: the forest and how it is kept exact, in arrays and machine code."""

from graph.forest.forest import LATEST, NO_PARENT, Forest, Outcome

__all__ = ["LATEST", "NO_PARENT", "Forest", "Outcome"]
