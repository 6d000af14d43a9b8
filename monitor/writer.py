"""The single writer: what several callers hand in at a time is committed together."""

import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import perf_counter
from typing import TypeVar

import structlog

from monitor.batch import Batch, Outcome
from monitor.errors import MonitorError, logged
from monitor.evidence.ledger import Ledger, Salt, random_salt
from monitor.memory import Memory
from monitor.panel import Panel
from monitor.service import IngestResult
from monitor.store import IdentityRow, QuarantinedEvent, Store, StoredEvent, Transaction

MOST_ROWS = 5_000  # in one commit: keeps the wait of the first caller short
Answer = TypeVar("Answer")


@dataclass
class Submission:
    """Rows of one caller, those he sets aside, those that were set aside before, and where he waits."""

    rows: list[StoredEvent]
    ahead: list[QuarantinedEvent]
    released: Sequence[QuarantinedEvent] = ()
    identities: Sequence[IdentityRow] = ()
    done: Future[IngestResult] = field(default_factory=Future[IngestResult])


class Writer:
    """Takes submissions from a queue, commits as many as are there at once, and answers each after the commit."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        lateness: int,
        add_notices: Callable[[Transaction, Outcome], None],
        measure: Callable[[Outcome, float, float], None],
        *,
        salt: Salt = random_salt,
    ) -> None:
        """Write to *store*.

        *add_notices* adds to each transaction; *measure* is told of each commit, with the seconds that judging and
        the whole commit took. *salt* is that of the lines of evidence.
        """
        self._store = store
        self._memory = memory
        self._lateness = lateness
        self._add_notices = add_notices
        self._measure = measure
        self._salt = salt
        self._is_stale = True
        self._queue: SimpleQueue[Submission | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Rebuild the memory and begin to write."""
        self._refresh()
        self._thread.start()

    def stop(self) -> None:
        """Commit what is queued, save every state, and end."""
        self._queue.put(None)
        self._thread.join()
        with self._settled(), self._store.begin() as transaction:
            self._memory.save_every_community(transaction)

    def is_alive(self) -> bool:
        """Return whether submissions are being committed."""
        return self._thread.is_alive()

    def submit(
        self,
        rows: list[StoredEvent],
        ahead: list[QuarantinedEvent],
        *,
        released: Sequence[QuarantinedEvent] = (),
        identities: Sequence[IdentityRow] = (),
    ) -> IngestResult:
        """Hand in *rows* and those dated *ahead*; return after the commit, with which the *released* wait no more.

        *identities* are who was seen for the first time.

        Raises:
            MonitorError: the commit failed; nothing of this call was kept.
        """
        submission = Submission(rows, ahead, released, identities)
        self._queue.put(submission)
        return submission.done.result()

    def prune(self, before: int) -> None:
        """Erase what people wrote before *before*, once the states that rest on it are saved; load the memory anew.

        Raises:
            MonitorError: the store cannot be written now; nothing was erased.
        """
        with self._settled():
            with self._store.begin() as transaction:
                self._memory.save_every_community(transaction)
                Ledger(transaction, self._salt).retire(before)
            self._is_stale = True  # what is erased is not to come back from the memory
            self._store.prune(before)

    def adopt(self, panel: Panel, enter: Callable[[Transaction], None]) -> None:
        """Judge by *panel* from the next commit on, with *enter* in the same transaction; close what judges no more.

        Raises:
            MonitorError: the store cannot be written now; the panel before stays.
        """

        def change(transaction: Transaction) -> Outcome:
            self._memory.adopt(panel, transaction)
            enter(transaction)
            return self._judge(transaction, [])

        with self._settled():
            before = self._memory.panel
            try:
                self._transact(change)
            except BaseException:
                self._memory.panel = before
                panel.close()
                raise
        before.close()

    def between_commits(self, question: Callable[[], Answer]) -> Answer:
        """Answer *question* about the memory while nothing is being written."""
        with self._settled():
            return question()

    def enter(self, work: Callable[[Transaction], Answer]) -> Answer:
        """Do *work* in a transaction of its own between commits; what it changes must not be in the memory.

        Raises:
            MonitorError: the store cannot be written now; nothing was kept.
        """
        with self._settled(), self._store.begin() as transaction:
            return work(transaction)

    def rewrite(self, work: Callable[[Transaction], Answer]) -> Answer:
        """Do *work*, which may change anything in the store, as `enter` does; the memory is loaded anew.

        What was there before is in no file of the store any more.

        Raises:
            MonitorError: the store cannot be written now; nothing was kept.
        """
        with self._settled():
            self._is_stale = True
            with self._store.begin() as transaction:
                answer = work(transaction)
            self._store.scrub()
            return answer

    def enter_events(
        self, work: Callable[[Transaction], tuple[Answer, list[StoredEvent]]]
    ) -> tuple[Answer, list[StoredEvent]]:
        """Do *work* as `enter` does, and judge the events that it returns in the same commit.

        Raises:
            MonitorError: the store cannot be written now; nothing was kept.
        """
        done: list[tuple[Answer, list[StoredEvent]]] = []

        def change(transaction: Transaction) -> Outcome:
            done.append(work(transaction))
            return self._judge(transaction, [Submission(done[0][1], [])])

        with self._settled():
            self._transact(change)
        return done[0]

    @contextmanager
    def _settled(self) -> Generator[None]:
        """Hold commits off while the memory is what the store says."""
        with self._lock:
            self._refresh()
            yield

    def _run(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            submissions, stop = [first], False
            while sum(len(submission.rows) for submission in submissions) < MOST_ROWS:
                try:
                    following = self._queue.get_nowait()
                except Empty:
                    break
                if following is None:
                    stop = True
                    break
                submissions.append(following)
            self._commit(submissions)
            if stop:
                return

    def _commit(self, submissions: list[Submission]) -> None:
        try:
            with self._settled():
                outcome = self._write(submissions)
        except Exception as error:  # the callers are told; the next commit starts from the store
            self._fail(submissions, error)
            return
        for submission, result in zip(submissions, outcome.results, strict=True):
            submission.done.set_result(result)

    def _write(self, submissions: list[Submission]) -> Outcome:
        return self._transact(lambda transaction: self._judge(transaction, submissions))

    def _judge(self, transaction: Transaction, submissions: list[Submission]) -> Outcome:
        outcome = Batch(transaction, self._memory, self._lateness, self._salt).run([each.rows for each in submissions])
        transaction.quarantine([event for each in submissions for event in each.ahead])
        transaction.release([event for each in submissions for event in each.released])
        transaction.put_identities([row for each in submissions for row in each.identities])
        return outcome

    def _transact(self, work: Callable[[Transaction], Outcome]) -> Outcome:
        self._is_stale = True  # until the commit has come through
        started = perf_counter()
        with self._store.begin() as transaction:
            outcome = work(transaction)
            self._add_notices(transaction, outcome)
            judged = perf_counter()
        self._is_stale = False
        self._measure(outcome, judged - started, perf_counter() - started)
        return outcome

    def _refresh(self) -> None:
        """Let the memory be what the store says, when a commit has failed, or others may have written meanwhile."""
        self._is_stale |= self._store.stay_alone()
        if self._is_stale:
            with self._store.read() as transaction:
                self._memory.load(transaction)
            self._is_stale = False

    def _fail(self, submissions: list[Submission], error: Exception) -> None:
        why = logged(error)
        structlog.get_logger().error("commit failed", why=why)
        told = error if isinstance(error, MonitorError) else MonitorError(f"the events could not be judged: {why}")
        for submission in submissions:
            submission.done.set_exception(told)
