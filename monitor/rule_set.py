"""The rules that a panel judges by, as bytes that the store keeps."""

import zlib
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import msgspec

from monitor.panel import Panel
from rules import Engine
from rules.pack.archive import archived, restored


class _Kept(msgspec.Struct, array_like=True):
    """Catalogues, the first of them for all communities but those of `own`, which name theirs by its place."""

    archives: list[bytes]
    own: dict[str, int]


class RuleSet(NamedTuple):
    """Rules as they are kept, and the digest that names them: another for whatever judges otherwise."""

    digest: str
    body: bytes


def rule_set(panel: Panel) -> RuleSet:
    """Return the rules of *panel*."""
    places = {archived(panel.catalogue): 0}
    own = {key: places.setdefault(archived(other.catalogue), len(places)) for key, other in sorted(panel.own.items())}
    body = msgspec.msgpack.encode(_Kept(list(places), own))
    return RuleSet(sha256(body).hexdigest()[:20], zlib.compress(body))


def panel_of(body: bytes, like: Panel) -> Panel:
    """Return a panel that judges by the rules in *body*, and does all else *like* another.

    Raises:
        ValueError: another version wrote it, whose rules this one does not understand.
    """
    kept = msgspec.msgpack.decode(zlib.decompress(body), type=_Kept)
    panels = [_judging_by(archive, like) for archive in kept.archives]
    return replace(panels[0], own={key: panels[place] for key, place in kept.own.items()})


def _judging_by(archive: bytes, like: Panel) -> Panel:
    catalogue = restored(archive)
    return replace(like, catalogue=catalogue, engine=Engine(catalogue), own={})
