"""Table and page say what the JSON says, line by line, and nothing in them is more than text."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from monitor.evidence.entry import Entry, Exhibit
from monitor.evidence.extract import Audience
from monitor.evidence.ledger import Ledger, chain_by_stage
from monitor.evidence.pack import EVIDENCE, PAGE, TABLE
from tests.monitor.evidence.chains import BEGIN, GROUP, a_store, days, entries
from tests.monitor.evidence.living import salt
from tests.monitor.evidence.packs import pack_of

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='x'>"
TURNED = "txt.\u202egpj.exe\u2066\x1b[31m"
LATER = BEGIN + 10**6

OF_EVERY_KIND = (
    Entry(
        "finding", LATER, "member:m7", "f7", rule="yield-promise", version=3, severity=3, audience=("owner",),
        exhibits=(Exhibit("e1", "月收益30%"), Exhibit("e2", "稳赚不赔", ((0, 2),))), values={"monthly": 30},
        action="raised",
    ),
    Entry("handled", LATER, "member:m7", "said-7", by="owner", action="muted", reason="广告", minutes=9, in_time=False),
    Entry("report", LATER, "member:m7", "report-7", by="m-owner", action="closed", reason="已核实", recorded=True),
    Entry("case", LATER, "member:m7", "a-7", by="ann", action="acknowledged", reason="在看"),
    Entry("label", LATER, "member:m7", "a-7", by="bob", action="violation", reason="确认"),
    Entry("silence", LATER, f"community:{GROUP}", "s-7", by="ann", action="silenced", reason="演练"),
    Entry("appeal", LATER, f"community:{GROUP}", "a-7", by="ann", action="upheld", reason="误判"),
    Entry("reveal", LATER, "member:m7", "2024-17", by="ann", action="asked", reason="报案"),
    Entry("hold", LATER, f"community:{GROUP}", "2024-17", by="ann", action="held", reason="立案"),
)  # fmt: skip


def packed(folder: Path, *more: Entry, audience: Audience = "moderator", chain: str = GROUP) -> dict[str, str]:
    """Return the files of a pack of a chain with a line of every kind, redacted ones too, and *more* of *chain*."""
    with a_store(folder, count=12) as store:
        with store.begin() as transaction:
            ledger = Ledger(transaction, salt)
            ledger.add(GROUP, *OF_EVERY_KIND)
            ledger.add(chain_by_stage(GROUP), *entries(2))
            ledger.erase(GROUP, ["m2"], days(3), by="key", reason="个保法§47")
            ledger.add(chain, *more)
        return {name: content.decode("utf-8-sig") for name, content in pack_of(store, audience).items()}


def lines_of(files: dict[str, str]) -> list[dict[str, Any]]:
    return [line for section in json.loads(files[EVIDENCE])["sections"] for line in section["lines"]]


def rows_of(files: dict[str, str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files[TABLE], newline="")))[1:]


def items_of(files: dict[str, str]) -> list[str]:
    """Return the text of each line on the page."""
    items = re.findall(r"<li value=.*?</li>", files[PAGE], re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", item)) for item in items]


def told_by(line: dict[str, Any]) -> Iterator[str]:
    """Yield what a reader has to find of *line*, in whatever form."""
    yield str(line["number"])
    yield line["hash"]
    entry = line.get("entry", {})
    yield from (exhibit["excerpt"] for exhibit in entry.get("exhibits", ()))
    yield from (str(entry[name]) for name in ("rule", "by", "reason", "reference", "minutes") if name in entry)
    if entry.get("subject", "").startswith("member:"):
        yield entry["subject"].removeprefix("member:")
    if "rule" in entry:
        yield f"v{entry['version']}"


@pytest.mark.parametrize("audience", ["owner", "moderator"])
def test_every_line_of_the_json_is_in_table_and_page_with_all_it_says(tmp_path: Path, audience: Audience) -> None:
    files = packed(tmp_path, audience=audience)
    lines, rows, items = lines_of(files), rows_of(files), items_of(files)
    assert len(lines) == len(rows) == len(items) > 20
    for line, row, item in zip(lines, rows, items, strict=True):
        for said in told_by(line):
            assert any(said in cell for cell in row), (said, row)
            assert said in item, (said, item)


def test_who_is_left_out_of_the_json_is_in_neither(tmp_path: Path) -> None:
    files = packed(tmp_path, audience="owner")
    hidden = [number for number, line in enumerate(lines_of(files)) if "digest" in line]
    assert len(hidden) >= 6
    for number in hidden:
        assert not any(
            word in " ".join(rows_of(files)[number]) + items_of(files)[number] for word in ("m7", "ann", "2024")
        )


def test_what_people_wrote_is_text_everywhere(tmp_path: Path) -> None:
    said = f"{HOSTILE}{TURNED}"
    entry = Entry(
        "handled", LATER, f"member:{said}", said, rule=said, by=said, action=said, reason=said,
        exhibits=(Exhibit(said, said, ((0, 12),)),),
    )  # fmt: skip
    files = packed(tmp_path, entry)
    assert not re.search(r"<(script|img)|\son\w+=[^&]*>", files[PAGE])
    for character in "\u202e\u2066\x1b":
        assert character not in files[PAGE] + files[TABLE]
    assert json.loads(files[EVIDENCE])["sections"][0]["lines"][-1]["entry"]["by"] == said
