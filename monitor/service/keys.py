"""Who may ask, and for what."""

import msgspec

from monitor.keys import Scope


class KeyScope(msgspec.Struct, frozen=True):
    """What an API key may do.

    `name` is the operator's name for it, one key one name; `connector` is the kind of connector that holds it.
    """

    name: str
    scopes: frozenset[Scope]
    connector: str = "http"
