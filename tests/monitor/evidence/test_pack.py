"""Packs can be verified by anybody, tell owners nothing they must not know, and are made the same every time."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.report.evidence_pack import Period
from monitor.clock import HOUR
from monitor.evidence.entry import Entry, Exhibit
from monitor.evidence.extract import NoEvidenceError, extract
from monitor.evidence.ledger import Ledger
from monitor.evidence.pack import EVIDENCE, MANIFEST, PAGE, SUMS, TABLE, PackError, pack, unpack
from monitor.evidence.pack_verification import verify_pack
from monitor.evidence.verification import Fault
from monitor.store import SchemeRow, Store
from tests.monitor.evidence.chains import BEGIN, GROUP, a_store
from tests.monitor.evidence.independent import wrong_lines
from tests.monitor.evidence.living import salt
from tests.monitor.evidence.packs import grown, pack_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path) as made:
        yield grown(made)


@pytest.mark.parametrize("audience", ["owner", "moderator"])
def test_somebody_who_has_nothing_of_ours_comes_to_the_same_hashes(store: Store, tmp_path: Path, audience: str) -> None:
    file = tmp_path / EVIDENCE
    file.write_bytes(pack_of(store, "owner" if audience == "owner" else "moderator")[EVIDENCE])
    assert wrong_lines(file) == []
    evidence = json.loads(file.read_bytes())
    evidence["sections"][0]["lines"][6]["entry"]["subject"] = "别的"
    file.write_text(json.dumps(evidence), encoding="utf-8")
    assert wrong_lines(file) == [(GROUP, 7)]


def test_the_files_have_the_digests_that_sha256sum_asks_for(store: Store, tmp_path: Path) -> None:
    for name, content in pack_of(store).items():
        (tmp_path / name).write_bytes(content)
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum here")
    subprocess.run([tool, "--check", "--strict", SUMS], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603 - ours


def test_the_same_evidence_is_the_same_bytes(store: Store) -> None:
    assert pack(pack_of(store)) == pack(pack_of(store))


def test_a_pack_verifies_and_says_how_much_of_it_cannot_be_read(store: Store) -> None:
    verdict = verify_pack(pack_of(store))
    assert (verdict.faults, verdict.lines, verdict.redacted, verdict.withheld) == ([], 38, 12, 0)


def test_part_of_the_time_verifies_on_its_own(store: Store) -> None:
    files = pack_of(store, period=Period(BEGIN + 10 * HOUR, BEGIN + 20 * HOUR))
    manifest = json.loads(files[MANIFEST])
    assert verify_pack(files).faults == []
    assert [(chain["first"], chain["last"]) for chain in manifest["chains"]] == [(11, 20)]
    assert (manifest["since"], manifest["until"]) == ("2024-03-01T12:00:00Z", "2024-03-01T22:00:00Z")


def test_a_community_without_evidence_is_none(store: Store) -> None:
    with store.read() as transaction, pytest.raises(NoEvidenceError, match="wechat:other"):
        extract(transaction, "wechat:other", "moderator")


HIDDEN = [
    pytest.param(Entry("finding", BEGIN, "member:m9", rule="insult", audience=("moderator",)), id="for moderators"),
    pytest.param(
        Entry("finding", BEGIN, "member:m9", rule="member-report-unanswered", audience=("owner",)), id="complaint"
    ),
    pytest.param(Entry("finding", BEGIN, "scheme:s", rule="ponzi", audience=("owner",)), id="scheme"),
    *(
        pytest.param(Entry(kind, BEGIN, "member:m9", by="ann"), id=kind)
        for kind in ("case", "label", "silence", "appeal", "reveal", "hold")
    ),
]


@pytest.mark.parametrize("entry", HIDDEN)
def test_what_an_owner_must_not_know_leaves_him_a_number_and_a_hash(tmp_path: Path, entry: Entry) -> None:
    with a_store(tmp_path, count=2) as store:
        with store.begin() as transaction:
            Ledger(transaction, salt).add(GROUP, entry)
        files = pack_of(store, "owner")
    assert json.loads(files[EVIDENCE])["sections"][0]["lines"][2].keys() == {"number", "hash", "digest"}
    assert b"m9" not in b"".join(files.values())
    assert (verify_pack(files).faults, verify_pack(files).withheld) == ([], 1)


def test_moderators_get_the_chains_of_the_schemes_seen_in_a_group_too(store: Store) -> None:
    with store.begin() as transaction:
        transaction.put_schemes([SchemeRow("s", "star", 1, 30, 0, b"\x91\xa8wechat:g")])
        Ledger(transaction, salt).add("scheme:s", Entry("finding", BEGIN, "scheme:s"))
        Ledger(transaction, salt).add("scheme:other", Entry("finding", BEGIN, "scheme:other"))
    for audience, expected in (("moderator", ["scheme:s"]), ("owner", [])):
        files = pack_of(store, "owner" if audience == "owner" else "moderator")
        chains = [chain["chain"] for chain in json.loads(files[MANIFEST])["chains"]]
        assert chains == [GROUP, f"stages:{GROUP}", *expected]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r\n@", "＝", " ="])
def test_no_cell_is_a_formula(tmp_path: Path, begins: str) -> None:
    said = f"{begins}HYPERLINK(1)"
    with a_store(tmp_path, count=0) as store:
        with store.begin() as transaction:
            exhibits = (Exhibit("e", said),)
            Ledger(transaction, salt).add(GROUP, Entry("handled", BEGIN, "member:m", exhibits=exhibits, reason=said))
        table = pack_of(store)[TABLE]
    assert table.startswith(b"\xef\xbb\xbf")
    row = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))[1]
    assert row[7] == row[10] == "'" + said.replace("\t", " ").replace("\r\n", "  ")
    assert row[1] == "2024-03-01 10:00:00+08:00"


def test_what_people_wrote_is_no_markup_on_the_page(tmp_path: Path) -> None:
    with a_store(tmp_path, count=0) as store:
        with store.begin() as transaction:
            exhibits = (Exhibit("e", "<script>1</script>", ((0, 8),)),)
            Ledger(transaction, salt).add(GROUP, Entry("handled", BEGIN, "member:m", exhibits=exhibits))
        page = pack_of(store)[PAGE].decode()
    assert "<script" not in page
    assert "<mark>&lt;script&gt;</mark>" in page


def test_a_pack_whose_end_was_cut_off_with_its_manifest_shows_against_a_noted_head(store: Store) -> None:
    head = bytes.fromhex(json.loads(pack_of(store)[MANIFEST])["chains"][0]["head"])
    shorter = pack_of(store, period=Period(until=BEGIN + 20 * HOUR))
    assert verify_pack(shorter, frozenset({head})).heads == set()
    assert verify_pack(pack_of(store), frozenset({head})).heads == {head}


def test_a_chain_that_the_manifest_does_not_know_is_named(store: Store) -> None:
    files = pack_of(store)
    manifest = json.loads(files[MANIFEST])
    lost = manifest["chains"].pop()
    faults = verify_pack({**files, MANIFEST: json.dumps(manifest).encode()}).faults
    assert Fault(lost["chain"], "unknown") in faults


@pytest.mark.parametrize(
    "whole", [pytest.param(b"PK", id="no ZIP"), pytest.param(pack({"other.txt": b""})[:-4], id="cut off")]
)
def test_what_is_no_pack_is_refused(whole: bytes) -> None:
    with pytest.raises(PackError):
        unpack(whole)
