"""A silence says which alerts, why, by whom and until when; critical ones it has to name."""

import pytest

from monitor.alerts.silences import Silence, encoded, objections
from monitor.clock import DAY, HOUR
from monitor.service.silences import Matcher
from monitor.store import SilenceRow
from rules import Severity
from tests.monitor.alerts.office import NOON, an_alert

ANY_RULE = Matcher("rule", ("yield-promise",))


def silence(*matchers: Matcher) -> Silence:
    """Return a silence for an hour."""
    return Silence.of(SilenceRow("s", encoded(matchers), "mo", "known", NOON, NOON, NOON + HOUR))


@pytest.mark.parametrize(
    ("matchers", "severity", "covered"),
    [
        pytest.param([Matcher("rule", ("yield-promise",))], Severity.high, True, id="the rule"),
        pytest.param([Matcher("rule", ("entry-fee",))], Severity.high, False, id="another rule"),
        pytest.param([Matcher("rule", ("entry-fee", "yield-*"))], Severity.high, True, id="one of several"),
        pytest.param([Matcher("rule", ("entry-*",), negated=True)], Severity.high, True, id="any rule but"),
        pytest.param([Matcher("family", ("ponzi",))], Severity.high, True, id="the family"),
        pytest.param([Matcher("community", ("wechat:*",))], Severity.high, True, id="communities of a platform"),
        pytest.param([Matcher("community", ("qq:*",))], Severity.high, False, id="of another platform"),
        pytest.param([Matcher("subject", ("member:ann",))], Severity.high, True, id="the subject"),
        pytest.param([Matcher("scheme", ("",))], Severity.high, True, id="no scheme"),
        pytest.param([ANY_RULE, Matcher("community", ("qq:*",))], Severity.high, False, id="one of two does not fit"),
        pytest.param([ANY_RULE, Matcher("severity", ("medium",))], Severity.medium, True, id="as grave as meant"),
        pytest.param([ANY_RULE, Matcher("severity", ("medium",))], Severity.low, True, id="less grave"),
        pytest.param([ANY_RULE, Matcher("severity", ("medium",))], Severity.high, False, id="graver than meant"),
        pytest.param([ANY_RULE], Severity.critical, False, id="critical, which is not named"),
        pytest.param([ANY_RULE, Matcher("severity", ("critical",))], Severity.critical, True, id="critical, named"),
    ],
)
def test_a_silence_covers(matchers: list[Matcher], severity: Severity, *, covered: bool) -> None:
    assert silence(*matchers).covers(an_alert(severity=severity), "ponzi") == covered


@pytest.mark.parametrize(("at", "active"), [(NOON - 1, False), (NOON, True), (NOON + HOUR, False)])
def test_a_silence_has_its_time(at: int, *, active: bool) -> None:
    assert silence(ANY_RULE).is_active(at) == active


@pytest.mark.parametrize(
    ("matchers", "reason", "starts", "expires", "expected"),
    [
        pytest.param((ANY_RULE,), "known", 0, HOUR, [], id="nothing is wrong"),
        pytest.param((), "known", 0, HOUR, ["at least one has to say which"], id="everything"),
        pytest.param((Matcher("rule", ("*",)),), "known", 0, HOUR, ["at least one has to say which"], id="any text"),
        pytest.param((Matcher("severity", ("low",)),), "known", 0, HOUR, ["at least one"], id="only how grave"),
        pytest.param((ANY_RULE,), " ", 0, HOUR, ["reason: expected"], id="no reason"),
        pytest.param((ANY_RULE,), "known", 2 * HOUR, HOUR, ["expires_time: expected"], id="ends before it begins"),
        pytest.param((ANY_RULE,), "known", -DAY, -HOUR, ["expires_time: expected"], id="past"),
        pytest.param((ANY_RULE,), "known", 0, 91 * DAY, ["expires_time: at most 90 days"], id="too long"),
        pytest.param(
            (ANY_RULE, Matcher("severity", ("grave",))), "", 0, HOUR, ["matchers[1]: expected one of", "reason"],
            id="two things at once",
        ),
        pytest.param(
            (ANY_RULE, Matcher("severity", ("high",), negated=True)), "known", 0, HOUR, ["matchers[1]: a severity is"],
            id="severity negated",
        ),
        pytest.param((ANY_RULE, Matcher("rule", ())), "known", 0, HOUR, ["matchers[1]: expected 1 to"], id="no value"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_silence_is_said_at_once(
    matchers: tuple[Matcher, ...], reason: str, starts: int, expires: int, expected: list[str]
) -> None:
    found = objections(matchers, reason, NOON + starts, NOON + expires, NOON)
    assert len(found) == len(expected)
    assert all(part in text for part, text in zip(expected, found, strict=True))
