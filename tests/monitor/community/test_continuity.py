"""A community saved and restored anywhere goes on as if nothing had happened."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.demo import demo_history, demo_profiles
from monitor.community.fold import CommunityFold
from monitor.community.state import CommunityState
from monitor.findings import Finding
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import read_profiles
from monitor.pseudonym import Pseudonyms
from monitor.record import Record
from monitor.schemes.evidence import Evidence
from rules.scorer import ScoredReader


@cache
def histories() -> dict[str, list[Record]]:
    """Return the records of the demonstration's groups."""
    intake = Intake(ScoredReader.load(), Pseudonyms(b"a key for tests only"))
    told: dict[str, list[Record]] = {}
    for event in demo_history():
        community, record = intake.record(event)
        told.setdefault(community, []).append(record)
    return told


class Judged:
    """What came of a history, with the state that is left."""

    def __init__(self, community: str, panel: Panel, cuts: list[int]) -> None:
        self.findings: dict[str, Finding] = {}
        self.evidence: list[Evidence] = []
        profile = read_profiles(demo_profiles(), "demo")[community]
        fold = CommunityFold(community, profile, panel)
        for number, record in enumerate(histories()[community]):
            if number in cuts:
                self._take(fold)
                saved = msgspec.msgpack.encode(fold.snapshot())
                fold = CommunityFold(community, profile, panel, msgspec.msgpack.decode(saved, type=CommunityState))
            fold.apply(record)
        self._take(fold)
        self.state = msgspec.to_builtins(fold.snapshot())

    def _take(self, fold: CommunityFold) -> None:
        self.findings |= {key: msgspec.structs.replace(each) for key, each in fold.findings.changed.items()}
        self.evidence += fold.evidence.new
        fold.forget_changes()


@pytest.fixture(scope="module")
def uninterrupted(panel: Panel) -> dict[str, Judged]:
    """Return what came of each history told in one go."""
    return {community: Judged(community, panel, []) for community in histories()}


def test_a_fold_restored_anywhere_continues_as_if_uninterrupted(panel: Panel, uninterrupted: dict[str, Judged]) -> None:
    @settings(max_examples=20)
    @given(community=st.sampled_from(sorted(uninterrupted)), places=st.lists(st.integers(0, 9_999), max_size=3))
    def continues(community: str, places: list[int]) -> None:
        length = len(histories()[community])
        told = Judged(community, panel, [place * length // 10_000 for place in places])
        expected = uninterrupted[community]
        assert told.findings == expected.findings
        assert told.evidence == expected.evidence
        assert told.state == expected.state

    continues()
