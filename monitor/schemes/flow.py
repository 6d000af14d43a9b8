"""What members paid into a scheme, got out of it and say to have lost there, added up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.money.features import Ginis, features, ginis
from graph.money.ledger import Ledger
from graph.money.payment import Kind, Payment
from monitor.clock import SECOND
from monitor.record import SumKind
from monitor.schemes.amounts import Amounts
from monitor.schemes.evidence import Evidence, Somebody
from monitor.schemes.figures import SEVERAL, or_unknown, yuan
from rules.facts import Value

SECONDS_AN_HOUR = 3600
PAID, REPORTED, LOST = "money.paid", "money.reported", "money.lost"
COMMISSION, HEADCOUNT = "recruit.commission", "recruit.headcount"
RETURNS = frozenset({"attract.yield", "attract.guarantee"})
MORE = 8  # design: how uneven sums are is worked out anew after an eighth more payments
_UNSPREAD = Ginis(None, None)
_OTHERS: Sequence[Kind] = [kind for kind in Kind if kind is not Kind.deposit]
_MEANINGS: Mapping[str, tuple[Kind, bool]] = {
    PAID: (Kind.deposit, True),
    REPORTED: (Kind.deposit, False),
    **{f"money.{kind}": (kind, True) for kind in _OTHERS},
    **{f"money.{kind}.told": (kind, False) for kind in _OTHERS},
}
_SIGNALS: Mapping[tuple[Kind, bool], str] = {meaning: signal for signal, meaning in _MEANINGS.items()}


def signal_of(kind: SumKind, *, seen: bool) -> str:
    """Return the name under which a sum of *kind* is evidence: of a payment that was *seen*, or of a report."""
    return LOST if kind == "loss" else _SIGNALS[Kind(kind), seen]


class _Sums:
    """The money of one scheme; amortised O(log n) a payment.

    How much it was is taken from payments and reports, how long it stayed and who came after whom from payments alone:
    a report tells no time.
    """

    def __init__(self) -> None:
        self._known: Ledger[Somebody] = Ledger()
        self._seen: Ledger[Somebody] = Ledger()
        self._amounts: Amounts[Somebody] = Amounts()
        self._losses: dict[Somebody, int] = {}
        self._lost = self._largest_loss = 0
        self._commission_evidence = self._promised = False
        self._spread, self._spread_at = _UNSPREAD, 0

    def enter(self, entry: Evidence) -> bool:
        """Enter *entry*; return whether it is about money, or tells what the money is for."""
        if entry.signal in _MEANINGS:
            kind, seen = _MEANINGS[entry.signal]
            self._pay(entry, kind, seen=seen)
        elif entry.signal == LOST:
            self._lose(entry.who, _fen(entry))
        elif _is_pay_for_recruits(entry) and not self._commission_evidence:
            self._commission_evidence = self._promised = True
        elif entry.signal in RETURNS and not self._promised:
            self._promised = True
        else:
            return False
        return True

    @property
    def is_told(self) -> bool:
        """Return whether anybody paid in or lost something: who only gets money is in no scheme."""
        return bool(self._known.paid_in or self._losses)

    def fact(self) -> dict[str, Value]:
        """Return the fields of the fact as the money stands."""
        known, seen = features(self._known, self._spread), features(self._seen, _UNSPREAD)
        return {
            "depositors": known.depositors,
            "deposits_cny": yuan(known.deposits),
            "losses_cny": yuan(self._lost),
            "largest_loss_cny": yuan(self._largest_loss),
            "commission_evidence": self._commission_evidence,
            "promised": self._promised,
            "payees": known.payees,
            "payouts_cny": yuan(known.payouts),
            "commissions_cny": yuan(known.commissions),
            "member_inflow_pm": or_unknown(known.member_inflow_pm),
            "loser_share_pm": or_unknown(known.loser_share_pm),
            "newcomer_money_pm": or_unknown(seen.newcomer_money_pm),
            "payout_gini_pm": or_unknown(known.payout_gini_pm),
            "entry_gini_pm": or_unknown(known.entry_gini_pm),
            "dwell_hours": or_unknown(seen.dwell_seconds, SECONDS_AN_HOUR),
            "peak_float_pm": or_unknown(seen.peak_float_pm),
            "failed_withdrawals_7d": known.failing_7d,
            "withdrawal_delay_hours": or_unknown(known.withdrawal_seconds, SECONDS_AN_HOUR),
        }

    def _pay(self, entry: Evidence, kind: Kind, *, seen: bool) -> None:
        at, who, fen = entry.at // SECOND, entry.who, _fen(entry)
        if seen:
            self._seen.enter(Payment(at, who, kind, fen or None))
        self._known.enter(Payment(at, who, kind, self._amounts.enter(who, kind, fen, seen=seen)))
        if self._known.payments * MORE >= self._spread_at * (MORE + 1):
            self._spread, self._spread_at = ginis(self._known), self._known.payments

    def _lose(self, who: Somebody, fen: int) -> None:
        before = self._losses.get(who, 0)
        self._losses[who] = max(before, fen)
        self._lost += self._losses[who] - before
        self._largest_loss = max(self._largest_loss, fen)


def flows(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, dict[str, Value]]]:
    """Yield the sums after each payment or report of the *evidence* of one scheme, which comes in order."""
    sums = _Sums()
    for entry in evidence:
        if sums.enter(entry) and sums.is_told:
            yield entry, sums.fact()


def _fen(entry: Evidence) -> int:
    return max(int(entry.values.get("fen", 0)), 0)  # stores may hold negative amounts from before they were refused


def _is_pay_for_recruits(entry: Evidence) -> bool:
    """Return whether *entry* promises pay by head, or over several levels of recruits."""
    levels = int(entry.values.get("commission_levels", 0))
    return entry.signal == HEADCOUNT or (entry.signal == COMMISSION and levels >= SEVERAL)
