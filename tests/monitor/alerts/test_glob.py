"""A `*` stands for any text; nothing else is special."""

import pytest

from monitor.alerts.glob import fits


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("wechat:g", "wechat:g", True),
        ("wechat:g", "wechat:g1", False),
        ("wechat:*", "wechat:g", True),
        ("wechat:*", "qq:wechat:g", False),
        ("*:g", "wechat:g", True),
        ("*", "", True),
        ("**", "x", True),
        ("a*a", "a", False),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "a-c-b", False),
        ("*b*b*", "b", False),
        ("[ab]?", "[ab]?", True),
        ("[ab]?", "a1", False),
        ("a" + "*a" * 200 + "b", "a" * 400, False),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else None,
)
def test_a_pattern_fits(pattern: str, text: str, *, expected: bool) -> None:
    assert fits(pattern, text) == expected
