"""`train` fits the scorer to labels, says what that changed, and can be taken back."""

import json
from pathlib import Path

import pytest

from rules.scorer import Model
from tests.api.cli.conftest import Run
from tests.rules.scorer.test_adapting import nursery


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Return a file of labels from three moderators of a nursery's group."""
    file = tmp_path / "labels.jsonl"
    votes = [vote for seed, by in enumerate("abc") for vote in nursery(by, 40, seed)]
    lines = [{"text": vote.text, "label": "ad" if vote.is_spam else "ham", "by": vote.by} for vote in votes]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


def test_a_model_is_fitted_used_and_taken_back(run: Run, labels: Path, tmp_path: Path) -> None:
    offer = json.dumps({"text": "桥头苗木到货8888盆来挑"}) + "\n"
    result = run("train", labels, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "here, before" in result.stdout
    adapted = Model.load(tmp_path / "scorer.model")
    assert adapted.digest in result.stdout
    assert adapted.card.parent == Model.load().digest

    assert json.loads(run("classify", "-", lines=offer).stdout)["label"] == "ham"
    (tmp_path / "groupwarden.yaml").write_text("scorer: scorer.model\n")
    assert json.loads(run("classify", "-", lines=offer).stdout)["label"] != "ham"

    back = run("train", "--roll-back", "--lang", "en")
    assert back.exit_code == 0, back.output
    assert Model.load(tmp_path / "scorer.model").digest == Model.load().digest
    assert run("train", "--roll-back").exit_code == 2


def test_every_line_that_cannot_be_used_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text(
        '{"text": "a", "label": "ham"}\n{"text": "b", "label": "bad"}\n{"label": "ad"}\n'
    )
    result = run("train", "labels.jsonl")
    assert result.exit_code == 2
    assert "labels.jsonl: line 2: Invalid enum value 'bad'" in result.stderr
    assert "labels.jsonl: line 3: Object missing required field `text`" in result.stderr
    assert not (tmp_path / "scorer.model").exists()


def test_too_few_labels_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text('{"text": "a", "label": "ham"}\n')
    result = run("train", "labels.jsonl")
    assert (result.exit_code, "expected 20 together and 5 of each" in result.stderr) == (2, True)


def test_labels_are_asked_for(run: Run) -> None:
    assert run("train").exit_code == 2


def test_a_model_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "groupwarden.yaml").write_text("scorer: notes.txt\n")
    (tmp_path / "notes.txt").write_text("not a model")
    result = run("classify", "-", lines='{"text": "a"}\n')
    assert result.exit_code == 2
    assert "notes.txt: not a model" in result.stderr
