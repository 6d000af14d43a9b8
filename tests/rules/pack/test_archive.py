"""What is restored from an archive judges like what was archived."""

from pathlib import Path

import pytest

from rules import Catalogue, load_packs
from rules.pack.archive import archived, restored
from rules.pack.override import overridden
from tests.rules.packwriter import draft, write


@pytest.fixture(scope="module")
def builtin() -> Catalogue:
    return load_packs()


def test_every_builtin_rule_comes_back_the_same_but_for_its_tests(builtin: Catalogue) -> None:
    back = restored(archived(builtin))
    assert back.rules == {name: rule.model_copy(update={"tests": ()}) for name, rule in builtin.rules.items()}
    assert (back.exemptions, back.actions, back.windows) == (builtin.exemptions, builtin.actions, builtin.windows)


def test_the_same_rules_make_the_same_bytes_and_other_thresholds_make_others(
    builtin: Catalogue, tmp_path: Path
) -> None:
    write(tmp_path, draft(levels=[{"severity": "medium", "all": {"ad_percent": {"gte": 50}}}]))
    catalogue = load_packs([tmp_path])
    stricter = overridden(catalogue, {"sample": {"medium": {"ad_percent": 40}}})
    archives = {archived(builtin), archived(catalogue), archived(stricter)}
    assert len(archives) == 3
    assert archived(load_packs([tmp_path])) in archives
    assert archived(restored(archived(stricter))) in archives


def test_rules_of_the_sandbox_and_deprecated_ones_are_not_in_force(tmp_path: Path) -> None:
    for maturity in ("sandbox", "incubating", "stable", "deprecated"):
        write(tmp_path, draft(id=f"is-{maturity}", maturity=maturity))
    in_force = load_packs([tmp_path]).in_force
    assert {name for name in in_force.rules if name.startswith("is-")} == {"is-incubating", "is-stable"}


def test_what_another_version_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="levels"):
        restored(b'{"rules": [{"id": "sample"}], "exemptions": {}, "actions": {}}')


def test_a_rule_of_the_sandbox_leaves_the_one_beneath_it_in_force(tmp_path: Path) -> None:
    layers = [tmp_path / "built in", tmp_path / "own", tmp_path / "trial"]
    for version, (layer, maturity) in enumerate(zip(layers, ("stable", "sandbox", "sandbox"), strict=True), 1):
        layer.mkdir()
        write(layer, draft(version=version, maturity=maturity))
    catalogue = load_packs(layers)
    assert (catalogue.rules["sample"].version, catalogue.in_force.rules["sample"].version) == (3, 1)
    write(layers[-1], draft(version=3, maturity="stable"))
    assert load_packs(layers).in_force.rules["sample"].version == 3
