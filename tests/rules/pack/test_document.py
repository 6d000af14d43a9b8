"""A YAML file is read plainly; what is ambiguous or dangerous in YAML is an issue with a place."""

import pytest

from rules.pack.document import Document


def test_values_keep_their_places() -> None:
    document = Document.parse("x.yaml", "a: 1\nb:\n  - c: 中文\n    d: true\n")
    assert document.data == {"a": 1, "b": [{"c": "中文", "d": True}]}
    document.report(("b", 0, "d"), "here")
    document.report(("b", 0, "d"), "here", at_key=True)
    document.report(("b", 0, "not there"), "around")
    places = [(issue.line, issue.column, issue.text) for issue in document.issues]
    assert places == [(4, 8, "    d: true"), (4, 5, "    d: true"), (3, 5, "  - c: 中文")]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        pytest.param("a: 1\na: 2\n", "'a' is given twice", (2, 1), id="duplicate key"),
        pytest.param("a: &x [1]\nb: *x\n", "anchors and aliases are not used in packs", (1, 4), id="alias"),
        pytest.param("a: 1.5\n", "takes true, false, a whole number or text", (1, 4), id="a float"),
        pytest.param("a:\n", "takes true, false, a whole number or text", (1, 3), id="empty"),
        pytest.param("a: 2024-03-01\n", "takes true, false, a whole number or text", (1, 4), id="a date"),
        pytest.param("a: 2024-99-99\n", "takes true, false, a whole number or text", (1, 4), id="a broken date"),
        pytest.param("a: !!python/name:os.system x\n", "takes true, false, a whole number or text", (1, 4), id="tag"),
        pytest.param("a: [1\n", "not YAML: did not find expected ',' or ']'", (2, 1), id="unfinished"),
        pytest.param("a: \x07\n", "not YAML: ", (1, 1), id="a control character"),
        pytest.param("a: " + "[" * 9000, "nested too deeply", (1, 35), id="deep nesting (row 11)"),
    ],
)
def test_what_is_not_plain_is_an_issue(text: str, message: str, place: tuple[int, int]) -> None:
    (issue,) = Document.parse("x.yaml", text).issues
    assert issue.message.startswith(message)
    assert (issue.line, issue.column) == place


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert Document.parse("x.yaml", "# nothing\n").data == {}
