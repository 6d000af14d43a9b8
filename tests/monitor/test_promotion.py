"""Rules go into force once, under a version of their own, and back to what was there before, byte for byte."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.promotion import PackFolder, Promotion, PromotionError
from rules import Catalogue, Packs, Rule
from rules.pack.document import Document
from tests.rules.packwriter import draft, write

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


class Desk:
    """A folder of own packs and one of rules on trial."""

    def __init__(self, folder: Path) -> None:
        self.own, self.trial = folder / "own", folder / "trial"
        for made in (self.own, self.trial):
            made.mkdir()
        self.folder = PackFolder(self.own)

    def promote(self, *rules: dict[str, Any]) -> Promotion:
        for rule in rules:
            write(self.trial, rule)
        in_force, tried = read(self.own), read(self.trial)
        documents = {name: Document(str(self.trial / f"{name}.yaml"), []) for name in tried}
        packs = Packs(Catalogue({**in_force, **tried}, {}, {}), documents, ())
        return self.folder.promote(
            self.trial, packs, Catalogue(in_force, {}, {}), by="ann", note="why", now=NOON
        )  # fmt: skip

    def roll_back(self) -> Promotion:
        return self.folder.roll_back(by="bob", note="", now=NOON)

    def held(self) -> dict[str, int]:
        """Return the versions of the rules of the folder."""
        return {name: rule.version for name, rule in read(self.own).items()}


def read(folder: Path) -> dict[str, Rule]:
    """Return the rules in *folder*, by id."""
    files = (file for file in sorted(folder.rglob("*.yaml")) if file.name != "actions.yaml")
    rules = (Rule.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)
    return {rule.id: rule for rule in rules}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def stable(name: str = "sample", version: int = 1, **changes: Any) -> dict[str, Any]:
    return draft(id=name, version=version, maturity="stable", **changes)


def test_a_promoted_rule_moves_into_the_folder_and_the_history_says_by_whom(desk: Desk) -> None:
    entry = desk.promote(stable())
    assert (desk.held(), list(desk.trial.iterdir())) == ({"sample": 1}, [])
    assert (entry.by, entry.note, entry.time) == ("ann", "why", "2024-03-01T12:00:00+00:00")
    assert [(rule.id, rule.version, rule.before) for rule in entry.rules] == [("sample", 1, None)]
    assert desk.folder.history() == [entry]


def test_rolled_back_step_by_step_the_folder_is_what_it_was(desk: Desk) -> None:
    desk.promote(stable(version=1))
    first = (desk.own / "sample.yaml").read_bytes()
    desk.promote(stable(version=2), stable("other"))
    assert desk.held() == {"sample": 2, "other": 1}
    assert [(rule.id, rule.version) for rule in desk.roll_back().rules] == [("other", None), ("sample", 1)]
    assert (desk.own / "sample.yaml").read_bytes() == first
    desk.roll_back()
    assert desk.held() == {}
    with pytest.raises(PromotionError, match="no promotion to roll back"):
        desk.roll_back()
    assert [entry.kind for entry in desk.folder.history()] == ["promote", "promote", "rollback", "rollback"]


def test_a_rule_keeps_its_place_below_the_folder(desk: Desk) -> None:
    (desk.own / "ads").mkdir()
    write(desk.own / "ads", stable())
    desk.promote(stable(version=2))
    assert [file.relative_to(desk.own) for file in desk.own.rglob("*.yaml")] == [Path("ads/sample.yaml")]


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_that_was_in_force_is_not_given_again_even_when_rolled_back(desk: Desk, version: int) -> None:
    desk.promote(stable(version=1))
    desk.promote(stable(version=2))
    desk.roll_back()
    with pytest.raises(PromotionError, match=f"version {version} was in force already or before, expected 3 or more"):
        desk.promote(stable(version=version, urgent=True))
    assert desk.held() == {"sample": 1}
    assert (desk.trial / "sample.yaml").exists()


def test_everything_that_speaks_against_it_is_told_at_once(desk: Desk) -> None:
    (desk.trial / "actions.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(PromotionError) as refused:
        desk.promote(draft(maturity="sandbox"))
    assert "sample: is of the sandbox" in str(refused.value)
    assert "actions.yaml: is no rule" in str(refused.value)


def test_an_empty_folder_has_nothing_to_promote(desk: Desk) -> None:
    with pytest.raises(PromotionError, match="holds no rules"):
        desk.promote()


def test_what_was_changed_by_hand_is_not_overwritten(desk: Desk) -> None:
    desk.promote(stable())
    write(desk.own, stable(urgent=True))
    with pytest.raises(PromotionError, match="was changed since it was promoted"):
        desk.roll_back()


def test_a_promotion_that_broke_off_can_be_rolled_back(desk: Desk) -> None:
    desk.promote(stable())
    (desk.own / "sample.yaml").unlink()  # as if it had ended before the file was written
    desk.roll_back()
    assert desk.held() == {}


def test_a_damaged_history_is_not_read_over(desk: Desk) -> None:
    (desk.own / "promotions.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(PromotionError, match=r"promotions\.jsonl"):
        desk.folder.history()
