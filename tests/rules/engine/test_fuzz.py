"""Random rules and facts: the native engine and plain Python agree, with freed memory poisoned."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECONDS = os.environ.get("GROUPWARDEN_FUZZ_SECONDS", "2")
SEED = os.environ.get("GROUPWARDEN_FUZZ_SEED", "1")


def test_engine_and_reference_agree_on_random_rules() -> None:
    """In a process of its own, because what it looks for is a crash; MALLOC_PERTURB_ makes use after free visible."""
    done = subprocess.run(  # noqa: S603  # our own module, fixed arguments
        [sys.executable, "-m", "tests.rules.engine.fuzz", SECONDS, SEED],
        cwd=ROOT,
        env={**os.environ, "MALLOC_PERTURB_": "165"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    compared = re.fullmatch(r"(\d+) catalogues, (\d+) matches, no difference\n", done.stdout)
    assert compared
    assert int(compared[2]) > 0, "a comparison of nothing proves nothing"
