"""`graph report` draws and explains who brought whom, whatever file tells it."""

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.backend.forest_graph import MOST_MEMBERS
from monitor.decode import encode_event
from monitor.event import Community, Data, Event, EventType, Inviter, Money, Person
from tests.api.cli.conftest import Run

TOLD_IN = {"zh": "邀请关系报告", "en": "Referral report"}


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    """Write a tree of 40 in which everybody brings two, and one row that says nothing."""
    file = tmp_path / "edges.csv"
    rows = [f"p{(member - 1) // 2},p{member}" for member in range(1, 40)]
    file.write_text("\n".join(["inviter,member", *rows, ",nobody"]) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """Write how 30 members are brought in a line, each pays in 100 yuan and half of it goes to who brought him."""
    file = tmp_path / "scheme.ndjson"
    events: list[Event] = []
    for number in range(1, 31):
        events.append(_event(f"join{number}", "member.joined", number, inviter=Inviter(_person(number - 1))))
        paid_in = Money("deposit", "paid", payer=_person(number), amount_minor=10_000, currency="CNY")
        events.append(_event(f"in{number}", "payment.sent", number, money=paid_in))
        shared = Money(
            "commission", "paid", payer=_person(number), payee=_person(number - 1), amount_minor=5_000, currency="CNY"
        )
        events.append(_event(f"out{number}", "payment.sent", number, money=shared))
    file.write_bytes(b"".join(map(encode_event, events)))
    return file


def _person(number: int) -> Person:
    return Person(f"u{number}", f"人{number}")


def _event(
    identity: str, kind: EventType, number: int, inviter: Inviter | None = None, money: Money | None = None
) -> Event:
    data = Data("qq", Community("1", "读书群"), target=_person(number), inviter=inviter, money=money)
    return Event(identity, "im://qq/1", kind, f"2024-03-{number:02}T10:00:00+08:00", data)


def test_an_edge_list_becomes_figures_and_pictures(run: Run, edges: Path, tmp_path: Path) -> None:
    ran = run("graph", "report", edges, "--output", "out", "--lang", "en")
    assert ran.exit_code == 0, ran.output
    document = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    [tree] = document["trees"]
    assert (tree["people"], tree["tiers"], tree["passes_gate"], tree["shape_features"]) == (40, 6, True, 3)
    assert tree["positions"][0] == {"label": "#1", "people": 40, "tiers": 6, "recruits": 2, "depth": 0}
    assert [tier["people"] for tier in tree["by_tier"]] == [1, 2, 4, 8, 16, 9]
    assert document["skipped"] == [{"where": "line 41", "why": "inviter is empty, expected an id or a name"}]
    assert ElementTree.parse(tmp_path / "out" / "tree-1.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_in_the_readers_language_and_names_nobody_unasked(run: Run, edges: Path, lang: str) -> None:
    run("graph", "report", edges, "--lang", lang)
    page = Path("referral-report/index.html").read_text(encoding="utf-8")
    assert TOLD_IN[lang] in page
    assert "p39" not in page
    run("graph", "report", edges, "--lang", lang, "--names")
    assert "p39" in Path("referral-report/index.html").read_text(encoding="utf-8")


def test_other_tools_are_given_the_same_tree(run: Run, edges: Path) -> None:
    also = [part for form in ("graphml", "gexf", "csv", "json") for part in ("--also", form)]
    run("graph", "report", edges, "--output", ".", *also)
    graphs = [nx.read_graphml("tree-1.graphml"), nx.read_gexf("tree-1.gexf")]
    assert [graph.number_of_edges() for graph in graphs] == [39, 39]
    assert len(json.loads(Path("tree-1.json").read_text(encoding="utf-8"))["edges"]) == 39
    assert len(Path("tree-1-nodes.csv").read_text(encoding="utf-8").splitlines()) == 41
    again = run("graph", "report", "tree-1-edges.csv", "--output", "again")
    assert (again.exit_code, json.loads(Path("again/report.json").read_text())["trees"][0]["people"]) == (0, 40)


def test_events_tell_whose_money_paid_whom(run: Run, scheme: Path) -> None:
    ran = run("graph", "report", scheme, "--names", "--lang", "en")
    assert ran.exit_code == 0, ran.output
    document = json.loads(Path("referral-report/report.json").read_text(encoding="utf-8"))
    money = document["groups"][0]["money"]
    assert (money["features"]["deposits"], money["features"]["commissions"]) == (300_000, 150_000)
    assert money["trail"]["transfers"][0]["payee"].startswith("人")
    page = Path("referral-report/index.html").read_text(encoding="utf-8")
    assert "Whose money paid whom" in page
    assert money["dries_up"]["least"] <= money["dries_up"]["most"]
    assert "Deposits are expected to dry up" in page
    assert "Money lost" in page


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "nobody knows this kind of file", id="an empty file"),
        pytest.param("name,age\na,7\n", "line 1: has no known columns", id="a table of something else"),
        pytest.param("inviter,member\n,b\n", "no record could be read; line 2: inviter is empty", id="no usable row"),
    ],
)
def test_an_unusable_file_is_named_with_the_reason(run: Run, tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "edges.csv").write_text(text, encoding="utf-8")
    ran = run("graph", "report", "edges.csv")
    assert ran.exit_code == 2
    assert "edges.csv" in ran.stderr
    assert ("first row with inviter and member" in ran.stderr) == (not text.startswith("inviter"))
    assert why in ran.stderr


def test_a_folder_that_cannot_be_written_is_named(run: Run, edges: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    ran = run("graph", "report", edges, "--output", "taken")
    assert (ran.exit_code, ran.stderr) == (2, "groupwarden: taken: File exists, expected a folder to write into\n")


def test_what_an_earlier_report_named_does_not_stay_in_the_folder(run: Run, edges: Path, tmp_path: Path) -> None:
    run("graph", "report", edges, "--output", "out", "--names", "--also", "graphml")
    (tmp_path / "out" / "tree-notes.svg").write_text("the reader's own")
    run("graph", "report", edges, "--output", "out")
    assert sorted(file.name for file in Path("out").iterdir()) == [
        "index.html",
        "report.json",
        "tree-1.svg",
        "tree-notes.svg",
    ]
    assert not any("p39" in file.read_text(encoding="utf-8") for file in Path("out").iterdir())


def test_rows_that_were_skipped_are_counted_on_the_terminal(run: Run, edges: Path) -> None:
    assert "1 record skipped" in run("graph", "report", edges, "--lang", "en").stdout


@pytest.mark.parametrize("text", ["source,target\n", "source,target\na,b\n"], ids=["header", "a pair"])
def test_a_file_without_trees_says_so(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "edges.csv").write_text(text, encoding="utf-8")
    ran = run("graph", "report", "edges.csv", "--lang", "en")
    assert (ran.exit_code, ran.stdout.splitlines()[0]) == (0, "No tree of at least 3 people was seen.")
    assert "No tree of at least 3 people was seen." in Path("referral-report/index.html").read_text(encoding="utf-8")


def test_an_unknown_source_is_told_with_those_that_are_known(run: Run, edges: Path) -> None:
    ran = run("graph", "report", edges, "--source", "excel")
    assert (ran.exit_code, "--source: 'excel' is unknown, expected one of auto, edges, telegram" in ran.stderr) == (
        2,
        True,
    )


def test_shape_is_no_matter_in_a_tree_of_few(run: Run, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("inviter,member\na,b\nb,c\nc,d\n", encoding="utf-8")
    assert run("graph", "report", "few.csv", "--lang", "en").stdout.splitlines()[1].split() == ["few", "4", "4", "–"]


def test_names_neither_turn_a_line_around_nor_drive_a_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text("source,target\na,\u202egnp.exe\na,\x1b[31mred\n", encoding="utf-8")
    run("graph", "report", "edges.csv", "--names", "--output", "out", "--also", "csv", "--also", "gexf")
    written = "".join(file.read_text(encoding="utf-8") for file in Path("out").iterdir())
    assert "gnp.exe" in written
    assert not {"\u202e", "\x1b"} & set(written)


def test_a_packed_edge_list_is_called_by_its_name_alone(run: Run, edges: Path) -> None:
    packed = edges.with_name("edges.csv.gz")
    packed.write_bytes(gzip.compress(edges.read_bytes()))
    run("graph", "report", packed)
    assert json.loads(Path("referral-report/report.json").read_text(encoding="utf-8"))["groups"][0]["name"] == "edges"


def test_a_tree_too_large_for_other_tools_is_told(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"a,b{member}\n" for member in range(MOST_MEMBERS))
    (tmp_path / "edges.csv").write_text(f"inviter,member\n{rows}", encoding="utf-8")
    ran = run("graph", "report", "edges.csv", "--also", "csv", "--lang", "en")
    assert "1 tree of more than 10,000 people is not written for other tools" in ran.stdout
