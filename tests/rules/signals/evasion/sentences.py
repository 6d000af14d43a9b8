"""The sentences of the suite: plain ones by kind, and by what is meant those written by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import yaml

from rules.signals import SignalReader


def _table(name: str) -> Mapping[str, list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return cast("Mapping[str, list[str]]", yaml.safe_load(text))


PLAIN, WILD = _table("plain.yaml"), _table("wild.yaml")


def said(reader: SignalReader, text: str) -> set[tuple[object, ...]]:
    """Return what *text* says, wherever in it."""
    return {(signal.kind, signal.value, signal.unit, signal.stance) for signal in reader.read(text).signals}
