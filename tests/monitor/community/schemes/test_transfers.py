"""Money that members hand each other and that comes back to who began."""

import pytest
from msgspec import structs

from monitor.community.schemes.transfers import MOST_TRANSFERS
from monitor.panel import Panel
from monitor.record import Record, Transfer, Who
from monitor.schemes.collusion import CIRCLE
from rules.facts import Value
from tests.monitor.happenings import Told, happened, hours_of, joined


def handed(hours: float, way: str, yuan: int = 100, currency: str = "CNY") -> Record:
    """Return that the first of *way* hands the second money."""
    payer, payee = (Who(name) for name in way)
    return structs.replace(happened("payment.sent", hours), transfer=Transfer(payer, payee, 100 * yuan, currency))


def round_from(hours: float, ways: tuple[str, ...] = ("ab", "bc", "ca"), currency: str = "CNY") -> list[Record]:
    """Return that money goes round, a payment an hour."""
    return [handed(hours + hour, way, currency=currency) for hour, way in enumerate(ways)]


def circles(panel: Panel, records: list[Record]) -> list[tuple[float, dict[str, Value]]]:
    """Return when money had gone round, and how much round how many."""
    told = Told(panel, records)
    assert not told.fold.failures
    return [(hours_of(entry.at), entry.values) for entry in told.fold.evidence.new if entry.signal == CIRCLE]


ROUND: dict[str, Value] = {"members": 3, "fen": 30_000}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(round_from(0), [(2, ROUND)], id="one round"),
        pytest.param([*round_from(0), *round_from(3)], [(2, ROUND), (5, ROUND)], id="two rounds"),
        pytest.param([*round_from(0), handed(3, "ab")], [(2, ROUND)], id="what went round is used up"),
        pytest.param(round_from(0, currency="USDT"), [(2, {"members": 3, "fen": 0})], id="other coin"),
        pytest.param(
            [*round_from(0, ("ab", "bc")), handed(2, "ca", currency="USDT")], [], id="no coin is worth another"
        ),
        pytest.param([*round_from(0, ("ab", "bc")), handed(167, "ca")], [(167, ROUND)], id="within a week"),
        pytest.param([*round_from(0, ("ab", "bc")), handed(168, "ca")], [], id="after a week"),
        pytest.param(round_from(0, ("ab", "ba")), [], id="a refund"),
        pytest.param([structs.replace(record, is_test=True) for record in round_from(0)], [], id="a test"),
    ],
)
def test_money_goes_round(panel: Panel, records: list[Record], expected: list[tuple[float, dict[str, Value]]]) -> None:
    assert circles(panel, records) == expected


@pytest.mark.parametrize(
    ("bearers", "expected"), [pytest.param(("a",), [(2, ROUND)], id="one"), pytest.param(("a", "z"), [], id="two")]
)
def test_who_is_known_by_name_is_known_where_one_bears_it(
    panel: Panel, bearers: tuple[str, ...], expected: list[tuple[float, dict[str, Value]]]
) -> None:
    present = [joined(-1, Who(bearer, name="Ann")) for bearer in bearers]
    first, *rest = round_from(0)
    first = structs.replace(first, transfer=Transfer(Who(name="Ann"), Who("b"), 10_000, "CNY"))
    assert circles(panel, [*present, first, *rest]) == expected


def test_the_latest_payments_are_kept(panel: Panel) -> None:
    others = [handed(1 + number / 100, "xy") for number in range(MOST_TRANSFERS)]
    told = Told(panel, [handed(0, "ab"), *others])
    assert [len(kept) for kept in told.fold.state.transfers.values()] == [MOST_TRANSFERS]
    assert circles(panel, [handed(0, "ab"), *others, handed(5, "bc"), handed(6, "ca")]) == []
    assert circles(panel, [*others, handed(4, "ab"), handed(5, "bc"), handed(6, "ca")]) == [(6, ROUND)]


def test_payments_of_long_ago_are_forgotten(panel: Panel) -> None:
    told = Told(panel, [handed(0, "ab"), happened("connector.heartbeat", 24 * 9)])
    assert told.fold.state.transfers == {}
