"""What an owner can do about a finding, and the words to do it with."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from rules.facts import Value
from rules.pack.condition import Constant
from rules.pack.record import FieldName, Record, Text


class PostLine(Text):
    """One line of a text that is ready to post; left out where a field is known not to have the named value."""

    when: dict[FieldName, Constant] = Field(default_factory=dict)


class Action(Record):
    """Something an owner can do next. In `post`, {rule} stands for what the rule is `posted_as`, or its name."""

    text: Text
    post: Annotated[tuple[PostLine, ...], Field(max_length=24)] = ()


def filled(post: tuple[PostLine, ...], code: str, values: Mapping[str, Value]) -> str:
    """Return *post* in the language named *code*, with the lines that suit a finding with *values*."""
    lines = (line for line in post if all(values.get(name, value) == value for name, value in line.when.items()))
    return "\n".join(line.said(code) for line in lines)
