"""A model file is read whole or not at all, and names what is wrong with it."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from rules.scorer import Card, Model, ModelError
from rules.scorer.model import Weights
from rules.scorer.training import packed

TINY = Model(
    card=Card("a test", "2026-01-01"),
    pieces=("ab", "c"),
    spam=packed(np.array([1.27, -0.5]), 0.25, {"link": 1.0}),
    topics={"ad": Weights(0.0, 1.0, bytes(2), {})},
)


def test_a_model_is_the_same_once_read_back(tmp_path: Path) -> None:
    TINY.save(tmp_path / "m")
    assert Model.load(tmp_path / "m") == TINY
    assert Model.load(tmp_path / "m").digest == TINY.digest


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        TINY.save(tmp_path / "nowhere" / "m")


def test_weights_are_kept_to_a_hundredth_of_the_largest() -> None:
    assert TINY.spam.of_pieces() == pytest.approx([1.27, -0.5], abs=0.01)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"not a model", "not a model"),
        (msgspec.msgpack.encode(msgspec.structs.replace(TINY, format=99)), "format 99, expected 1"),
        (msgspec.msgpack.encode(msgspec.structs.replace(TINY, pieces=("ab",))), "damaged"),
        (msgspec.msgpack.encode(msgspec.structs.replace(TINY, topics={})), "damaged"),
        (msgspec.msgpack.encode({"format": 99, "fields": "others"}), "format 99, expected 1"),
        (msgspec.msgpack.encode(TINY)[:-1], "not a model"),
        (msgspec.msgpack.encode(TINY).replace(b"\xa2ab", b"\xa2\xff\xfe"), "not a model"),
        (b"\x81\xa1x" + b"\x91" * 200_000 + b"\xc0", "not a model"),
        (msgspec.msgpack.encode(msgspec.structs.replace(TINY, pieces=("", "c"))), "damaged"),
        (msgspec.msgpack.encode(msgspec.structs.replace(TINY, topics={"ham": TINY.topics["ad"]})), "damaged"),
        (
            msgspec.msgpack.encode(msgspec.structs.replace(TINY, spam=Weights(float("nan"), 1.0, bytes(2), {}))),
            "damaged",
        ),
    ],
    ids=[
        *("missing", "other file", "other format", "cut pieces", "no topics", "other format and fields", "truncated"),
        *("no UTF-8", "nested without end", "empty piece", "ham as a topic", "not a number"),
    ],
)
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "scorer.model"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelError, match=message) as caught:
        Model.load(file)
    assert str(file) in str(caught.value)
