"""Which trees raise a graph finding: `python -m tests.bench.graph_quality [FOLDER]`.

False alarms are counted on real trees that were no schemes, recall on synthetic schemes, for no labelled real ones are
public. Every tree is a group of its own: its joins and payments come in as events and are judged by the whole
catalogue at every step, as they would be in a live group, so that a tree may alarm at any size that it passes through.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from pathlib import Path
from typing import cast

from msgspec.structs import replace
from rich.console import Console
from rich.table import Table
from scipy import special  # pyright: ignore[reportMissingTypeStubs] - scipy ships no types

from monitor.clock import SECOND, iso, micros
from monitor.event import Community, Data, Event, EventType, Inviter, Message, Money, Person, community_key, source_of
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.replay import replay
from rules import Severity
from tests.bench.natural_trees import CAMPAIGN, CASCADES, DATA, NaturalTree, is_there, natural_trees
from tests.graph.schemes import LAWFUL, ORGANISER, SCHEMES, Commission, Invite, Plan, name

GROUP = "tree"
COMMUNITY = community_key("generic", GROUP)
PAID = "campaign, one-tier commissions seen"
AS_THEY_WERE = "cascades", PAID
GRAPH_FACTS = frozenset({"referral_tree", "member_position"})
TALK = {
    1: "推荐奖励：每成功邀请一位好友参与，邀请人和被邀请人各得参与数量1%的奖励，仅限一级",
    2: "分销奖励：直接邀请的好友下单返佣10%，好友再邀请的返佣5%，仅两级",
    3: "推荐奖励：一代提成10%，二代提成5%，三代提成3%，团队越大收入越高",
}
SEEDS = {30: 50, 120: 20, 1000: 5}  # trees by size
CHAIN, LONG_CHAIN = "chain with legs", 4_400  # people: 3,300 tiers, as many as PlusToken had
ODDS = 0.025, 0.975  # of the 95% interval
START = micros(datetime(2018, 1, 1, tzinfo=UTC))  # years before now: some cascades went on for years

_quantile = cast("Callable[[float, float, float], float]", special.betaincinv)  # of a beta distribution


@dataclass(frozen=True, slots=True)
class Story:
    """What is seen of one tree: who brought whom, who was paid, and what the organiser, its owner, advertised first."""

    organiser: str
    invites: Sequence[Invite]
    commissions: Sequence[Commission] = ()
    talk: str | None = None

    def events(self) -> Iterator[Event]:
        """Yield it as canonical events in order of time; a payment follows the join it is for."""
        owner = Person(self.organiser)
        yield _event("community.created", 0, "founded", actor=owner)
        if self.talk:
            yield _event("message.created", 0, "talk", actor=owner, message=Message("talk", self.talk))
        steps: Iterator[Invite | Commission] = merge(self.invites, self.commissions, key=lambda step: step.at)
        for number, step in enumerate(steps):
            if isinstance(step, Invite):
                inviter = Inviter(Person(step.inviter))
                yield _event("member.joined", step.at, number, target=Person(step.member), inviter=inviter)
            else:
                payee, payer = Person(step.payee), Person(step.payer)
                money = Money("commission", "paid", payer=payer, payee=payee, source_member=payer)
                yield _event("payment.sent", step.at, number, money=money)


def _event(kind: EventType, at: int, number: object, **data: object) -> Event:
    whole = replace(Data("generic", Community(GROUP)), **data)
    return Event(f"e{number}", source_of("generic", GROUP), kind, iso(START + at * SECOND), whole)


def share(found: Sequence[Severity], least: Severity) -> str:
    """Return how many of the stories raised a graph finding of at least this severity, with the 95% interval."""
    hits, count = sum(worst >= least for worst in found), len(found)
    low, high = interval(hits, count)
    return f"{hits} of {count}: {hits / count:.2%} ({low:.2%} to {high:.2%})"


def interval(hits: int, count: int) -> tuple[float, float]:
    """Return the exact 95% interval of a share (Clopper and Pearson 1934)."""
    low = _quantile(hits, count - hits + 1, ODDS[0]) if hits else 0.0
    high = _quantile(hits + 1, count - hits, ODDS[1]) if hits < count else 1.0
    return low, high


def percent(found: Sequence[Severity], least: Severity) -> str:
    """Return in how many of a hundred stories a graph finding of at least this severity was raised."""
    return f"{100 * sum(worst >= least for worst in found) / len(found):.0f}"


class Judge:
    """Judges stories by the rules in force."""

    def __init__(self, panel: Panel) -> None:
        """Judge by *panel*; texts and people are read as ever."""
        self._panel = panel
        self._intake = Intake(panel.reader, Pseudonyms(b"trees of integers need no secrecy"))
        self._graph_rules = frozenset(rule.id for rule in panel.catalogue.rules.values() if rule.fact in GRAPH_FACTS)

    def gravest(self, story: Story) -> Severity:
        """Return the severity of the gravest finding about the graph of *story*, info where there is none."""
        records = [self._intake.record(event)[1] for event in story.events()]
        found = replay({COMMUNITY: records}, self._panel, {COMMUNITY: Profile()}).all_findings()
        about_it = (Severity(finding.severity) for finding in found if finding.rule in self._graph_rules)
        return max(about_it, default=Severity.info)


def campaign_pay(tree: NaturalTree) -> list[Commission]:
    """Return what a one-tier campaign pays: the referrer, for each whom he brought."""
    return [Commission(invite.inviter, invite.member, 1, invite.at) for invite in tree.invites]


def real(folder: Path) -> Mapping[str, list[Story]]:
    """Return the real trees, none of them a scheme, each as it was and then with more to suspect."""
    trees = list(natural_trees(folder))
    cascades = [tree for tree in trees if tree.source == CASCADES]
    campaign = [tree for tree in trees if tree.source == CAMPAIGN]
    return {
        "cascades": [Story(tree.organiser, tree.invites) for tree in cascades],
        "cascades, one-tier bonus advertised": [Story(tree.organiser, tree.invites, (), TALK[1]) for tree in cascades],
        "campaign, joins only": [Story(tree.organiser, tree.invites) for tree in campaign],
        PAID: [Story(tree.organiser, tree.invites, campaign_pay(tree)) for tree in campaign],
        "campaign, seen and advertised": [
            Story(tree.organiser, tree.invites, campaign_pay(tree), TALK[1]) for tree in campaign
        ],
    }


def false_alarms(judge: Judge, folder: Path) -> Table:
    """Return how many real trees raise a graph finding."""
    page = Table("real trees, no schemes", "medium and above", "high and above")
    found = {what: list(map(judge.gravest, stories)) for what, stories in real(folder).items()}
    found["as they were, together"] = [worst for what in AS_THEY_WERE for worst in found[what]]
    for what, severities in found.items():
        page.add_row(what, share(severities, Severity.medium), share(severities, Severity.high))
    page.add_row("aim for these", "at most 1%", "none")
    return page


def variants(plan: Plan, people: int, seeds: int) -> Iterator[list[Story]]:
    """Yield the stories of *plan*: joins only, with commissions seen, with commissions only advertised, with both."""
    for has_pay, has_talk in ((False, False), (True, False), (False, True), (True, True)):
        yield [
            Story(
                name(ORGANISER),
                list(plan.invites(people, seed)),
                list(plan.commissions(people, seed)) if has_pay else (),
                TALK.get(min(plan.paid_tiers, 3)) if has_talk else None,
            )
            for seed in range(seeds)
        ]


def recall(judge: Judge, plans: Mapping[str, Plan], sizes: Mapping[int, int]) -> Table:
    """Return in how many of a hundred synthetic trees a graph finding is raised, medium / high and above."""
    page = Table("synthetic", "people", "joins only", "commissions seen", "commissions advertised", "both")
    for what, plan in plans.items():
        for people, seeds in sizes.items():
            judged = [list(map(judge.gravest, stories)) for stories in variants(plan, people, seeds)]
            cells = [f"{percent(each, Severity.medium)} / {percent(each, Severity.high)}" for each in judged]
            page.add_row(what, f"{people:,}", *cells)
    return page


def report(judge: Judge, folder: Path, sizes: Mapping[int, int], long_chain: int) -> Iterator[Table | str]:
    """Yield false alarms on the real trees, if they are there, and recall on synthetic ones by size: trees of each."""
    if is_there(folder):
        yield false_alarms(judge, folder)
    else:
        yield f"{folder}: no trees here; false alarms on real trees are not measured"
    yield "Synthetic, in 100 trees: medium and above / high and above"
    yield recall(judge, SCHEMES, sizes)
    yield recall(judge, {CHAIN: SCHEMES[CHAIN]}, {long_chain: 1})
    yield recall(judge, LAWFUL, sizes)


def main(folder: Path) -> None:
    """Print each table as soon as it is known."""
    panel, console = Panel.load(), Console(width=160)
    for part in report(Judge(panel), folder, SEEDS, LONG_CHAIN):
        console.print(part)
    panel.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
