"""What schemes say in the store is what they say in memory, whatever moves between them."""

from pathlib import Path

from monitor.batch import Batch
from monitor.clock import MINUTE
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.store import Store
from tests.monitor.happenings import ANN, BOB, GROUP, SEES_ALL, happened, said, signal
from tests.monitor.test_writer import row


def test_a_finding_that_moves_to_another_scheme_stays_in_the_store(tmp_path: Path, panel: Panel) -> None:
    promises = [signal("yield", 30.0), signal("guarantee"), signal("commission", 3.0)]
    story = [
        said(0, ANN, *promises),
        said(1, BOB, signal("payout_failure", 72.0)),
        said(1.5, ANN, signal("payout_failure", 72.0)),
        happened("community.dissolved", 15),
        said(16, ANN, *promises, signal("scheme_name", "star")),
        said(17, ANN),
    ]
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    memory = Memory(panel, {GROUP: SEES_ALL})
    homes: list[set[str]] = []
    for record in story:
        with store.begin() as transaction:
            Batch(transaction, memory, MINUTE).run([[row(record)]])
            stored = {found.id for found in transaction.findings()}
        assert {key for scheme in memory.schemes.values() for key in scheme.findings} <= stored
        homes.append({key for key, s in memory.schemes.items() if any(f.community for f in s.findings.values())})
    store.close()
    assert len(set[str]().union(*homes)) == 2
