"""Whoever makes every digest anew can pass off what he made himself, nothing that others entered."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli.evidence_verify import worded
from api.report.evidence_pack import Period
from monitor.clock import HOUR
from monitor.evidence.pack import EVIDENCE, MANIFEST, SUMS, TABLE, PackError, pack, unpack
from monitor.evidence.pack_verification import verify_pack, verify_zip
from monitor.evidence.verification import Fault, What
from monitor.language import language
from monitor.store import Store
from tests.monitor.evidence.chains import BEGIN, GROUP, a_store
from tests.monitor.evidence.forge import Files, described, forged, rechained, resealed, with_other_file, zipped
from tests.monitor.evidence.packs import grown, pack_of

OTHER = "wechat:other"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with a_store(tmp_path_factory.mktemp("chain")) as made:
        yield grown(made)


@pytest.fixture(scope="module")
def files(store: Store) -> Files:
    return pack_of(store)


@pytest.fixture(scope="module")
def heads(files: Files) -> frozenset[bytes]:
    return frozenset(bytes.fromhex(chain["head"]) for chain in json.loads(files[MANIFEST])["chains"])


def faults(files: Files) -> set[tuple[str, What]]:
    return {(fault.place, fault.what) for fault in verify_pack(files).faults}


def relabel(evidence: dict[str, Any]) -> None:
    evidence["community"] = OTHER


def pass_off(evidence: dict[str, Any]) -> None:
    relabel(evidence)
    for section in evidence["sections"]:
        section["chain"] = section["chain"].replace(GROUP, OTHER)


def double(evidence: dict[str, Any]) -> None:
    made_up = json.loads(json.dumps(evidence["sections"][0]))
    made_up["lines"][1]["entry"]["action"] = "dismissed"
    rechained(made_up)
    evidence["sections"].insert(0, made_up)


def add_field(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["lines"][0]["remark"] = "guilty"


def shout(evidence: dict[str, Any]) -> None:
    line = evidence["sections"][0]["lines"][0]
    line["commitment"] = line["commitment"].upper()


def follow_another(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["previous"] = "00" * 32


def count_on(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["lines"][-1]["number"] = 2**70


def say_nothing(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["lines"] = []


def have_nothing(evidence: dict[str, Any]) -> None:
    evidence["sections"] = []


def announce_nonsense(evidence: dict[str, Any]) -> None:
    section = evidence["sections"][0]
    section["lines"][0]["kind"] = section["lines"][0]["entry"]["kind"] = "erasure"
    section["lines"][0]["entry"]["values"] = {"lines": "one-two"}
    rechained(section)


def say_what_is_no_entry(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["lines"][0]["entry"] = {"subject": ["member:m0"]}
    rechained(evidence["sections"][0])


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        pytest.param(relabel, (GROUP, "unknown"), id="a pack of another community"),
        pytest.param(pass_off, (OTHER, "changed"), id="a chain under another name"),
        pytest.param(double, (GROUP, "unknown"), id="a chain twice, once made up"),
        pytest.param(add_field, (EVIDENCE, "foreign"), id="a field that means nothing"),
        pytest.param(shout, (GROUP, "changed"), id="digits in capitals"),
        pytest.param(follow_another, (GROUP, "changed"), id="a beginning behind another line"),
        pytest.param(count_on, (EVIDENCE, "foreign"), id="a number beyond all numbers"),
        pytest.param(say_nothing, (EVIDENCE, "foreign"), id="a chain without lines"),
        pytest.param(have_nothing, (EVIDENCE, "foreign"), id="no chain"),
        pytest.param(announce_nonsense, (GROUP, "changed"), id="redactions that cannot be read"),
        pytest.param(say_what_is_no_entry, (GROUP, "changed"), id="a line that says nothing of ours"),
    ],
)
def test_evidence_is_what_was_entered_in_the_chain_it_was_entered_in(
    files: Files, tamper: Any, fault: tuple[str, What]
) -> None:
    assert fault in faults(forged(files, tamper))


def test_part_of_a_chain_is_not_passed_off_as_anothers(store: Store) -> None:
    part = pack_of(store, period=Period(BEGIN + 10 * HOUR, BEGIN + 20 * HOUR))
    assert (OTHER, "changed") in faults(forged(part, pass_off))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{}", id="an object of nothing"),
        pytest.param(b"NaN", id="no JSON"),
        pytest.param(b"[" * 100_000, id="without end"),
        pytest.param(b"", id="nothing"),
    ],
)
@pytest.mark.parametrize("name", [EVIDENCE, MANIFEST])
def test_a_document_that_is_none_is_no_evidence(files: Files, name: str, content: bytes) -> None:
    others = {other: kept for other, kept in files.items() if other != SUMS}
    assert (name, "foreign") in faults(unpack(pack({**others, name: content})))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b'"action": "opened"', b'"action": "dismissed", "action": "opened"', id="said twice"),
        pytest.param("稳赚".encode(), b"\\u7a33\\u8d5a", id="spelt otherwise"),
        pytest.param(b'"number": 1,', b'"number":1,', id="spaced otherwise"),
    ],
)
def test_evidence_is_written_in_one_way(files: Files, before: bytes, after: bytes) -> None:
    changed = files[EVIDENCE].replace(before, after, 1)
    assert changed != files[EVIDENCE]
    assert (EVIDENCE, "foreign") in faults(resealed({**files, EVIDENCE: changed}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("community", OTHER), ("audience", "owner"), ("format", "other"), ("files", []), ("remark", "guilty")],
)
def test_a_manifest_says_what_the_pack_is(files: Files, name: str, value: object) -> None:
    assert (MANIFEST, "foreign") in faults(described(files, lambda manifest: manifest.update({name: value})))


@pytest.mark.parametrize(
    "name", ["proof.pdf", "../../.bashrc", "evidence.json ", "ｅｖｉｄｅｎｃｅ.json", "EVIDENCE.JSON"]
)
def test_nothing_else_is_in_a_pack(files: Files, name: str) -> None:
    assert faults(with_other_file(files, name)) >= {(name, "unknown")}


def test_what_stands_before_a_withheld_line_cannot_be_changed_either(tmp_path: Path) -> None:
    with a_store(tmp_path) as made:
        files = pack_of(grown(made), "owner")
    lines = json.loads(files[EVIDENCE])["sections"][0]["lines"]
    place = next(place for place, line in enumerate(lines) if place > 1 and line.keys() == {"number", "hash", "digest"})

    def tamper(evidence: dict[str, Any]) -> None:
        section = evidence["sections"][0]
        said = next(line for line in section["lines"][place - 1 :: -1] if "entry" in line)
        said["entry"]["action"] = "dismissed"
        kept = section["lines"][place]["hash"]
        rechained(section, lines=place)
        assert section["lines"][place]["hash"] == kept  # the head that somebody noted

    head = frozenset({bytes.fromhex(lines[-1]["hash"])})
    verdict = verify_pack(forged(files, tamper), head)
    assert Fault(GROUP, "changed", place + 1, place + 1) in verdict.faults


def swap(evidence: dict[str, Any]) -> None:
    one, other, *_ = (line for line in evidence["sections"][0]["lines"] if "entry" in line)
    for name in ("entry", "at", "kind"):
        one[name], other[name] = other[name], one[name]
    rechained(evidence["sections"][0])


def rewrite(evidence: dict[str, Any]) -> None:
    evidence["sections"][0]["lines"][1]["entry"]["in_time"] = False
    rechained(evidence["sections"][0])


def cut_off(evidence: dict[str, Any]) -> None:
    section = evidence["sections"][0]
    section["lines"], section["to_end"] = section["lines"][:-1], False


@pytest.mark.parametrize("tamper", [swap, rewrite, cut_off])
def test_only_a_noted_head_tells_a_chain_that_was_made_anew(files: Files, heads: frozenset[bytes], tamper: Any) -> None:
    made = verify_pack(forged(files, tamper), heads)
    assert made.faults == []
    assert len(heads - made.heads) == 1


def test_table_and_page_are_proved_by_their_digests_alone(files: Files) -> None:
    assert faults(resealed({**files, TABLE: files[TABLE] + b"more\r\n"})) == set()


def entry(name: str, attributes: int = 0o644 << 16) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.create_system, made.external_attr = 3, attributes
    return made


LINK = 0o120777 << 16


@pytest.mark.filterwarnings("ignore:Duplicate name")  # that is the forgery
@pytest.mark.parametrize("other", [entry(EVIDENCE), entry("../../.bashrc"), entry("proof", LINK), entry("proof/")])
def test_a_zip_has_nothing_but_the_files_of_the_pack(files: Files, other: zipfile.ZipInfo) -> None:
    content = files[EVIDENCE] if other.filename == EVIDENCE else b"/etc/passwd"
    assert Fault("ZIP", "foreign") in verify_zip(zipped(files, (other, content))).faults


def test_nothing_stands_before_or_behind_a_zip(files: Files) -> None:
    whole = pack({name: content for name, content in files.items() if name != SUMS})
    assert verify_zip(whole).faults == []
    assert Fault("ZIP", "foreign") in verify_zip(b"<script>" + whole).faults
    assert Fault("ZIP", "foreign") in verify_zip(whole[:-2] + b"\x01\x00!").faults  # a comment


def test_a_small_zip_with_a_large_file_in_it_is_not_read(files: Files) -> None:
    bomb = zipped(files, (entry("zeros"), bytes(10_000_000)), compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(PackError, match="compressed"):
        verify_zip(bomb)


def test_a_name_that_drives_a_terminal_is_shown_without(files: Files) -> None:
    faulty = verify_pack(with_other_file(files, "\x1b[2Jok: 30 lines")).faults
    assert worded(faulty[0], language("en")) == "\ufffd[2Jok: 30 lines: does not belong here"
