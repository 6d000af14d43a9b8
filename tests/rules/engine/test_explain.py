"""An explanation shows every level, alternative and condition, met or not."""

from rules.engine.explain import explain
from rules.facts import complete
from rules.pack.catalogue import Catalogue
from rules.severity import Severity
from tests.rules.packwriter import rule


def test_every_alternative_is_held_against_the_fact() -> None:
    sample = rule(
        levels=[
            {"severity": "low", "any": [{"ad": True}, {"link": True, "members": {"gte": 20}}]},
            {"severity": "high", "all": {"members": {"gte": 100}}},
        ]
    )
    found = explain(Catalogue({}, {}, {}), sample, complete("message", {"link": True, "members": 40}))
    assert [(each.severity, each.path, each.holds) for each in found] == [
        (Severity.high, ("levels", 1, "all"), False),
        (Severity.low, ("levels", 0, "any", 0), False),
        (Severity.low, ("levels", 0, "any", 1), True),
    ]
    assert [(each.field, each.threshold, each.value, each.holds) for each in found[0].conditions] == [
        ("members", 100, 40, False)
    ]
