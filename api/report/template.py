"""The templates that pages are made of."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from api.report import words
from api.report.finding_group import group_findings
from api.report.reader import Reader
from monitor.language import Language

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 20  # occurrences of one rule, records that could not be read; more belong into the JSON, not on paper


def template(name: str, reader: Reader) -> Template:
    """Return the template in the file *name*, for *reader*."""
    told = {"reader": reader, "words": words, "shown": SHOWN, "group_findings": group_findings}
    return spoken(name, reader.language, told)


def spoken(name: str, language: Language, told: Mapping[str, object]) -> Template:
    """Return the template in the file *name*, which says *told*: that is escaped, an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shared = {"language": language, "text": language.text, "plural": language.plural, **told}
    return environment.get_template(name, globals=shared)
