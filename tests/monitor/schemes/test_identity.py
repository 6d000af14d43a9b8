"""Which evidence speaks of one scheme: a function of the set, whatever order it came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.panel import Panel
from monitor.schemes.evidence import Evidence, Key, keys_of
from monitor.schemes.identity import Grouping, name_of
from rules.signals import Stance
from tests.monitor.happenings import signal
from tests.monitor.schemes.evidence import seen

TOKEN: Key = ("token", "STR")
DOMAIN: Key = ("domain", "star.example")
CODE: Key = ("code", "A7X")
ADDRESS: Key = ("address", "T9")


def named(day: float, *keys: Key, community: str = "g1") -> Evidence:
    """Return evidence that names *keys*."""
    return seen("attract.yield", day, 20, keys=tuple(sorted(keys)), community=community)


def groups(*evidence: Evidence) -> set[frozenset[str]]:
    """Return which events were put together."""
    return {frozenset(entry.event for entry in entries) for entries in Grouping(evidence).schemes().values()}


A_NAME: Key = ("name", "star")
B_NAME: Key = ("name", "moon")


@pytest.mark.parametrize(
    ("first", "second", "link", "together"),
    [
        pytest.param((A_NAME,), (A_NAME,), (), True, id="one name"),
        pytest.param((A_NAME,), (B_NAME,), (), False, id="two names"),
        pytest.param((A_NAME,), (B_NAME,), (A_NAME, B_NAME), False, id="two names said together: weak"),
        pytest.param((A_NAME, DOMAIN), (B_NAME, DOMAIN), (), True, id="a domain is strong"),
        pytest.param((A_NAME, CODE), (B_NAME, CODE), (), True, id="an invite code is strong"),
        pytest.param((A_NAME, ADDRESS), (B_NAME, ADDRESS), (), True, id="a payout address is strong"),
        pytest.param((A_NAME,), (TOKEN,), (A_NAME, TOKEN), True, id="a token of one name"),
        pytest.param((A_NAME, TOKEN), (B_NAME, TOKEN), (), False, id="a token of two names proves nothing"),
    ],
)
def test_keys_bring_evidence_together(
    first: tuple[Key, ...], second: tuple[Key, ...], link: tuple[Key, ...], together: bool
) -> None:
    a, b = named(0, *first), named(1, *second, community="g2")
    linked = [named(2, *link, community="g3")] if link else []
    assert any({a.event, b.event} <= group for group in groups(a, b, *linked)) is together


def test_what_names_nothing_stays_with_its_community() -> None:
    a, b = named(0), named(0, community="g2")
    assert groups(a, b) == {frozenset({a.event}), frozenset({b.event})}


def test_the_anonymous_is_absorbed_once_its_community_names_one_scheme() -> None:
    early, late, name = named(0), named(5), named(3, A_NAME)
    assert groups(early, late, name) == {frozenset({early.event, late.event, name.event})}


def test_the_anonymous_stays_apart_where_two_schemes_are_named() -> None:
    entry, a, b = named(0), named(1, A_NAME), named(2, B_NAME)
    assert frozenset({entry.event}) in groups(entry, a, b)


keys = st.sampled_from(
    [A_NAME, B_NAME, ("name", "sun"), TOKEN, ("token", "MON"), DOMAIN, CODE, ("domain", "b.example")]
)


def _drawn(day: int, community: str, names: set[Key]) -> Evidence:
    return named(day, *names, community=community)


entries = st.lists(
    st.builds(
        _drawn,
        st.integers(0, 30),
        st.sampled_from(["g1", "g2", "g3"]),
        st.sets(keys, max_size=3),
    ),
    max_size=12,
)


@given(st.data())
def test_any_order_gives_the_same_schemes(data: st.DataObject) -> None:
    evidence = data.draw(entries)
    shuffled = data.draw(st.permutations(evidence))
    assert Grouping(evidence).schemes() == Grouping(shuffled).schemes()


@given(entries)
def test_every_piece_belongs_to_one_scheme(evidence: list[Evidence]) -> None:
    grouped = [entry.event for each in Grouping(evidence).schemes().values() for entry in each]
    assert sorted(grouped) == sorted(entry.event for entry in evidence)


@given(st.lists(st.sampled_from([(A_NAME,), (A_NAME, TOKEN), (A_NAME, DOMAIN), (DOMAIN,), (CODE, DOMAIN)]), min_size=1))
def test_the_id_of_a_named_scheme_stays_when_more_becomes_known(mentions: list[tuple[Key, ...]]) -> None:
    first = named(0, A_NAME)
    grown = [first, *(named(day, *each) for day, each in enumerate(mentions, start=1))]
    [of_first] = Grouping([first]).schemes()
    found = next(key for key, each in Grouping(grown).schemes().items() if first in each)
    assert found == of_first


def test_a_scheme_is_called_what_it_is_called_most() -> None:
    assert name_of([named(0, A_NAME), named(1, B_NAME), named(2, B_NAME, DOMAIN)]) == "moon"
    assert name_of([named(0, TOKEN, DOMAIN)]) == "STR"
    assert name_of([named(0)]) == ""


@pytest.mark.parametrize(
    ("host", "stance", "named_by"),
    [
        pytest.param("star.example", Stance.promote, (DOMAIN,), id="own domain"),
        pytest.param("star.example", Stance.warn, (), id="named in a warning"),
        pytest.param("t.me", Stance.promote, (), id="messenger"),
        pytest.param("bit.ly", Stance.promote, (), id="shortener"),
        pytest.param("binance.com", Stance.promote, (), id="exchange"),
        pytest.param("icbc.com.cn", Stance.promote, (), id="bank"),
        pytest.param("star.github.io", Stance.promote, (("domain", "star.github.io"),), id="own name on a shared host"),
    ],
)
def test_shared_hosts_never_name_a_scheme(panel: Panel, host: str, stance: Stance, named_by: tuple[Key, ...]) -> None:
    found = keys_of([signal("link", host, stance)], panel.shared_hosts)
    assert found == named_by
