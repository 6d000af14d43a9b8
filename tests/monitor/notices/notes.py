"""Notices for tests."""

from msgspec.structs import replace

from monitor.notices.notice import Notice, Told

TOLD = Told(
    alert="a1",
    rule="yield-promise",
    name="承诺收益",
    severity="high",
    state="open",
    community="qq:1",
    subject="member:m",
    first_time="2018-05-01T02:00:00Z",
    last_time="2018-05-01T02:10:00Z",
    count=3,
    summary="疑似承诺日收益 3%",
    url="https://console.example/alerts/a1",
)
NOTICE = Notice(
    key="k1",
    recipient="ops",
    group="community:qq:1",
    reason="opened",
    time="2018-05-01T02:10:30Z",
    language="zh",
    alerts=(TOLD,),
)


def many(count: int, **changed: object) -> Notice:
    """Return a notice of *count* alerts, each with what is *changed*."""
    return replace(NOTICE, alerts=tuple(replace(TOLD, alert=f"a{number}", **changed) for number in range(count)))
