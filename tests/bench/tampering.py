"""How much tampering with evidence is caught: `python -m tests.bench.tampering [TRIES]`, 10,000 unless given."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from monitor.evidence.pack_verification import verify_pack
from monitor.evidence.verification import verify_chains
from monitor.store import Store
from tests.monitor.evidence.chains import a_store
from tests.monitor.evidence.damage import PACK_DAMAGES, ROW_DAMAGES
from tests.monitor.evidence.packs import grown, pack_of


class UndoneError(Exception):
    """The damage of one try is taken back."""


def tampering(tries: int, seed: int = 1) -> Iterator[tuple[str, bool]]:
    """Tamper *tries* times with packs and as often with a store; yield in what way, and whether it was caught."""
    random = Random(seed)  # noqa: S311 - repeatable
    with TemporaryDirectory() as folder, a_store(Path(folder)) as store:
        packs = [pack_of(grown(store)), pack_of(store, "owner")]
        assert not any(verify_pack(pack).faults for pack in packs)
        for _ in range(tries):
            tamper = random.choice(PACK_DAMAGES)
            yield f"pack: {tamper.__name__}", bool(verify_pack(tamper(random.choice(packs), random)).faults)
        heads = _heads(store)
        for _ in range(tries):
            yield _with_rows(store, heads, random)


def _heads(store: Store) -> frozenset[bytes]:
    with store.read() as transaction:
        heads = [transaction.ledger_head(chain) for chain in transaction.chains()]
    return frozenset(head[1] for head in heads if head)


def _with_rows(store: Store, heads: frozenset[bytes], random: Random) -> tuple[str, bool]:
    tamper, is_caught = random.choice(ROW_DAMAGES), False
    with suppress(UndoneError), store.begin() as transaction:
        tamper(transaction._connection, random)  # pyright: ignore[reportPrivateUsage] - behind its back
        verdict = verify_chains(transaction, transaction.chains(), heads)
        is_caught = bool(verdict.faults) or not heads <= verdict.heads
        raise UndoneError
    return f"store: {tamper.__name__}", is_caught


def main(tries: int) -> None:
    """Print how many of *tries* of each kind were caught."""
    all_of, caught = Counter[str](), Counter[str]()
    for way, is_caught in tampering(tries):
        all_of[way] += 1
        caught[way] += is_caught
    for way in sorted(all_of):
        print(f"{way:24} {caught[way]:6} of {all_of[way]:6} caught")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
