"""How the owner of a group stands after some records, for the tests of this room."""

from collections.abc import Iterable

from monitor.document import Duty
from monitor.duties.standing import Standing, standing
from monitor.language import language
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from monitor.schemes.board import Scheme
from monitor.schemes.stages import Step
from tests.monitor.happenings import GROUP, SEES_ALL, Told, at


def scheme(*steps: tuple[float, int]) -> Scheme:
    """Return a scheme that reached these stages, each after some hours."""
    before = [0, *(stage for _, stage in steps)]
    walked = tuple(
        Step(at(hours), before[place], stage, ("yield-promise", "headcount-reward"))
        for place, (hours, stage) in enumerate(steps)
    )
    return Scheme("s", "", frozenset({GROUP}), before[-1], 0, walked)


def stands(
    panel: Panel,
    records: Iterable[Record],
    profile: Profile = SEES_ALL,
    *,
    until: float = 2,
    schemes: Iterable[Scheme] = (),
) -> Standing:
    """Return how the owner stands *until* hours after the start; of the rules behind *schemes* he sees one."""
    fold = Told(panel, records, profile).until(until).fold
    return standing(fold.inspection, language("en"), list(schemes), {"yield-promise"})


def duty(found: Standing, name: str) -> Duty:
    """Return one duty."""
    return next(entry for entry in found.duties if entry.id == name)
