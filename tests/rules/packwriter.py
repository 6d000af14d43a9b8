"""A well-formed rule to start from, and a way to write packs and see what is wrong with them."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from rules.pack.issue import Issue
from rules.pack.loader import check_packs
from rules.pack.rule import Rule

TEXT = {"zh": "疑似", "en": "suspected"}
RULE: dict[str, Any] = {
    "id": "sample",
    "version": 1,
    "maturity": "sandbox",
    "name": TEXT,
    "family": "ad-spam",
    "audience": ["owner"],
    "basis": ["practice: for this test"],
    "threshold_basis": "design",
    "false_positives": TEXT,
    "summary": TEXT,
    "fact": "message",
    "dedupe": "1h",
    "levels": [{"severity": "medium", "all": {"ad": True}}],
}


def draft(**changes: Any) -> dict[str, Any]:
    """Return the data of a well-formed rule with *changes*."""
    return {**deepcopy(RULE), **changes}


def rule(**changes: Any) -> Rule:
    """Return a rule with *changes*, not linted."""
    return Rule.model_validate(draft(**changes))


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the dumper's signature
        return True


def write(directory: Path, data: dict[str, Any]) -> Path:
    """Write a rule where the loader expects it; return its file."""
    file = directory / f"{data['id']}.yaml"
    file.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def issues_of(directory: Path, **changes: Any) -> list[Issue]:
    """Return what is wrong with the well-formed rule after *changes*."""
    write(directory, draft(**changes))
    return check_packs([directory])


def messages_of(directory: Path, **changes: Any) -> list[str]:
    """Return the messages alone."""
    return [issue.message for issue in issues_of(directory, **changes)]
