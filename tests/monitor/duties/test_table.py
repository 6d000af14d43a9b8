"""The table of duties is read strictly: whoever changes it is told what is wrong and where."""

from importlib import resources

import pytest

from api.report.words import DUTIES
from monitor.duties.inspection import CHECKS
from monitor.duties.table import Number, RulesNumber, duty_table, read_duties
from monitor.panel import Panel
from rules import PackError

TEXT = resources.files("monitor.duties").joinpath("duties.yaml").read_text(encoding="utf-8")


def test_weights_grades_and_caps_are_those_of_the_status_page() -> None:
    table = duty_table()
    assert {row.id: row.weight for row in table.duties} == {
        "rules": 12, "identity": 8, "staffing": 10, "join_control": 6, "response": 18, "open_items": 14,
        "complaints": 10, "ads": 5, "scheme": 10, "records": 4, "privacy_notice": 3,
    }  # fmt: skip
    assert (table.grades.compliant, table.grades.needs_work, table.least_known) == (85, 60, 50)
    assert (table.caps.overdue_critical, table.caps.scheme_stage, table.caps.scheme) == (40, "strain", 30)


def test_every_duty_is_checked_and_has_words() -> None:
    names = [row.id for row in duty_table().duties]
    assert names == list(CHECKS) == list(DUTIES)


def test_every_rule_that_is_named_is_in_force(panel: Panel) -> None:
    named = {rule for row in duty_table().duties for rule in row.rules}
    assert named <= panel.catalogue.in_force.rules.keys()


@pytest.mark.parametrize(
    ("duty", "number", "expected"),
    [
        pytest.param("rules", "unposted", 25, id="more than 24 hours"),
        pytest.param("rules", "stale", 2161, id="more than 90 days"),
        pytest.param("staffing", "share", 5, id="less than 5 per mille"),
        pytest.param("staffing", "away", 72, id="the least of several levels"),
        pytest.param("join_control", "members", 201, id="more than 200"),
        pytest.param("records", "retention", 180, id="less than 180 days"),
    ],
)
def test_numbers_of_rules_are_read_from_the_rules(panel: Panel, duty: str, number: str, expected: int) -> None:
    row = next(row for row in duty_table().duties if row.id == duty)
    assert isinstance(row.numbers[number], RulesNumber)
    assert (row.read(panel.catalogue) or {})[number] == expected


def test_every_number_of_its_own_has_a_unit_and_a_basis() -> None:
    own = [each for row in duty_table().duties for each in row.numbers.values() if isinstance(each, Number)]
    assert own
    assert all(each.unit and each.basis for each in own)


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        pytest.param("weight: 12", "weight: 13", "the weights add up to 100, not to 101", id="too much weight"),
        pytest.param("weight: 12", "wieght: 12", "unknown field 'wieght'", id="a misspelt field"),
        pytest.param("scheme_stage: strain", "scheme_stage: strian", "not 'strian'", id="a misspelt stage"),
        pytest.param("within: 30d", "within: 30", 'written like "10m"', id="a duration without a unit"),
        pytest.param(", basis: design}", "}", "the field 'basis' is missing", id="a number without a basis"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(found: str, instead: str, said: str) -> None:
    with pytest.raises(PackError, match=r"duties\.yaml:") as raised:
        read_duties("duties.yaml", TEXT.replace(found, instead, 1))
    assert said in str(raised.value)
