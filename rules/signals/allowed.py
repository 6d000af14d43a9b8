"""What a deployment declares harmless: hosts and phrases of its own, which win over every list of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.signals.normaliser import Normaliser
from rules.signals.passage import Found


@dataclass(frozen=True, slots=True)
class Allowance:
    """Hosts that are never a suspicious link, nor name a scheme; phrases in which nothing is read."""

    hosts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Allowed:
    """Takes out of what was found in a text all that is allowed."""

    def __init__(self, allowance: Allowance, normaliser: Normaliser) -> None:
        self._hosts = frozenset(host.lower() for host in allowance.hosts)
        normal = (normaliser(phrase).text.strip() for phrase in allowance.phrases)
        self._phrases = tuple(phrase for phrase in normal if phrase)

    def spare(self, text: str, found: list[Found]) -> list[Found]:
        """Return *found* in *text*, a normal form, without what is allowed.

        Complexity: the length of the text for each phrase, where anything was found.
        """
        if not (found and (self._hosts or self._phrases)):
            return found
        spans = [span for phrase in self._phrases for span in _occurrences(text, phrase)]
        return [item for item in found if not (self._is_host(item) or _lies_in(item, spans))]

    def _is_host(self, item: Found) -> bool:
        return item.kind == "link" and item.value in self._hosts


def _occurrences(text: str, phrase: str) -> Iterable[tuple[int, int]]:
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))


def _lies_in(item: Found, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= item.start and item.end <= end for start, end in spans)
