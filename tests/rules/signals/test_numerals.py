"""Numbers, money and durations, as people write them."""

import pytest

from rules.signals.numerals import find_amount, find_hours, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500.5", 1500.5), ("3万", 30_000), ("10w", 100_000), ("十五", 15), ("叁佰", 300), ("三点五", 3.5),
        ("半", 0.5), ("一百零五", 105), ("两万三千", 23_000), ("二零二六", 2026), ("two", 2),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500美元起", (500, "USD")), ("投500U成为".lower(), (500, "USDT")), ("奖励50元", (50, "CNY")),
        ("¥99", (99, "CNY")), ("$1,200 now", (1200, "USD")), ("五百块", (500, "CNY")), ("500 users", None),
    ],
)  # fmt: skip
def test_money_is_read_with_its_currency(text: str, amount: tuple[float, str] | None) -> None:
    assert find_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("维护10天", 240), ("三天了", 72), ("35小时", 35), ("two weeks", 336), ("三十六个小时", 36), ("一个月", 720),
        ("3 business days", 72), ("下周", None),
        ("11 月 23 日 02:00", None), ("23日凌晨两点", None), ("11月23日起维护3天", 72), ("停10日", 240),
    ],
)  # fmt: skip
def test_a_duration_is_read_in_hours(text: str, hours: float | None) -> None:
    assert find_hours(text) == hours
