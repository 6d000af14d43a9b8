"""The figures of a campaign: who took part lately, and where."""

import pytest

from monitor.campaigns.ongoing import Ongoing
from monitor.campaigns.sighting import Sighting
from rules import complete
from rules.facts import Value
from tests.monitor.campaigns.sightings import seen


def fact(*sightings: Sighting) -> dict[str, Value]:
    """Return what the campaign of *sightings* is with the last."""
    campaign = Ongoing(sightings[0])
    for sighting in sightings:
        campaign.enter(sighting)
    return complete("campaign", campaign.fact())


def day(number: int) -> list[Sighting]:
    """Return *number* messages an hour apart, each in another group by somebody else."""
    return [seen(60 * hour, f"g{hour}", f"a{hour}") for hour in range(number)]


@pytest.mark.parametrize(
    ("field", "sightings", "expected"),
    [
        pytest.param("accounts_24h", day(5), 5, id="accounts"),
        pytest.param("accounts_24h", [*day(5), seen(1440, account="z")], 5, id="accounts a day ago count no more"),
        pytest.param("accounts_24h", [*day(5), seen(1439, account="z")], 6, id="accounts within the day do"),
        pytest.param("accounts_24h", [seen(0), seen(1), seen(2, "g2")], 1, id="one account counts once"),
        pytest.param("accounts_24h", [seen(0, account=""), seen(1)], 1, id="who is not known is not counted"),
        pytest.param("groups_24h", day(7), 7, id="groups"),
        pytest.param("groups_24h", [seen(0, account=""), seen(1, "g2", "")], 2, id="groups of unknown accounts"),
        pytest.param("groups_10m", [seen(0), seen(5, "g2"), seen(9.9, "g3")], 3, id="groups in ten minutes"),
        pytest.param("groups_10m", [seen(0), seen(5, "g2"), seen(10, "g3")], 2, id="ten minutes are over"),
        pytest.param("messages_24h", [*day(30), *[seen(1800)] * 9], 32, id="messages"),
        pytest.param("group_accounts_10m", [seen(m, account=f"a{m}") for m in range(9)], 9, id="a raid"),
        pytest.param("group_accounts_10m", [seen(0), seen(1, "g2", "b"), seen(2, "g2", "c")], 2, id="of this group"),
        pytest.param("minutes", [seen(0), seen(61.9)], 61, id="since the first message"),
        pytest.param("ad_percent", [seen(0, ad_percent=80), seen(1, ad_percent=30)], 80, id="the clearest ad"),
        pytest.param("newcomer_share_pm", [seen(0, newcomer=True), seen(1), seen(2)], 333, id="a third are newcomers"),
        pytest.param("third_party_notice", [seen(0, notice=True), seen(1, notice=True)], True, id="notices (X7)"),
        pytest.param("third_party_notice", [seen(0, notice=True), seen(1)], False, id="one that is none"),
    ],
)
def test_a_figure(field: str, sightings: list[Sighting], expected: Value) -> None:
    assert fact(*sightings)[field] == expected


def test_a_copy_goes_on_by_itself() -> None:
    campaign = Ongoing(seen(0))
    campaign.enter(seen(0))
    before, copied = campaign.fact(), campaign.copy()
    for minute in range(1, 99):
        copied.enter(seen(30 * minute, f"g{minute}", f"a{minute}"))
    assert campaign.fact() == before
    assert campaign.communities == {"g1"}


def test_two_that_become_one_are_counted_together_under_the_earlier_id() -> None:
    first, second, newest = seen(0, "g1", "a"), seen(3, "g2", "b"), seen(6, "g3", "c")
    one, other = Ongoing(first), Ongoing(second)
    one.enter(first)
    other.enter(second)
    one.absorb(other)
    one.enter(newest)
    assert one.id == Ongoing(first).id
    assert complete("campaign", one.fact()) == fact(first, second, newest)
