"""Seals bodies, so that wherever a database keeps what it erased, nobody can read it once the key is destroyed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from monitor.clock import DAY
from monitor.store.dialect import Row
from monitor.store.errors import StoreError
from monitor.store.key_file import KeyFile

UNDATED = -1
"""the day of what has no time of its own; its key is destroyed by every retention, and what stands sealed anew"""
_FORMAT = b"\x01"
HEADER = len(_FORMAT) + 4
"""how many bytes say which key a box is sealed under"""
_NONCE = 12


class Box(bytes):
    """A body that is sealed: format, number of the key, nonce, AES-256-GCM of the body."""

    __slots__ = ()


class Sealer:
    """Seals under a key for each day, and opens what any key opens that is not destroyed."""

    def __init__(self, keys: KeyFile) -> None:
        self._keys = keys
        self._version = keys.version()
        self._of_day: dict[int, tuple[bytes, AESGCM]] = {}
        self._opening: dict[bytes, AESGCM] = {}

    def refresh(self) -> None:
        """Forget keys that another process may have retired; before each transaction that writes."""
        version = self._keys.version()
        if version != self._version:
            self._forget()
            self._version = version

    def seal(self, day: int, body: bytes) -> Box:
        """Return *body* sealed under the key of *day*."""
        key = self._of_day.get(day)
        if key is None:
            number, secret = self._keys.of_day(day)
            key = self._of_day[day] = _FORMAT + number.to_bytes(4, "big"), AESGCM(secret)
        header, cipher = key
        nonce = os.urandom(_NONCE)
        return Box(header + nonce + cipher.encrypt(nonce, body, header))

    def open(self, box: bytes) -> bytes:
        """Return what is in *box*.

        Raises:
            StoreError: its key is not in the key file.
        """
        header = box[:HEADER]
        cipher = self._opening.get(header)
        if cipher is None:
            secret = self._keys.secret(int.from_bytes(header[len(_FORMAT) :], "big"))
            if secret is None or not header.startswith(_FORMAT):
                raise self._lost()
            cipher = self._opening[header] = AESGCM(secret)
        try:
            return cipher.decrypt(box[HEADER : HEADER + _NONCE], box[HEADER + _NONCE :], header)
        except InvalidTag:
            raise self._lost() from None

    def rows(self, places: Sequence[tuple[int, int | None]], rows: Iterable[Row]) -> Iterator[Row]:
        """Yield *rows* with what is at the first of each of *places* sealed; the second says where its time is."""
        for row in rows:
            sealed = list(row)
            for body, time in places:
                if sealed[body]:
                    sealed[body] = self.seal(day_of(None if time is None else row[time]), sealed[body])
            yield tuple(sealed)

    def retire_before(self, at: int) -> list[bytes]:
        """Seal no more under the keys of the days that ended at *at* or before; return what their boxes begin with."""
        numbers = self._keys.retire(at // DAY)
        self._forget()
        return [_FORMAT + number.to_bytes(4, "big") for number in numbers]

    def destroy(self, headers: Sequence[bytes]) -> None:
        """Destroy the keys of boxes that begin with these *headers*: nobody opens them any more.

        Raises:
            StoreError: the key file cannot be written.
        """
        self._keys.destroy([int.from_bytes(header[len(_FORMAT) :], "big") for header in headers])
        self._forget()

    def close(self) -> None:
        """Close the key file."""
        self._keys.close()

    def _forget(self) -> None:
        self._of_day.clear()
        self._opening.clear()

    def _lost(self) -> StoreError:
        return StoreError(
            f"key file {self._keys.path} lacks a key that the database was sealed under: put the key file of this "
            "database back from its backup; without it, excerpts and everything not judged yet cannot be read by "
            "anybody, and a new database has to be begun"
        )


def open_sealer(key_file: Path | None) -> Sealer:
    """Return a sealer with the keys in *key_file*.

    Raises:
        StoreError: none is given, or it cannot be used.
    """
    if key_file is None:
        raise StoreError("a PostgreSQL store needs a key file; set key_file")
    return Sealer(KeyFile(key_file))


def day_of(at: int | None) -> int:
    """Return the number of the day of the time *at* since 1970 UTC; `UNDATED` for no time, or one before."""
    return UNDATED if at is None else max(UNDATED, at // DAY)
