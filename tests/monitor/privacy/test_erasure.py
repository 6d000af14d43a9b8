"""A member who asks to be forgotten is nowhere in the store any more; what is known of others stays as it was."""

from pathlib import Path

import msgspec
import pytest

from monitor.community.state import CommunityState
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.event import Event, Person
from monitor.evidence.chain import start
from monitor.evidence.verification import link_of, verify
from monitor.panel import Panel
from monitor.privacy.erasure import Erasure
from monitor.pseudonym import Pseudonyms
from monitor.service.privacy import ErasureReport, ErasureRequest
from monitor.store import AlertQuery, HoldRow, Transaction
from tests.monitor.privacy.stories import GROUP, OFFER, OWEN, Living, Story, living, on_disk, spellings, state_in

KEY = Pseudonyms(b"a key for tests only")
EVE, ANN, BOB = (Person(str(number), name) for number, name in enumerate(("Eve", "Ann", "Bob"), 2001))
OTHER_OFFER = "保本月收益20%,一级下线返佣10%,名额有限,加微信13987654321"
NOW = 2**50


def label(person: Person) -> str:
    """Return the pseudonym of *person*."""
    return KEY.member(GROUP, person.id or "")


def history() -> list[Event]:
    """Return some days with two who promote, one of whom brought the other."""
    story = Story()
    events = [story.said(OWEN, "大家好"), story.joined(EVE, OWEN), story.joined(ANN, EVE), story.joined(BOB, ANN)]
    for _ in range(4):
        story.day()
        events += [story.said(EVE, OFFER), story.said(ANN, OTHER_OFFER), story.said(BOB, "早"), story.said(OWEN, "早")]
    story.day()
    his = next(event for event in reversed(events) if event.data.actor == EVE)
    events += [
        story.deleted(his, OWEN, "伊娃又发广告"),
        story.removed(EVE, OWEN, "夏娃屡教不改"),
        story.said(OWEN, "好的"),
    ]
    return events


def erase(life: Living, person: Person) -> ErasureReport:
    """Forget *person*."""
    request = ErasureRequest(GROUP, label(person), "he asked for it")
    return life.writer.rewrite(lambda transaction: Erasure(transaction, life.memory).run(request, NOW, "moderator"))


def test_nothing_of_him_is_in_any_file(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        words = [label(EVE), KEY.name(GROUP, "Eve"), KEY.account("telegram", "2001"), "30%,日结", "伊娃", "夏娃"]
        assert all(word.encode() in on_disk(tmp_path) for word in words)
        report = erase(life, EVE)
        found = [word for word in words for said in spellings(word) if said in on_disk(tmp_path)]
        assert not found
        assert report.erased.keys() >= {"events", "findings", "alerts", "evidence", "members"}
        assert report.redacted
    assert not [word for word in words for said in spellings(word) if said in on_disk(tmp_path)]


def test_figures_of_others_stay(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        before = facts_of(life, ANN)
        erase(life, EVE)
        assert facts_of(life, ANN) == before


def facts_of(life: Living, person: Person) -> dict[str, object]:
    """Return what is known of *person*, of the schemes and of the tree."""

    def ask() -> dict[str, object]:
        with life.store.read() as transaction:
            fold = life.memory.fold(transaction, GROUP)
            findings = [
                (row.rule, row.severity, row.at)
                for row in transaction.findings(community=GROUP)
                if row.subject != f"member:{label(EVE)}"
            ]
            alerts = [
                row.fingerprint
                for row in transaction.alerts(AlertQuery(limit=999))
                if row.subject != f"member:{label(EVE)}"
            ]
            schemes = transaction.schemes()
        forest = fold.referrals.forest
        return {
            "roster": fold.roster.state.members[label(person)],
            "windows": {name: kept.get(label(person)) for name, kept in fold.snapshot().windows.entries.items()},
            "community": {
                name: [entry[0::2] for entry in kept.get("", [])]
                for name, kept in fold.snapshot().windows.entries.items()
            },
            "items": [item for item in fold.state.items.values() if item.member == label(person)],
            "position": forest.position(forest.number(label(person))),
            "tiers": [forest.height[root] for root in forest.trees],
            "findings": findings,
            "alerts": alerts,
            "schemes": schemes,
            "reviewed": {key: (scheme.stage, scheme.score) for key, scheme in life.memory.schemes.items()},
        }

    return msgspec.msgpack.decode(msgspec.msgpack.encode(life.writer.between_commits(ask)), type=dict[str, object])


def test_what_goes_on_afterwards_is_as_if_nothing_had_been_erased(tmp_path: Path, panel: Panel) -> None:
    told: dict[str, CommunityState] = {}
    for name in ("erased", "kept"):
        folder = tmp_path / name
        folder.mkdir()
        events = history()
        with living(folder, panel, KEY) as life:
            life.tell(events[:-2])
            if name == "erased":
                erase(life, BOB)
            life.tell(events[-2:])
        told[name] = state_in(folder)
    erased, kept = told["erased"], told["kept"]
    assert {finding.subject for finding in erased.findings} == {finding.subject for finding in kept.findings}
    assert erased.items == kept.items
    assert erased.forest.parents == kept.forest.parents


def test_forgetting_again_changes_nothing(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        erase(life, EVE)
        assert erase(life, EVE) == ErasureReport(GROUP, label(EVE), {}, 0)


def test_a_hold_refuses_it_with_the_reason(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        life.writer.enter(
            lambda transaction: transaction.put_hold(HoldRow(GROUP, "2024-17", "asked by police", "mod", 1))
        )
        with pytest.raises(RefusedStepError, match=r"2024-17 \(asked by police\)"):
            erase(life, EVE)
        with life.store.read() as transaction:
            assert any(row.subject == f"member:{label(EVE)}" for row in transaction.findings(community=GROUP))


@pytest.mark.parametrize(
    ("community", "member"), [("qq:9", "m0123456789abcdef"), (GROUP, "2001")], ids=["group", "plain"]
)
def test_what_is_not_known_is_said(tmp_path: Path, panel: Panel, community: str, member: str) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        request = ErasureRequest(community, member, "")
        with pytest.raises(UnknownItemError):
            life.writer.rewrite(lambda transaction: Erasure(transaction, life.memory).run(request, NOW, "moderator"))


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        before = facts_of(life, EVE)

        def fail(transaction: Transaction) -> None:
            Erasure(transaction, life.memory).run(ErasureRequest(GROUP, label(EVE), ""), NOW, "m")
            raise OSError("disk full")

        with pytest.raises(OSError, match="disk full"):
            life.writer.rewrite(fail)
        assert facts_of(life, EVE) == before


def test_who_comes_back_is_new(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        erase(life, EVE)
        story = Story()
        for _ in range(9):
            story.day()
        life.tell([_again(story)])
    member = state_in(tmp_path).roster.members[label(EVE)]
    assert (member.messages, member.offended, member.left) == (0, 0, 0)


def _again(story: Story) -> Event:
    return msgspec.structs.replace(story.joined(EVE), id="again")


def test_restart_other_rules_and_the_chain_stand(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        erase(life, EVE)
    with living(tmp_path, panel, KEY) as life:
        life.memory._declared = "windows of other rules"  # pyright: ignore[reportPrivateUsage] - as a reload would
        with life.store.read() as transaction:
            fold = life.memory.fold(transaction, GROUP)
            assert label(EVE) not in fold.roster.state.members
            verdict = verify(GROUP, map(link_of, transaction.ledger(GROUP)), (0, start(GROUP)))
    assert not verdict.faults
    assert verdict.redacted
