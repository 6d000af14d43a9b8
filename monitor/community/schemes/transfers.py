"""Money that members hand each other, kept for a week to see whether it goes round."""

from graph.collusion.circles import Payment, circle
from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.record import Record
from monitor.schemes.collusion import CIRCLE
from monitor.schemes.evidence import Occasion, keys_of

OVER = 7 * DAY  # design: rotating savings among friends take turns by the week or month
MOST_TRANSFERS = 300  # design: the latest of each currency


def enter_transfer(bench: Bench, record: Record) -> None:
    """Enter the transfer that *record* tells of, if it does; hand on the circle that it closes.

    A payment belongs to one circle: money that goes round again takes other payments.
    """
    transfer = record.transfer
    if transfer is None or record.is_test or any(map(bench.roster.is_ambiguous, (transfer.payer, transfer.payee))):
        return
    kept, currency = bench.state.transfers, transfer.currency
    payer, payee = bench.roster.resolve(transfer.payer), bench.roster.resolve(transfer.payee)
    newest = Payment(payer, payee, transfer.minor, record.at)
    since = record.at - OVER
    before = [each for each in kept.get(currency, ()) if each.at > since][1 - MOST_TRANSFERS :]
    found = circle(before, newest)
    kept[currency] = [each for each in (*before, newest) if each not in found]
    if found:
        keys = keys_of(record.signals, bench.panel.shared_hosts)
        fen = sum(each.amount for each in found) if currency == "CNY" else 0
        occasion = Occasion(record.at, payer, record.id, keys, proof=proof_of(record))
        bench.evidence.note(CIRCLE, occasion, {"members": len(found), "fen": fen})


def forget_transfers(bench: Bench, at: int) -> None:
    """Drop what is too old at *at* to be part of a circle."""
    state = bench.state
    recent = {currency: [each for each in kept if each.at > at - OVER] for currency, kept in state.transfers.items()}
    state.transfers = {currency: kept for currency, kept in recent.items() if kept}
