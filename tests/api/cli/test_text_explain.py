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


def test_what_speaks_for_telling_and_for_selling_is_shown(run: Run) -> None:
    warned = run("rules", "explain", "--text", "警方提示:所谓日收益2%的投资平台都是诈骗", "--lang", "en").stdout
    sold = run("rules", "explain", "--text", "日收益2%的投资平台,加微信abc12345", "--lang", "en").stdout
    assert "tells of it +" in warned
    assert "sells it" not in warned
    assert "sells it -100  =contact: 加微信abc12345" in sold
