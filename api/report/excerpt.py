"""An excerpt cut at its spans, so that a renderer can mark what matched."""

from collections.abc import Iterator

from monitor.document import Evidence


def pieces(evidence: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield the excerpt's pieces in order, each with whether it matched.

    Spans are code-point offsets; overlapping ones count as one, and what lies outside the excerpt is ignored.
    """
    excerpt, done = evidence.excerpt, 0
    for start, end in sorted(evidence.spans):
        start, end = max(start, done), min(end, len(excerpt))
        if start >= end:
            continue
        if done < start:
            yield excerpt[done:start], False
        yield excerpt[start:end], True
        done = end
    if done < len(excerpt):
        yield excerpt[done:], False
