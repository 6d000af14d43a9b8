"""Referral reports: what the shape of trees, the positions in them and the flow of money say."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from graph.forest.tree import members_of_tree
from graph.money.attribution import Attribution
from graph.money.features import features as money_features
from graph.money.ledger import Ledger
from graph.money.payment import Kind, Payment
from graph.outlook import dries_up
from graph.shape.features import (
    DEPTH_RATIO_PM,
    RECRUITER_SHARE_PM,
    TOP_RECRUITER_SHARE_PM,
    TreeFeatures,
    features,
)
from graph.shape.natural import rank, rank_from_top
from graph.shape.survey import survey
from graph.tiers import tiers
from monitor.document import Skipped
from monitor.referrals.document import Days, Figure, GroupEntry, MoneyEntry, PositionEntry, ReferralDocument, TreeEntry
from monitor.referrals.drawn import Drawn
from monitor.referrals.group import Group
from rules import Severity

GATE_PEOPLE, GATE_TIERS = 30, 3  # 公通字〔2013〕37号 §1
LEAST_PEOPLE = 3  # two are a pair, not a tree
MOST_TREES = 20  # are described and drawn, the others counted
MOST_POSITIONS = 10
MOST_TRANSFERS = 20
DAY_SECONDS = 86_400


def referral_report(groups: Sequence[Group], skipped: Iterable[Skipped]) -> tuple[ReferralDocument, list[Drawn]]:
    """Return the report on *groups*, and what its trees are drawn from, in the report's order."""
    money = {group.id: Attribution(group.payments) for group in groups}
    lost = {key: {stake.member: stake.loss for stake in trail.stakes()} for key, trail in money.items()}
    drawn = [
        Drawn.of(group, members_of_tree(group.forest, root), lost[group.id]) for group, root in _most_telling(groups)
    ]
    entries = tuple(_group(group, money[group.id]) for group in sorted(groups, key=_urgency))
    return ReferralDocument(entries, tuple(map(_tree, drawn)), tuple(skipped)), drawn


def _most_telling(groups: Sequence[Group]) -> list[tuple[Group, int]]:
    """Return the trees to describe: past the gate those of the most unusual shape first, then the largest."""
    trees: list[tuple[int, int, Group, int]] = []
    for group in groups:
        seen = survey(group.forest)
        is_gated = (seen.people >= GATE_PEOPLE) & (seen.tiers >= GATE_TIERS)
        unusual = (seen.shape_features * is_gated).tolist()
        rows = zip(unusual, seen.people.tolist(), seen.roots.tolist(), strict=True)
        trees += ((shape, people, group, root) for shape, people, root in rows if people >= LEAST_PEOPLE)
    trees.sort(key=lambda tree: (-tree[0], -tree[1]))
    return [(group, root) for *_, group, root in trees[:MOST_TREES]]


def _urgency(group: Group) -> tuple[int, int]:
    """Return what groups are ordered by: the gravest suspicion first, then the largest tree."""
    gravest = max((Severity[finding.severity] for finding in group.findings), default=-1)
    root = group.forest.largest
    return -gravest, 0 if root is None else -group.forest.size[root]


def _group(group: Group, money: Attribution[str]) -> GroupEntry:
    return GroupEntry(
        id=group.id,
        name=group.name,
        members=len(group.forest),
        trees=len(group.forest.trees),
        extra_edges=len(group.forest.extras),
        money=_money(group, money) if group.payments else None,
        findings=group.findings,
    )


def _money(group: Group, money: Attribution[str]) -> MoneyEntry:
    ledger: Ledger[str] = Ledger()
    for payment in sorted(group.payments, key=lambda payment: payment.at):
        ledger.enter(payment)
    called = _Labels(group)
    trail, ending = money.trail(MOST_TRANSFERS), dries_up(_deposits_by_day(group.payments))
    return MoneyEntry(
        money_features(ledger),
        msgspec.structs.replace(
            trail,
            stakes=[msgspec.structs.replace(stake, member=called[stake.member]) for stake in trail.stakes],
            transfers=[
                msgspec.structs.replace(each, payee=called[each.payee], victim=called[each.victim])
                for each in trail.transfers
            ],
        ),
        Days(ending.least, ending.most) if ending else None,
    )


def _deposits_by_day(payments: Sequence[Payment[str]]) -> list[int]:
    """Return the deposits of each whole day (UTC) from the first to the last but one; the last may not be over."""
    days: Counter[int] = Counter()
    for payment in payments:
        if payment.kind is Kind.deposit:
            days[payment.at // DAY_SECONDS] += payment.minor or 0
    last = max((payment.at // DAY_SECONDS for payment in payments), default=0)
    return [days[day] for day in range(min(days, default=last), last)]


class _Labels:
    """What members are called in a report; who pays without being in the forest is numbered behind it."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._others: dict[str, int] = {}

    def __getitem__(self, name: str) -> str:
        try:
            return self._group.label(self._group.forest.number(name))
        except KeyError:
            number = self._others.setdefault(name, len(self._group.forest) + len(self._others) + 1)
            return self._group.called.get(name) or f"#{number}"


def _tree(drawn: Drawn) -> TreeEntry:
    forest, root = drawn.group.forest, drawn.members[0]
    shape = features(forest, root)
    return TreeEntry(
        group=drawn.group.id,
        people=shape.people,
        tiers=shape.tiers,
        passes_gate=shape.people >= GATE_PEOPLE and shape.tiers >= GATE_TIERS,
        shape_features=shape.shape_features,
        figures=_figures(shape),
        positions=tuple(_positions(drawn)),
        by_tier=tuple(tiers(drawn.parents, drawn.people)),
    )


def _figures(shape: TreeFeatures) -> dict[str, Figure]:
    people, unusual = shape.people, shape.unusual
    depth, recruiters, top = shape.depth_ratio_pm, shape.recruiter_share_pm, shape.top_recruiter_share_pm
    figures = {
        "depth_ratio_pm": (depth, DEPTH_RATIO_PM, rank("depth_ratio_pm", people, depth)),
        "recruiter_share_pm": (recruiters, RECRUITER_SHARE_PM, rank("recruiter_share_pm", people, recruiters)),
        "top_recruiter_share_pm": (top, TOP_RECRUITER_SHARE_PM, rank_from_top("top_recruiter_share_pm", people, top)),
    }
    return {name: Figure(value, limit, unusual[name], ranked) for name, (value, limit, ranked) in figures.items()}


def _positions(drawn: Drawn) -> Iterable[PositionEntry]:
    """Yield the positions with most people, the organiser's first; who brought nobody has none."""
    forest = drawn.group.forest
    recruiters = [member for member in drawn.members if forest.recruits[member]]
    recruiters.sort(key=lambda member: -forest.size[member])
    for member in recruiters[:MOST_POSITIONS]:
        counted = forest.position(member)
        yield PositionEntry(
            drawn.group.label(member), counted.people, counted.tiers, forest.recruits[member], forest.depth(member)
        )
