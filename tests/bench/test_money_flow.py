"""Flows of money are measured: real ones where there are any, made-up ones anywhere."""

from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.bench import money_flow
from tests.bench.money_stories import LAWFUL, SCHEMES


def printed(table: Table) -> str:
    """Return what *table* shows."""
    console = Console(width=200)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def test_how_long_money_stays_is_read_from_days(tmp_path: Path) -> None:
    lines = ("day,value transactions in,value transactions out", "0,100,50,", "1,100,", "3,0,150")
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert money_flow.standing(tmp_path / "a.csv") == (1.75, 750)
    assert "0 of 1" in printed(money_flow.real(tmp_path))


def test_without_series_the_made_up_flows_are_measured_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(money_flow, "SCHEMES", {"doubler": SCHEMES["doubler"]})
    monkeypatch.setattr(money_flow, "LAWFUL", {"refunds": LAWFUL["refunds"]})
    money_flow.main(tmp_path, stories=1, amounts=(30,))
    shown = capsys.readouterr().out
    for words in ("nothing real is measured", "1 of 1", "0 of 1", "attribution"):
        assert words in shown


@pytest.mark.parametrize("name", [*SCHEMES, *LAWFUL])
def test_every_made_up_flow_moves_enough_to_be_judged(name: str) -> None:
    moves = money_flow.evidence_of({**SCHEMES, **LAWFUL}[name], seed=1)
    assert len({move.member for move in moves if move.signal == "money.paid"}) >= 20
