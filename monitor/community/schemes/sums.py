"""Money that goes into schemes and comes out of them, as payments seen and as reports."""

from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.record import Record
from monitor.schemes.evidence import Occasion, keys_of
from monitor.schemes.flow import signal_of


def enter_sum(bench: Bench, record: Record) -> None:
    """Hand on what *record* says of a scheme's money, if it does, as that of who got it or else paid it."""
    member = record.paid_to or record.paid_by
    if record.sum is None or member is None or record.is_test:
        return
    keys = keys_of(record.signals, bench.panel.shared_hosts)
    occasion = Occasion(record.at, bench.roster.resolve(member), record.id, keys, proof=proof_of(record))
    signal = signal_of(record.sum.kind, seen=record.type == "payment.sent")
    bench.evidence.note(signal, occasion, {"fen": record.sum.fen})
