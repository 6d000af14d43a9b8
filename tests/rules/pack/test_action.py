"""Words to copy hold what a finding calls for, in both languages."""

import pytest

from rules import Catalogue, load_packs
from rules.facts import FACT_KINDS, Value
from rules.pack.action import filled

ALL = 7  # lines of the template of group rules


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_packs()


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        pytest.param({}, ALL, id="nothing is known of the clauses: all of them"),
        pytest.param({"lacks_ads": True, "lacks_privacy": True}, ALL, id="two are missing, the others unknown"),
        pytest.param(dict.fromkeys(("lacks_ads", "lacks_illegal", "lacks_investment"), False), ALL - 3, id="three"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_template_of_rules_holds_what_is_missing(
    catalogue: Catalogue, code: str, values: dict[str, Value], lines: int
) -> None:
    assert len(filled(catalogue.actions["A1"].post, code, values).splitlines()) == lines


def test_an_owner_has_words_for_whatever_is_open_to_an_owner(catalogue: Catalogue) -> None:
    silent = {name for name, action in catalogue.actions.items() if not action.post}
    assert silent == {"A14"}, "what the platform alone does"


def test_lines_depend_on_fields_there_are(catalogue: Catalogue) -> None:
    known = {name for kind in FACT_KINDS.values() for name in kind.fields}
    asked = {name for action in catalogue.actions.values() for line in action.post for name in line.when}
    assert asked <= known


def test_what_lines_depend_on_is_kept_by_the_rule_that_offers_them(catalogue: Catalogue) -> None:
    rule = catalogue.rules["group-rules-incomplete"]
    asked = {name for line in catalogue.actions["A1"].post for name in line.when}
    assert asked <= set(rule.keep)
