"""What the flow of a scheme's money says.

A scheme that earns nothing can only pay members with members' money, and has to pass it on at once. Shares are per
mille and rounded down. Where too little was seen to tell, a feature is None: an unknown is no small number.
"""

from dataclasses import dataclass
from typing import NamedTuple

from graph.money.inequality import gini_pm
from graph.money.ledger import Ledger
from graph.money.payment import Kind, M

LEAST_DEPOSITORS = 20  # design: one of them is 5 percent
LEAST_PAYEES = 10  # design; and the Gini of n people stays under 1 - 1/n: beyond 0.9 there are more than ten
LEAST_WAITS = 3  # catalogue withdrawal-failure-cluster: three members


@dataclass(frozen=True, slots=True)
class MoneyFeatures:
    """One scheme's money in figures, sums in minor units."""

    depositors: int
    """Members who paid in."""

    payees: int
    """Members who got payouts or commissions."""

    deposits: int
    """All deposits together."""

    payouts: int
    """All payouts together, commissions apart."""

    commissions: int
    """All commissions together."""

    outside: int
    """What was paid out beyond all deposits: other people's money, or deposits that nobody saw."""

    member_inflow_pm: int | None
    """Members' deposits / (deposits + sales + outside), per mille; BurnLounge 926 (FTC v. BurnLounge, 2014).

    Beyond 850; who sells to customers or pays out of earnings stays below. From 20 depositors on.
    """

    loser_share_pm: int | None
    """Members who got less than they paid in / members who paid in, per mille; Forsage 880, beyond 850 suspicious.

    That is how schemes end; while they pay they have few losers, and friends who lend in turns have many. From 20
    depositors and 10 payees on: before anybody is paid, everybody is behind.
    """

    newcomer_money_pm: int | None
    """Of what was paid out, the first deposits of members who came in after the payee, per mille, first in, first out.

    A circle of friends who lend in turns pays with the later instalments of members who were there from the start; a
    scheme pays with the entrances of the next. Least counts as for the loser share; no figure of real schemes is known.
    """

    payout_gini_pm: int | None
    """Gini of what members got, those who only paid in included with 0; MMM over 900. Least counts as above."""

    entry_gini_pm: int | None
    """Gini of members' first deposits; entrance packages are alike: below 400 (MMM). From 20 depositors on."""

    dwell_seconds: int | None
    """Integral of the balance over time / deposits: how long a deposit stays (Little's law), up to the last payment.

    Median 0.7 days in 13 Bitcoin Ponzis (Bartoletti et al., 2018): money is passed on, not invested. About a day is no
    sharp line: of 7 of them 3 are below, the others at 1.1 to 11.6 (`tests.bench.money_flow`). Least counts as above.
    """

    peak_float_pm: int | None
    """Highest balance / deposits, per mille; under 250 suspicious. Median 40 in the 13, 18 to 230 in the 7.

    A scheme that pays little over a long time builds up more. Least counts as above.
    """

    failing_7d: int
    """Different members whose withdrawals failed or came late within 7 days; PlusToken's first sign of strain."""

    withdrawal_seconds: int | None
    """From asking until paid, mean of the withdrawals paid within 7 days; PlusToken 35 hours. From 3 of them on."""


class Ginis(NamedTuple):
    """The two features that take sorting, per mille."""

    payouts: int | None
    entries: int | None


def features(ledger: Ledger[M], spread: Ginis | None = None) -> MoneyFeatures:
    """Return the features of the money in *ledger* as it stands; *spread* are the Ginis if they are known.

    Complexity: O(1), without *spread* that of `ginis`.
    """
    has_depositors, has_both = _is_enough(ledger)
    spread = spread or ginis(ledger)
    deposits, total, now = ledger.deposits, ledger.total, ledger.now
    inflow = deposits + total[Kind.sale] + ledger.pool.outside
    waits = ledger.withdrawals.waits(now)
    return MoneyFeatures(
        depositors=len(ledger.paid_in),
        payees=len(ledger.paid_out),
        deposits=deposits,
        payouts=total[Kind.payout],
        commissions=total[Kind.commission],
        outside=ledger.pool.outside,
        member_inflow_pm=1000 * deposits // inflow if has_depositors else None,
        loser_share_pm=1000 * ledger.losers // len(ledger.entries) if has_both else None,
        newcomer_money_pm=1000 * ledger.newcomer_money // ledger.outflow if has_both else None,
        payout_gini_pm=spread.payouts,
        entry_gini_pm=spread.entries,
        dwell_seconds=ledger.held // deposits if has_both else None,
        peak_float_pm=1000 * ledger.peak // deposits if has_both else None,
        failing_7d=ledger.withdrawals.failing(now),
        withdrawal_seconds=ledger.withdrawals.mean_wait(now) if waits >= LEAST_WAITS else None,
    )


def ginis(ledger: Ledger[M]) -> Ginis:
    """Return the Ginis of the money in *ledger* as it stands.

    Complexity: O(n log n) in members.
    """
    has_depositors, has_both = _is_enough(ledger)
    empty_handed = (0 for member in ledger.entries if member not in ledger.paid_out)
    return Ginis(
        payouts=gini_pm([*ledger.paid_out.values(), *empty_handed]) if has_both else None,
        entries=gini_pm(ledger.entries.values()) if has_depositors else None,
    )


def _is_enough(ledger: Ledger[M]) -> tuple[bool, bool]:
    """Return whether enough deposits are known to judge by, and whether enough payouts are, too."""
    has_depositors = len(ledger.entries) >= LEAST_DEPOSITORS
    return has_depositors, has_depositors and len(ledger.paid_out) >= LEAST_PAYEES
