"""Who leads and who gets in: verified identity, and the gate of the group."""

from monitor.clock import DAY, HOUR
from monitor.community.roster import Member
from monitor.duties.view import Assessed, View, fulfilled, lacking, unknown, unseen

POSTED_WITHIN = 30 * DAY  # catalogue owner-identity-unverified


def identity(view: View) -> Assessed:
    """Check the platform's flags of owner and admins, and of those who post."""
    members = view.bench.roster.state.members
    flags = [members[member].verified for member in view.bench.roster.staff()]
    if False in flags:
        return _unverified_staff(view, flags.count(False), len(flags))
    if not flags or None in flags:
        return unseen()
    posters = [entry for entry in members.values() if entry.spoke > view.at - POSTED_WITHIN]
    share = _unverified_per_mille(posters)
    if len(posters) >= view.numbers["posters"] and share >= view.numbers["unverified_posters"]:
        return lacking(
            lambda say: say.text(
                "%(share)s of those who posted in 30 days are not verified", share=say.percent(share / 1000)
            ),
            100 - share // 10,
        )
    return fulfilled(lambda say: say.text("owner and admins are verified"))


def _unverified_staff(view: View, unverified: int, staff: int) -> Assessed:
    since = view.state.identity_gap.since or view.at
    if (view.at - since) // HOUR < view.numbers["unverified"]:
        return unknown(lambda say: say.text("not due yet: owner and admins have a day to be verified"))
    return lacking(
        lambda say: say.text("not verified, of owner and admins: %(count)s", count=say.number(unverified)),
        100 * (staff - unverified) // staff,
    )


def _unverified_per_mille(posters: list[Member]) -> int:
    return 1000 * sum(1 for entry in posters if entry.verified is False) // len(posters) if posters else 0


def join_control(view: View) -> Assessed:
    """Check whether anybody may join unasked, and how many do."""
    approval = view.state.settings.get("join_approval")
    if approval is None:
        return unseen()
    if approval:
        return fulfilled(lambda say: say.text("joining needs approval"))
    if view.bench.is_for_one_occasion(view.at):
        return fulfilled(lambda say: say.text("a group for one occasion may be joined without approval until its end"))
    return _open_gate(view)


def _open_gate(view: View) -> Assessed:
    roster = view.bench.roster
    joins = view.bench.figures("group_settings", view.at, "").get("joins_24h", 0)
    if roster.members >= view.numbers["members"]:
        return lacking(lambda say: say.text("anybody may join this large group without approval"))
    if joins >= view.numbers["joins"]:
        return lacking(
            lambda say: say.text("%(joins)s joined within 24 hours without approval", joins=say.number(joins))
        )
    if not roster.is_counted:
        return unseen()
    return fulfilled(lambda say: say.text("joining needs no approval, nor does it in a group of this size"))
