"""Whether what owner and admins do with violations is recorded, and for how long the provider keeps its logs."""

from monitor.community.bench import Bench
from monitor.record import Record


class Recording:
    """Judges the records after every measure, and the time logs are kept for when it is declared."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def declare(self, at: int) -> None:
        """Enter how long logs are kept, once for each time that the profile names."""
        state, days = self._bench.state, self._bench.profile.log_retention_days or 0
        if days != state.declared_retention:
            state.declared_retention = days
            self._judge(at)

    def on_measure(self, record: Record) -> None:
        """Enter a measure; one with a reason and a digest of the evidence shows that records can be seen here."""
        if record.recorded:
            self._bench.state.seen["records"] = True
        self._judge(record.at)

    def _judge(self, at: int) -> None:
        bench = self._bench
        fact = {"observable": bench.observes("records"), "log_retention_days": bench.state.declared_retention}
        bench.judge("records", fact, at, bench.subject, None)
