"""Whether enough owner and admins are there, and can be reached."""

from monitor.clock import DAY, HOUR
from monitor.community.health.health import ONE_WAY
from monitor.duties.view import Assessed, Said, View, fulfilled, lacking, unseen
from monitor.language import Language
from monitor.words import span


def staffing(view: View) -> Assessed:
    """Check how many of owner and admins were active lately, for how many members, and when one was last seen."""
    state, numbers = view.state, view.numbers
    if not view.bench.observes("roles") or not state.staff_gap.since:
        return unseen()
    hours = (view.at - state.staff_gap.since) // HOUR
    active, wanted = _active(view), _wanted(view)
    evidence = _seen(hours, active, view.bench.roster.members)
    if hours * HOUR > numbers["active_within"] * DAY:
        return lacking(evidence)
    is_away = hours >= numbers["away"] and state.staff_gap.member_messages >= numbers["unheard"]
    share = min(100, 100 * active // wanted) if wanted > 1 else 100
    if is_away:
        return lacking(evidence, share * numbers["away_keeps"] // 100)
    return fulfilled(evidence) if share == 100 else lacking(evidence, share)


def _active(view: View) -> int:
    """Return how many of those who are owner or admin now were there lately."""
    since = view.at - view.numbers["active_within"] * DAY
    seen, members = view.state.staff_seen, view.bench.roster.state.members
    return sum(1 for who in view.bench.roster.staff() if max(seen.get(who, 0), members[who].spoke) > since)


def _wanted(view: View) -> int:
    """Return how many are needed: a share of the members, and not one alone; in a small or new group one does."""
    numbers, members = view.numbers, view.bench.roster.members
    is_new = (view.at - view.state.first_at) // DAY < numbers["age"]
    if is_new or members < numbers["counts_from"] or (view.bench.profile.kind or "") in ONE_WAY:
        return 1
    return max(numbers["fewest"], -(-members * numbers["share"] // 1000))


def _seen(hours: int, active: int, members: int) -> Said:
    def said(say: Language) -> str:
        return say.text(
            "owner or admins last seen %(span)s ago; active in 14 days: %(active)s, for a group of %(members)s",
            span=span(hours, say), active=say.number(active), members=say.number(members),
        )  # fmt: skip

    return said
