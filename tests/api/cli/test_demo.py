"""The demonstration shows within seconds what the product does."""

import pytest

from tests.api.cli.conftest import Run


@pytest.mark.parametrize(
    ("lang", "phrases"),
    [
        pytest.param("en", ("invented communities", "High risk", "Critical", "Suspected scheme 星河", "Exit"), id="en"),
        pytest.param("zh", ("虚构社群", "高风险", "紧急", "星河", "跑路期"), id="zh"),
    ],
)
def test_the_summary_names_grades_suspicions_and_the_scheme(run: Run, lang: str, phrases: tuple[str, ...]) -> None:
    result = run("demo", "--once", "--lang", lang, COLUMNS="120")
    assert result.exit_code == 0
    assert [phrase for phrase in phrases if phrase not in result.stdout] == []
