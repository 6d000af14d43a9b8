"""Which class a message is of that an alert is confirmed by: data, read from categories.yaml."""

from collections.abc import Mapping
from importlib import resources

from pydantic import TypeAdapter

from monitor.labels import CATEGORIES, Category
from rules import PackError, Rule, Value
from rules.pack.document import Document
from rules.pack.loader import validate
from rules.pack.record import Record, RuleId
from rules.pack.rule import Family


class Categories(Record):
    """The class by rule, and by family for the rules that have none of their own."""

    families: Mapping[Family, Category]
    rules: Mapping[RuleId, Category]

    def of(self, rule_id: str, rule: Rule | None, values: Mapping[str, Value]) -> Category | None:
        """Return the class that a finding with *values* says itself, or its rule; None when neither does.

        *rule* is None when it is no longer in force.
        """
        said = CATEGORIES.get(str(values.get("category", "")))
        return said or self.rules.get(rule_id) or (self.families.get(rule.family) if rule else None)


def load_categories() -> Categories:
    """Read the built-in table."""
    name = "categories.yaml"
    return read_categories(name, resources.files("monitor.alerts").joinpath(name).read_text(encoding="utf-8"))


def read_categories(name: str, text: str) -> Categories:
    """Read the table *text* of the file *name*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    document = Document.parse(name, text)
    categories = validate(document, TypeAdapter(Categories), (Categories,))
    if categories is None:
        raise PackError(document.issues)
    return categories
