"""Dated replays of recorded cases, and healthy groups that must stay quiet.

Dates and quoted wording of events with `connectorid` "record" are from public sources (named in the YAML beside);
everything else is invented filler with `connectorid` "synthetic".
"""

from tests.scenarios.expected import EXPECTED, Expectation
from tests.scenarios.replays import education, forsage, healthy, plustoken, tokenstore

__all__ = ["EXPECTED", "Expectation", "education", "forsage", "healthy", "plustoken", "tokenstore"]
