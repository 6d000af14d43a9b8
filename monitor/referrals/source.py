"""Groups out of files: an edge list is a forest and no more, events tell of money, staff and suspicions as well."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.forest import Forest
from graph.money.payment import Kind, Payment
from monitor.check import Progress, read_entries
from monitor.clock import SECOND
from monitor.community.fold import CommunityFold
from monitor.document import CommunityReport, Skipped
from monitor.intake import Intake
from monitor.language import Language
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.pseudonym import Pseudonyms
from monitor.readers import ReadOptions
from monitor.readers.edge_list import Invite, read_edge_list
from monitor.readers.export import stem
from monitor.record import Record
from monitor.referrals.group import Group
from monitor.referrals.naming import Naming
from monitor.replay import replay
from monitor.schemes.amounts import Amounts
from monitor.spill import spilled

OF_REFERRALS = frozenset(
    {"referral_tree", "member_position", "scheme_flow", "scheme_reach", "promoter_exodus", "outlook", "collusion"}
)
"""the kinds of fact that rules about the graph are written about"""


@dataclass
class Source:
    """The groups in one file, and what of it could not be read."""

    groups: list[Group] = field(default_factory=list[Group])
    skipped: list[Skipped] = field(default_factory=list[Skipped])


def from_edges(path: Path, options: ReadOptions, progress: Progress, *, named: bool) -> Source:
    """Return the groups of the edge list at *path*; members are called as there if they may be *named*.

    Raises:
        UnreadableExport: the file cannot be read, or not one row of it.
    """
    source, invites = Source(), dict[str, list[tuple[str, str, int]]]()
    for row in read_edge_list(path, replace(options, on_bytes=progress.on_file(path))):
        if isinstance(row, Invite):
            invites.setdefault(row.group, []).append(row[1:])
        else:
            source.skipped.append(row)
    for group, edges in invites.items():
        forest = Forest()
        forest.add_many(edges)
        called = {member: member for member in forest.members} if named else {}
        name = f"{stem(path)} {group}".strip()
        source.groups.append(Group(name, name, forest, called))
    return source


def from_events(
    path: Path,
    panel: Panel,
    language: Language,
    progress: Progress,
    *,
    profiles: Profiles,
    source: str,
    options: ReadOptions,
    named: bool,
) -> Source:
    """Return the groups of the events at *path*, judged by *panel*; members are called as there if they may be *named*.

    Raises:
        UnreadableExport: the file cannot be read.
    """
    pseudonyms = Pseudonyms(secrets.token_bytes(32))
    naming = Naming(pseudonyms)
    entries = read_entries([path], source, options, progress)
    intake = Intake(panel.reader, pseudonyms)
    with spilled(naming.noting(entries) if named else entries, intake) as spill, spill.histories() as histories:
        payments = {key: _Payments(history) for key, history in histories.items()}
        judgement = replay(
            payments,
            panel,
            intake.hidden(profiles),
            on_judged=lambda done: progress.on_judged(done, spill.events),
        )
    folds = dict(judgement.folds)
    groups = [
        _group(report, folds[report.id], payments[report.id], panel, naming.called)
        for report in judgement.reports(panel, language)
    ]
    return Source(groups, [*spill.skipped, *judgement.failures])


class _Payments:
    """A community's records, of which those about a scheme's money are kept aside as they pass."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._records = records
        self._kept: list[Record] = []

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            if record.sum and not record.is_test:
                self._kept.append(record)
            yield record

    def of(self, fold: CommunityFold) -> Iterator[Payment[str]]:
        """Yield the payments, each as that of who got it or else paid it; what somebody says to have lost is none."""
        amounts: Amounts[str] = Amounts()
        for record in self._kept:
            who = record.paid_to or record.paid_by
            if who and record.sum and record.sum.kind != "loss":
                member, kind = fold.roster.resolve(who), Kind(record.sum.kind)
                fen = amounts.enter(member, kind, record.sum.fen, seen=record.type == "payment.sent")
                yield Payment(record.at // SECOND, member, kind, fen)


def _group(
    report: CommunityReport, fold: CommunityFold, payments: _Payments, panel: Panel, called: Mapping[str, str]
) -> Group:
    of_graph = {rule.id for rule in panel.catalogue.rules.values() if rule.fact in OF_REFERRALS}
    members = fold.roster.state.members
    return Group(
        id=report.id,
        name=report.name,
        forest=fold.referrals.forest,
        called=called,
        staff=frozenset(name for name, member in members.items() if member.is_staff),
        gone=frozenset(name for name, member in members.items() if not member.present),
        payments=tuple(payments.of(fold)),
        findings=tuple(finding for finding in report.findings if finding.rule in of_graph),
    )
