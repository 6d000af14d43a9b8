"""The measurements work; how fast anything is depends on the machine and is not asserted."""

import pytest

from tests.bench.__main__ import main


@pytest.mark.parametrize("arguments", [["--quick"], ["--quick", "--profile"]], ids=" ".join)
def test_a_quick_run_prints_every_figure(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(arguments)
    printed = capsys.readouterr().out
    for word in ("judge", "tottime") if "--profile" in arguments else ("events/s", "facts/s", "MiB", "HTTP"):
        assert word in printed
