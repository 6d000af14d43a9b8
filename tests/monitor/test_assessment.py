"""The report on a community draws its largest tree: who brought whom, who is staff, who left, and nobody's name."""

from msgspec.structs import replace

from monitor.assessment import report
from monitor.document import Referral
from monitor.language import language
from monitor.panel import Panel
from monitor.record import Who
from tests.monitor.happenings import ANN, BOB, OWEN, Told, happened, joined

CAT, DAN = Who("cat"), Who("dan")


def test_the_drawing_knows_staff_and_who_left(panel: Panel) -> None:
    told = Told(
        panel,
        [
            joined(1, ANN, OWEN),
            joined(2, BOB, ANN),
            joined(3, CAT, ANN),
            joined(4, DAN, BOB),
            replace(happened("member.role_changed", 5, OWEN, CAT), role="admin"),
            happened("member.left", 6, target=BOB),
        ],
    )
    drawn = report(told.fold, [], [], panel.catalogue, language("en")).referral
    assert drawn == Referral(5, 4, 1, parents=(-1, 0, 1, 1, 2), staff=(3,), left=(2,))
