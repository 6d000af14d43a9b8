"""An owner, who can be the scammer, never finds out who complained."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from api.report import for_audience, render_json
from monitor.complaints import COMPLAINT_RULES
from monitor.document import CheckDocument, Evidence, FindingEntry
from tests.api.report.examples import document, shop

WHO = "complainant-4711"


def complaint(rule: str, subject: str, minute: int, to: tuple[str, ...]) -> FindingEntry:
    seen = Evidence(f"event-{WHO}", f"{WHO} cannot withdraw", ((0, 4),))
    return FindingEntry(
        "f1", rule, 1, "medium", f"2019-06-24T09:{minute:02}:33Z", subject, "3 members", to, (seen, seen)
    )


OWNER_AND_MODERATOR = ("owner", "moderator")
COMPLAINTS = st.one_of(
    st.builds(
        complaint,
        st.sampled_from(sorted(COMPLAINT_RULES)),
        st.sampled_from([f"member:{WHO}", "community:wechat:fruit", "scheme:s1"]),
        st.integers(1, 59),
        st.just(OWNER_AND_MODERATOR),
    ),
    st.builds(complaint, st.just("any-rule"), st.just("scheme:s1"), st.integers(1, 59), st.just(OWNER_AND_MODERATOR)),
    st.builds(complaint, st.just("any-rule"), st.just(f"member:{WHO}"), st.integers(1, 59), st.just(("moderator",))),
)


@settings(deadline=None)
@given(st.lists(COMPLAINTS, max_size=6))
def test_no_complainant_reaches_an_owner(findings: list[FindingEntry]) -> None:
    whole = CheckDocument(1, (), (replace(shop(), findings=tuple(findings)),))
    seen = for_audience(whole, "owner")
    assert WHO not in render_json(seen)
    assert all(finding.time.endswith("T00:00:00Z") for finding in seen.communities[0].findings)


def test_an_owner_still_sees_how_many_complained() -> None:
    findings = (complaint("withdrawal-failure-cluster", f"member:{WHO}", 5, OWNER_AND_MODERATOR),)
    (seen,) = for_audience(CheckDocument(1, (), (replace(shop(), findings=findings),)), "owner").communities[0].findings
    assert (seen.subject, seen.summary, len(seen.evidence)) == ("community:wechat:fruit", "3 members", 2)


def test_an_owner_sees_nothing_meant_for_moderators_only() -> None:
    group = for_audience(document(), "owner").communities[0]
    assert "night-dissolution" not in {finding.rule for finding in group.findings}
    assert "night-dissolution" not in {rule for entry in group.schemes[0].timeline for rule in entry.because}


def test_a_promise_keeps_its_excerpt_for_the_owner() -> None:
    promises = [f for f in for_audience(document(), "owner").communities[0].findings if f.rule == "yield-promise"]
    assert promises[0].evidence[0].excerpt.startswith("智能狗")


def test_moderators_see_all() -> None:
    assert for_audience(document(), "moderator") == document()
