"""`graph report`: who brought whom in a file, as pages, pictures and files for graph tools."""

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import networkx as nx
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.options import GraphFormat, Lang
from api.cli.progress import shown_progress
from api.cli.surroundings import language_for, settings_at, zone_of
from api.report import Reader, render_referrals
from api.report.picture import tree_picture
from api.report.printable import printable
from api.report.rule_texts import describing
from graph.backend.forest_graph import MOST_MEMBERS
from graph.export import edge_csv, gexf, graphml, node_csv, node_link_json
from graph.subgraph import digraph
from monitor.errors import MonitorError
from monitor.language import Language
from monitor.panel import panel_from
from monitor.readers import ReadOptions, UnreadableExport
from monitor.readers.edge_list import NAME, is_edge_list
from monitor.readers.export import readers
from monitor.referrals.document import ReferralDocument
from monitor.referrals.drawn import Drawn
from monitor.referrals.report import referral_report
from monitor.referrals.source import from_edges, from_events

EXPORTS: Mapping[GraphFormat, Mapping[str, Callable[["nx.DiGraph[int]"], str]]] = {
    GraphFormat.graphml: {".graphml": graphml},
    GraphFormat.gexf: {".gexf": gexf},
    GraphFormat.csv: {"-nodes.csv": node_csv, "-edges.csv": edge_csv},
    GraphFormat.json: {".json": node_link_json},
}
OF_A_TREE = re.compile(r"tree-\d+(\.svg|\.graphml|\.gexf|-nodes\.csv|-edges\.csv)")


class FolderError(MonitorError):
    """The report cannot be written where it was asked for."""


def run(
    path: Path,
    options: ReadOptions,
    *,
    output: Path,
    also: Sequence[GraphFormat],
    named: bool,
    source: str,
    config: Path | None,
    lang: Lang | None,
) -> None:
    """Write the report on the referrals in the file at *path* into the folder *output*, and print what is in it.

    Raises:
        UnreadableExport: the file cannot be read.
        FolderError: the folder cannot be written.
    """
    known = ("auto", NAME, *readers())
    if source not in known:
        raise UnreadableExport(f"--source: {source!r} is unknown, expected one of {', '.join(known)}")
    settings = settings_at(config)
    language = language_for(lang, settings)
    panel = panel_from(settings, in_force=True)
    with shown_progress(language) as progress:
        if source == NAME or (source == "auto" and is_edge_list(path)):
            read = from_edges(path, options, progress, named=named)
        else:
            with _told_of_edge_lists(source):
                read = from_events(
                    path, panel, language, progress,
                    profiles=settings.communities, source=source, options=options, named=named,
                )  # fmt: skip
    document, drawn = referral_report(read.groups, read.skipped)
    document = printable(document)
    zone = options.time_zone or zone_of((group.id for group in document.groups), settings.communities)
    reader = Reader(language, zone, describing(panel.catalogue), panel.scoring.sla_hours)
    _write(output, dict(_files(document, drawn, reader, also)))
    console = Console(soft_wrap=True)
    if document.trees:
        Console().print(_summary(document, language))
    else:
        console.print(Text(language.text("No tree of at least 3 people was seen.")))
    if skipped := len(document.skipped):
        console.print(Text(language.plural("%(count)s record skipped", "%(count)s records skipped", skipped)))
    if also and (too_large := sum(len(tree.members) > MOST_MEMBERS for tree in drawn)):
        console.print(Text(_left_out(too_large, language)))
    console.print(Text(language.text("Written to %(place)s", place=output / "index.html")))


@contextmanager
def _told_of_edge_lists(source: str) -> Generator[None, None, None]:
    """Add to why a file of unknown format cannot be read what would make it an edge list."""
    try:
        yield
    except UnreadableExport as error:
        hint = f"\n  {NAME}: who brought whom, one pair a row, below a first row with inviter and member"
        raise UnreadableExport(f"{error}{hint if source == 'auto' else ''}") from error


def _files(
    document: ReferralDocument, drawn: Sequence[Drawn], reader: Reader, also: Sequence[GraphFormat]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file of the report."""
    pictures = [
        tree_picture(tree.parents, tree.people, reader.language, name=f"tree-{number}")
        for number, tree in enumerate(drawn, 1)
    ]
    yield "index.html", render_referrals(document, pictures, reader)
    yield "report.json", msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
    for number, (tree, picture) in enumerate(zip(drawn, pictures, strict=True), 1):
        yield f"tree-{number}.svg", picture
        if also and len(tree.members) <= MOST_MEMBERS:
            graph = _graph(tree)
            for form in also:
                yield from ((f"tree-{number}{ending}", render(graph)) for ending, render in EXPORTS[form].items())


def _graph(tree: Drawn) -> "nx.DiGraph[int]":
    lost = {member: person.lost for member, person in zip(tree.members, tree.people, strict=True)}
    return digraph(
        tree.group.forest,
        tree.members,
        label=tree.group.label,
        attributes={"lost_minor": {member: minor for member, minor in lost.items() if minor is not None}},
        extras=True,
    )


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write *files*; what an earlier report left of its trees goes first, for it may name people."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            if OF_A_TREE.fullmatch(old.name) and old.name not in files:
                old.unlink()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise FolderError(f"{error.filename or folder}: {error.strerror}, expected a folder to write into") from error


def _summary(document: ReferralDocument, language: Language) -> Table:
    """Return the largest trees and how unusual their shape is; that of a tree before the gate says little."""
    text = language.text
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(text("Group"))
    for heading in (text("People"), text("Tiers"), text("Unusual features of shape")):
        table.add_column(heading, justify="right")
    names = {group.id: group.name for group in document.groups}
    for tree in document.trees:
        row = (
            names[tree.group],
            language.number(tree.people),
            str(tree.tiers),
            f"{tree.shape_features}/3" if tree.passes_gate else "–",
        )
        table.add_row(*map(Text, row))
    return table


def _left_out(trees: int, language: Language) -> str:
    """Return that so many trees are in no other format."""
    return language.plural(
        "%(count)s tree of more than %(most)s people is not written for other tools",
        "%(count)s trees of more than %(most)s people are not written for other tools",
        trees,
        most=language.number(MOST_MEMBERS),
    )
