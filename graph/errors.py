"""The one root of every error that `graph` raises of its own."""


class GraphError(Exception):
    """A stored forest or a list of parents is not a forest; the message says where."""
