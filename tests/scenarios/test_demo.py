"""The demonstration's generators are deterministic, valid, labelled, and large enough to show every stage."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.demo import demo_history, demo_profiles, healthy_history, scale_history
from monitor.decode import decode_event, encode_event, event_time
from monitor.event import Event, community_key
from monitor.profile import read_profiles

SCHEME = {"im://qq/star-river-1", "im://telegram/star-river-2", "im://wechat/star-river-3"}


def organiser(member: str | None, upline: Mapping[str | None, str | None]) -> str | None:
    """Return who stands at the top of *member*'s tree."""
    return organiser(upline[member], upline) if member in upline else member


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return list(demo_history())


def test_a_seed_always_tells_the_same_history_and_another_seed_another(history: list[Event]) -> None:
    assert list(demo_history()) == history
    assert list(demo_history(seed=7)) != history


def test_every_event_passes_the_decoder_unchanged(history: list[Event]) -> None:
    assert [decode_event(encode_event(event)) for event in history] == history


def test_ids_are_unique_in_a_source_and_times_are_ordered(history: list[Event]) -> None:
    assert len({(event.source, event.id) for event in history}) == len(history)
    assert all(event_time(a) <= event_time(b) for a, b in pairwise(history))


def test_every_event_says_that_it_is_synthetic(history: list[Event]) -> None:
    assert {event.connectorid for event in history} == {"synthetic"}


def test_the_history_is_small_enough_to_replay_in_seconds_and_varied_enough_to_be_read(history: list[Event]) -> None:
    texts = {event.data.message.text for event in history if event.data.message is not None}
    assert 3000 <= len(history) <= 8000
    assert len(texts) > 1500
    assert history[0].time >= "2026-02-28"
    assert history[-1].time < "2026-07-01"


def test_every_slot_and_speaker_mark_of_the_patterns_is_gone(history: list[Event]) -> None:
    texts = [event.data.message.text for event in history if event.data.message]
    assert not [said for said in texts if "<" in said or ">" in said]


def test_the_profiles_cover_every_community_and_name_its_owner(history: list[Event]) -> None:
    profiles = read_profiles(demo_profiles(), "demo")
    founded = {
        community_key(event.data.platform, event.data.community.id): event.data.actor
        for event in history
        if event.type == "community.created"
    }
    assert {key: profile.owner for key, profile in profiles.items()} == {
        key: owner.id for key, owner in founded.items() if owner is not None
    }


def test_nobody_acts_who_is_not_in_the_group(history: list[Event]) -> None:
    inside: set[str | None] = set()
    for event in history:
        data = event.data
        inside |= {person.id for person in data.roster.members} if data.roster else set()
        inside |= {data.target.id} if event.type == "member.joined" and data.target else set()
        if event.type == "message.created" and data.actor:
            assert data.actor.id in inside
        assert data.inviter is None or data.inviter.person.id in inside


def test_the_scheme_strains_many_members_silences_some_and_dissolves_at_night(history: list[Event]) -> None:
    scheme = [event for event in history if event.source in SCHEME]
    complainants = {
        event.data.actor
        for event in scheme
        if event.data.message
        and event.data.actor
        and "提现" in event.data.message.text
        and event.data.actor.role == "member"
        and event.time >= "2026-06-10"
    }
    kinds = Counter(event.type for event in scheme)
    assert len(complainants) >= 10
    assert kinds["member.muted"] + kinds["member.removed"] >= 10
    assert {event.time[11:13] for event in scheme if event.type == "community.dissolved"} == {"18"}  # 02 h in China


def test_one_referral_tree_of_the_scheme_passes_thirty_people_and_three_tiers(history: list[Event]) -> None:
    upline = {
        event.data.target.id: event.data.inviter.person.id
        for event in history
        if event.source in SCHEME and event.data.target and event.data.inviter
    }
    tiers: dict[str | None, int] = {}
    roots: Counter[str | None] = Counter()
    for member, inviter in upline.items():
        tiers[member] = tiers.get(inviter, 1) + 1
        roots[organiser(inviter, upline)] += 1
    assert max(tiers.values()) > 3
    assert max(roots.values()) >= 29


def test_what_visitors_advertise_in_healthy_groups_is_answered_within_two_hours() -> None:
    events = list(healthy_history())
    answered = {e.data.message.reply_to_id: e for e in events if e.data.message and e.data.message.reply_to_id}
    advertised = [e for e in events if e.data.message and e.data.actor and "-v" in (e.data.actor.id or "")]
    assert advertised
    for event in advertised:
        assert event.data.message
        assert event_time(answered[event.data.message.id]) - event_time(event) < 2 * 3600 * 1_000_000


@settings(max_examples=15, deadline=None)
@given(events=st.integers(1, 300), communities=st.integers(1, 20), seed=st.integers(0, 2**32))
def test_the_benchmark_stream_has_the_size_asked_for(events: int, communities: int, seed: int) -> None:
    stream = list(scale_history(events, communities, seed))
    assert len(stream) == events
    assert len({event.source for event in stream}) == min(events, communities)
    assert stream == list(scale_history(events, communities, seed))
    assert all(event_time(a) < event_time(b) for a, b in pairwise(stream))
    assert all(decode_event(encode_event(event)) == event for event in islice(stream, 50))


def test_about_three_in_a_hundred_messages_of_the_benchmark_stream_carry_something() -> None:
    marks = ("收益", "二代", "没到账", "日结", "奖励", "保本", "扫码", "链接", "维护")
    texts = [e.data.message.text for e in scale_history(20_000, 40) if e.data.message]
    carrying = sum(any(mark in said for mark in marks) for said in texts)
    assert 0.02 < carrying / len(texts) < 0.06
