"""The steps of inline tests become events, and a step that is none is shown where it stands."""

from pathlib import Path
from typing import Any

import pytest

from monitor.workbench.story import StepError, events_of, misfits
from rules import Trial, read_packs
from tests.rules.packwriter import draft, write


def story(*events: dict[str, Any]) -> dict[str, Any]:
    return {"name": "a story", "expect": "near_miss", "events": list(events)}


def change(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"at": "1m", "type": "community.settings_changed", "by": "owen", "role": "owner", "data": data, **more}


def test_data_joins_what_the_step_says_already() -> None:
    trial = Trial.model_validate(
        story({"at": "0m", "by": "ann", "text": "hi", "data": {"message": {"mentions": ["bo"]}}})
    )
    [event] = events_of(trial)
    assert event.data.message
    assert (event.data.message.text, event.data.message.mentions) == ("hi", ("bo",))


@pytest.mark.parametrize(
    ("step", "path", "why"),
    [
        pytest.param(change({"settngs": {}}), ("data", "settngs"), "events have no 'settngs' here", id="unknown part"),
        pytest.param(
            change({"settings": {"join_aproval": True}}),
            ("data", "settings", "join_aproval"),
            "events have no 'join_aproval' here",
            id="unknown field of a part",
        ),
        pytest.param(
            change({"settings": {"join_approval": "no"}}),
            ("data", "settings", "join_approval"),
            "Expected bool | null, got str",
            id="wrong type",
        ),
        pytest.param(
            change({"roster": {"members": [{"id": "a"}, {"rolle": "owner"}]}}),
            ("data", "roster", "members", 1, "rolle"),
            "events have no 'rolle' here",
            id="in a list",
        ),
        pytest.param({"at": "0m", "type": "member.jumped", "who": "bo"}, ("type",), "Invalid enum value", id="type"),
        pytest.param(
            {"at": "0m", "type": "member.joined"}, ("data", "target"), "is missing or empty", id="nobody joins"
        ),
    ],
)
def test_a_step_that_is_no_event_is_located(step: dict[str, Any], path: tuple[str | int, ...], why: str) -> None:
    trial = Trial.model_validate(story({"at": "0m", "by": "ann", "text": "hi"}, step))
    with pytest.raises(StepError) as raised:
        events_of(trial)
    assert raised.value.path == ("events", 1, *path)
    assert raised.value.why.startswith(why)


def test_a_misfit_is_an_issue_with_file_line_and_hint(tmp_path: Path) -> None:
    file = write(tmp_path, draft(tests=[story(change({"settngs": {"join_approval": True}}))]))
    [issue] = misfits(read_packs([tmp_path]))
    lines = file.read_text("utf-8").splitlines()
    assert issue.file == str(file)
    assert lines[issue.line - 1].strip() == "join_approval: true"
    assert issue.hint == "did you mean 'settings'?"


def test_the_tests_of_the_built_in_rules_tell_of_events() -> None:
    assert misfits(read_packs()) == []
