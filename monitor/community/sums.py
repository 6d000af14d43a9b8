"""Money that goes into schemes, as payments seen and as reports."""

from monitor.community.bench import Bench
from monitor.findings import proof_of
from monitor.record import Record
from monitor.schemes.evidence import Occasion, keys_of
from monitor.schemes.flow import LOST, PAID, REPORTED


def enter_sum(bench: Bench, record: Record) -> None:
    """Hand on what *record* says of a deposit or a loss, if it does."""
    if record.sum is None or record.paid_by is None or record.is_test:
        return
    deposited = PAID if record.type == "payment.sent" else REPORTED
    keys = keys_of(record.signals, bench.panel.shared_hosts)
    occasion = Occasion(record.at, bench.roster.resolve(record.paid_by), record.id, keys, proof=proof_of(record))
    bench.evidence.note(LOST if record.sum.kind == "loss" else deposited, occasion, {"fen": record.sum.fen})
