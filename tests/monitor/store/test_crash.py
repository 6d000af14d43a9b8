"""A kill at any moment loses nothing that was committed and doubles nothing."""

import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from monitor.store import START, CommunityRow, Store
from tests.monitor.store.samples import an_event

_BATCH = 500
_COMMITTED = "committed"


def write(url: str, key_file: str) -> None:
    """Commit batches for ever, each with the cursor that it reaches, and say so after each."""
    with closing(Store.open(url, key_file=Path(key_file))) as store:
        while True:
            with store.begin() as transaction:
                done = sum(row.newest_at for row in transaction.communities())
                # The batch before is sent again, as a connector does that got no answer.
                first = max(0, done - _BATCH)
                transaction.add_events([an_event(f"{number}", at=number) for number in range(first, done + _BATCH)])
                transaction.save_communities([CommunityRow("qq:1", None, done + _BATCH)])
            sys.stdout.write(f"{_COMMITTED} {done + _BATCH}\n")
            sys.stdout.flush()


def _killed(url: str, key_file: Path, moment: Random) -> int:
    """Run a writer, kill it somewhere in the work that follows its first commits, and return what it last said."""
    code = f"from tests.monitor.store.test_crash import write; write({url!r}, {str(key_file)!r})"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - our own code
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(moment.randint(1, 5))]
        # Killed at the line itself it would always die between two transactions.
        with suppress(subprocess.TimeoutExpired):
            writer.wait(timeout=moment.uniform(0, 0.03))
        writer.kill()
        said += [line for line in writer.stdout if line.endswith("\n")]
    return int(said[-1].removeprefix(_COMMITTED))


@pytest.mark.parametrize("seed", range(3))
def test_after_a_kill_every_committed_batch_is_there_whole_and_once(url: str, key_file: Path, seed: int) -> None:
    moment = Random(seed)  # noqa: S311 - repeatable
    for _ in range(2):
        promised = _killed(url, key_file, moment)
        with closing(Store.open(url, key_file=key_file)) as store, store.read() as transaction:
            (community,) = transaction.communities()
            events = [found.event_id for found in transaction.events_between("qq:1", START, 2**62)]
        assert community.newest_at in {promised, promised + _BATCH}
        assert events == [str(number) for number in range(community.newest_at)]
