"""`rules explain --text` shows what is read in a text, and what moved the scorer."""

from tests.api.cli.conftest import YIELD, Run


def test_normal_form_label_reasons_and_signals_are_shown(run: Run) -> None:
    result = run("rules", "explain", "--text", YIELD, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "Normal form: 投资我们的智能搬砖项目,月收益15%" in result.stdout
    assert "Label: fraud (probability of spam" in result.stdout
    assert "Moved by:" in result.stdout
    assert "'yield high' +" in result.stdout
    assert any(line.startswith("yield") and "promote" in line for line in result.stdout.splitlines())


def test_a_text_without_signals_says_so(run: Run) -> None:
    assert "No signals." in run("rules", "explain", "--text", "明天见", "--lang", "en").stdout
