"""A catalogue as bytes: what judged is kept, and can judge again when its pack files are long gone."""

from pydantic import BaseModel, TypeAdapter

from rules.pack.action import Action
from rules.pack.catalogue import Catalogue
from rules.pack.exemption import Exemption
from rules.pack.rule import Rule


class _Archive(BaseModel):
    rules: tuple[Rule, ...]
    exemptions: dict[str, Exemption]
    actions: dict[str, Action]


_archives = TypeAdapter(_Archive)


def archived(catalogue: Catalogue) -> bytes:
    """Return *catalogue* without the tests of its rules: the same bytes for the same rules, from whatever files."""
    archive = _Archive.model_construct(
        rules=tuple(catalogue.rules[name] for name in sorted(catalogue.rules)),
        exemptions=dict(sorted(catalogue.exemptions.items())),
        actions=dict(sorted(catalogue.actions.items())),
    )
    return _archives.dump_json(
        archive, by_alias=True, exclude_unset=True, exclude_none=True, exclude={"rules": {"__all__": {"tests"}}}
    )


def restored(archive: bytes) -> Catalogue:
    """Return the catalogue in *archive*.

    Raises:
        ValueError: another version wrote it, whose rules this one does not understand.
    """
    data = _archives.validate_json(archive)
    return Catalogue({rule.id: rule for rule in data.rules}, data.exemptions, data.actions)
