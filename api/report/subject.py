"""Whom or what a finding speaks of, in words."""

from api.report.reader import Reader
from monitor.document import CommunityReport


def subject_words(subject: str, community: CommunityReport, reader: Reader) -> str:
    """Return *subject*, a kind and a name (`member:...`, `scheme:...`, `owner:...`), as a reader says it."""
    text = reader.language.text
    kind, _, name = subject.partition(":")
    if kind == "member":
        return text("member %(name)s", name=name)
    if kind == "scheme":
        names = {scheme.id: scheme.name for scheme in community.schemes}
        return text("scheme %(name)s", name=names.get(subject) or names.get(name) or name)
    if kind == "campaign":
        return text("campaign %(name)s", name=name)
    if kind == "owner":
        return text("all groups of this owner")
    return text("this group")
