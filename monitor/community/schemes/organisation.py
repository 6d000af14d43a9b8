"""The tree that a group's owner organises, handed on so that all his groups can be added up."""

from collections.abc import Mapping

from graph.forest import NO_PARENT
from monitor.community.bench import Bench
from monitor.findings import Proof
from monitor.record import Record
from monitor.schemes.evidence import Occasion
from monitor.schemes.organisations import GROWN
from rules.facts import Value

SIZE, PROVEN = ("people", "tiers"), ("commission_evidence", "commission_levels", "ambiguous")
MORE = 4  # design: beyond every size that rules ask for, a quarter more people is news


class Organisation:
    """Hands on how large the owner's own tree is, where a scheme is promoted (公通字〔2013〕37号 §1)."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._most = max(bench.panel.catalogue.least("referral_tree", "people"), default=0)

    def tell(self, record: Record) -> None:
        """Hand on the owner's tree if it is news at *record*."""
        bench, state = self._bench, self._bench.state
        root = bench.referrals.find(state.owner)
        is_promoted = bool(state.pay_promised or state.promoters.members)
        if root is None or not (is_promoted and state.owner_account) or record.is_test:
            return
        if bench.referrals.forest.parent[root] != NO_PARENT:
            return
        tree = bench.referrals.tree(root)
        values = {name: tree[name] for name in (*SIZE, *PROVEN)}
        if self._is_news(values):
            state.organisation = values
            bench.evidence.note(GROWN, Occasion(record.at, state.owner, record.id, proof=Proof(record.id)), values)

    def _is_news(self, values: Mapping[str, Value]) -> bool:
        told = self._bench.state.organisation
        if any(values[name] != told.get(name) for name in PROVEN):
            return True
        people, before = int(values["people"]), int(told["people"])
        return people > before and (people <= self._most or people * MORE >= before * (MORE + 1))
