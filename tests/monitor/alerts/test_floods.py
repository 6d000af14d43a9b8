"""A rule that finds far more in an hour than it used to is in flood, whatever order its findings came in."""

from collections.abc import Iterator
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.floods import FLOOD, flood_id, floods_among, hour_of, review_floods
from monitor.clock import DAY, HOUR, MINUTE
from monitor.findings import Finding
from monitor.panel import Panel
from monitor.store import FindingRow, Store
from tests.monitor.alerts.office import NOON


def found(number: int, at: int, rule: str = "ad-flood") -> Finding:
    """Return a finding."""
    return Finding(f"{rule}{number}", rule, 1, 2, at, at, f"member:{number}", "wechat:g", ("owner",), {}, [])


def times(count: int, at: int = NOON) -> list[int]:
    """Return *count* times within the hour of *at*."""
    return [at + number * MINUTE * 60 // max(count, 1) for number in range(count)]


A_WEEK_AGO, USUAL = NOON - 7 * DAY, [NOON - number * HOUR for number in range(1, 7 * 24 + 1) for _ in range(4)]


@pytest.mark.parametrize(
    ("moments", "flooded"),
    [
        pytest.param(times(99), False, id="ninety-nine of a new rule"),
        pytest.param(times(100), True, id="a hundred of a new rule"),
        pytest.param([A_WEEK_AGO, *times(29)], False, id="twenty-nine of a known rule"),
        pytest.param([A_WEEK_AGO, *times(30)], True, id="thirty of a known rule"),
        pytest.param([A_WEEK_AGO + HOUR, *times(30)], False, id="thirty of a rule known for hardly a week"),
        pytest.param([*USUAL, *times(39)], False, id="nine times as many as usual"),
        pytest.param([*USUAL, *times(40)], True, id="ten times as many as usual"),
        pytest.param([*times(60, NOON - HOUR), *times(60)], False, id="a hundred and twenty in two hours"),
    ],
)
def test_a_rule_is_in_flood(panel: Panel, moments: list[int], *, flooded: bool) -> None:
    findings = [found(number, at) for number, at in enumerate(moments)]
    floods = floods_among(findings, panel.engine, NOON + HOUR)
    assert list(floods) == [flood_id("ad-flood", NOON)] * flooded


@pytest.mark.parametrize(("clock", "ended_at"), [(NOON + HOUR - 1, 0), (NOON + HOUR, NOON + HOUR)])
def test_a_flood_is_over_with_its_hour(panel: Panel, clock: int, ended_at: int) -> None:
    [flood] = floods_among([found(number, NOON) for number in range(100)], panel.engine, clock).values()
    assert (flood.rule, flood.subject, flood.audience, flood.ended_at) == (
        FLOOD, "rule:ad-flood", ("moderator",), ended_at
    )  # fmt: skip
    assert flood.values["findings"] == 100


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store.open(f"sqlite:///{tmp_path_factory.mktemp('floods')}/store.db", durable=False)
    yield made
    made.close()


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from([A_WEEK_AGO, NOON - DAY, NOON, NOON + HOUR]), st.integers(5, 70)), max_size=6),
    st.randoms(use_true_random=False),
    st.integers(20, 200),
)
def test_the_order_in_which_findings_come_leaves_no_trace(
    panel: Panel, store: Store, bursts: list[tuple[int, int]], random: Random, every: int
) -> None:
    findings = [found(number, at) for number, at in enumerate(at for hour, many in bursts for at in times(many, hour))]
    shuffled = list(findings)
    random.shuffle(shuffled)
    standing: dict[str, Finding] = {}
    with store.begin() as transaction:
        for start in range(0, len(shuffled), every):
            some = shuffled[start : start + every]
            transaction.put_findings([_row(finding) for finding in some])
            review = review_floods(transaction, panel.engine, some, NOON + DAY)
            transaction.delete_findings([finding.id for finding in review.dropped])
            transaction.put_findings([_row(finding) for finding in review.changed.values()])
            standing |= review.changed
            for gone in review.dropped:
                del standing[gone.id]
        transaction.delete_findings([*(finding.id for finding in findings), *standing])
    assert standing == floods_among(findings, panel.engine, NOON + DAY)
    assert all(hour_of(flood.at) == flood.at for flood in standing.values())


def _row(finding: Finding) -> FindingRow:
    return FindingRow(
        finding.id, finding.community, None, finding.rule, 1, finding.severity, finding.at, finding.subject,
        msgspec.msgpack.encode(finding),
    )  # fmt: skip
