"""What members and promoters say when a scheme stops paying: failed payouts, and the notices that excuse them."""

from collections.abc import Iterator

from rules.signals.numerals import find_hours
from rules.signals.passage import Found, Hit, Passage

_LONG_HOURS = 72.0  # an outage that long without a word on payouts is no ordinary upgrade (design)
_BESIDE = 16  # characters between a withdrawal and what became of it: 提现676U,8分钟到账 (design)
_NOTICE_REACH = 80  # characters between the reason and the stop: a notice runs over two or three sentences


def payout_failures(passage: Passage) -> Iterator[Found]:
    """Find reports of withdrawals that fail or are late; the value is how many hours, when said."""
    for hit in passage.hits("payout_failed"):
        if not passage.near(hit, ["other_money"], 16) and not passage.near(hit, ["in_a_notice"], 6):
            yield _late(passage, hit)
    for hit in passage.hits("fails"):
        if passage.near(hit, ["withdrawal", "coin"], _BESIDE) and not passage.near(hit, ["other_money"]):
            yield _late(passage, hit)
    for hit in passage.hits("not_arrived"):
        if passage.near(hit, ["other_money"]):
            continue
        if passage.near(hit, ["withdrawal"]) or _hours(passage, hit) is not None:
            yield _late(passage, hit)


def payouts(passage: Passage) -> Iterator[Found]:
    """Find reports of withdrawals that arrived."""
    arrived = [hit for hit in passage.hits("arrived") if passage.near(hit, ["withdrawal", "taken_out"], _BESIDE)]
    for hit in [*passage.hits("payout_arrived"), *arrived]:
        late = passage.first_within("not_arrived", passage.clause(hit))
        if late is None and not passage.near(hit, ["other_money"]) and not _is_promised(passage, hit):
            yield Found(*hit, "payout_ok")


def _is_promised(passage: Passage, hit: Hit) -> bool:
    """Return whether a payout is promised, not told of: 提现秒到账 without a word of one's own."""
    sentence = passage.sentence(hit)
    if passage.first_within("payout_promise", sentence) is None:
        return False
    return passage.first_within("payout_told", sentence) is None


def notices(passage: Passage) -> Iterator[Found]:
    """Find notices by which withdrawals stop; the value is how many hours it is said to last.

    A stop of withdrawals is one by itself, the surer with a reason (maintenance, hack, policy, congestion). A hack,
    or maintenance of a wallet or another place for assets, of three days or more is one even without the word:
    whoever cannot reach the wallet cannot withdraw. Schools, games and other ordinary systems are not, and what is said
    to be over is none.
    """
    if passage.has("ordinary_system"):
        return
    for stop in passage.hits("stop"):
        money = _beside(passage, stop, "withdrawal", 40)
        if money is None or passage.near(stop, ["other_money"], 16) or passage.near(stop, ["resumed"], across=True):
            continue
        reason = passage.near(stop, ["maintenance", "excuse"], _NOTICE_REACH, across=True)
        start, end = min(stop.start, money.start), max(stop.end, money.end)
        yield Found(start, end, "maintenance", _notice_hours(passage, stop), "h", 1.0 if reason else 0.8)
        return
    yield from _long_outage(passage)


def _long_outage(passage: Passage) -> Iterator[Found]:
    for hit in passage.hits("maintenance"):
        hours = _notice_hours(passage, hit)
        if hours is not None and hours >= _LONG_HOURS and passage.near(hit, ["hack", "asset"], across=True):
            yield Found(*hit, "maintenance", hours, "h", 0.8)
            return


def _beside(passage: Passage, hit: Hit, concept: str, reach: int) -> Hit | None:
    return passage.first_within(concept, passage.around(hit, reach, reach), beside=hit)


def _late(passage: Passage, hit: Hit) -> Found:
    return Found(*hit, "payout_failure", _hours(passage, hit), "h")


def _hours(passage: Passage, hit: Hit) -> float | None:
    return find_hours(passage.cut(passage.around(hit, 20, 16)))


def _notice_hours(passage: Passage, hit: Hit) -> float | None:
    """Return the duration a notice gives, close behind *hit* or else just before it."""
    return find_hours(passage.text[hit.end : hit.end + 40]) or find_hours(
        passage.text[max(0, hit.start - 16) : hit.end]
    )
