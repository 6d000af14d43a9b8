"""The API keys there are: made for a name, and withdrawn by it."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.errors import RefusedStepError, UnknownItemError
from monitor.keys import Scope, hash_key, new_key
from monitor.service.keys import KeyScope
from monitor.store import KeyRow, Store


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keeps the hashes of keys in *store*.

    A name has one key, ever: two names are two people, and what a withdrawn key asked for, approved and decided stays
    with its name, which nobody else is given.
    """

    store: Store
    now: Callable[[], int]

    def authenticate(self, key: str) -> KeyScope | None:
        """Return what *key* may do, None when it is unknown or withdrawn."""
        with self.store.read() as transaction:
            row = transaction.key(hash_key(key))
        return None if row is None else KeyScope(row.name, frozenset(map(Scope, row.scopes)))

    def has_keys(self) -> bool:
        """Return whether any key was ever made."""
        with self.store.read() as transaction:
            return transaction.has_keys()

    def all_keys(self) -> list[KeyRow]:
        """Return the keys there are, by name."""
        with self.store.read() as transaction:
            return transaction.all_keys()

    def add(self, name: str, scopes: frozenset[Scope]) -> str:
        """Make a key for *name* and return it; only its hash is kept.

        Raises:
            RefusedStepError: the name has or had a key, is empty, or is not given any scope.
        """
        made = new_key()
        if not name.strip() or not scopes:
            raise RefusedStepError("expected a name that is not empty, and at least one scope")
        with self.store.begin() as transaction:
            if transaction.has_had_key(name):
                raise RefusedStepError(
                    f"{name!r} has or had a key, and its deeds stay under its name; expected another, like '{name}-2'"
                )
            transaction.add_key(KeyRow(made.hash, name, scopes, self.now()))
        return made.plain

    def remove(self, name: str) -> None:
        """Withdraw the key of *name*: it opens nothing from now on.

        Raises:
            UnknownItemError: that name has none.
        """
        with self.store.begin() as transaction:
            if not transaction.withdraw_key(name):
                raise UnknownItemError(f"{name!r} has no key")
