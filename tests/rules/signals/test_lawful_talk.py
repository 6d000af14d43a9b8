"""Whoever warns, asks, refuses, was deceived or only uses the same words offers nothing."""

from pathlib import Path
from typing import cast

import pytest
import yaml

from rules.signals import SignalReader

TALK = cast("dict[str, list[str]]", yaml.safe_load(Path(__file__).with_name("lawful_talk.yaml").read_text("utf-8")))
CASES = [(kind, text) for kind, texts in TALK.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[f"{kind}: {text}" for kind, text in CASES])
def test_lawful_talk_counts_for_nothing(reader: SignalReader, kind: str, text: str) -> None:
    assert kind not in {signal.kind for signal in reader.read(text).signals if signal.stance.scores}
