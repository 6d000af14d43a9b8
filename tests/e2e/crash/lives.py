"""`python -m tests.e2e.crash.lives URL FOLDER EVENTS mortal|immortal`: do the work, in as many lives as it takes."""

import gc
import os
import signal
import sys
from pathlib import Path
from traceback import print_exc

from monitor.intake import Intake
from monitor.live import Monitor
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from rules import Severity
from tests.e2e.crash.fate import Fate, Immortal
from tests.e2e.crash.history import history
from tests.e2e.crash.mortal import MortalSink, MortalStore, SteppedClock
from tests.e2e.crash.work import Work, works
from tests.e2e.living import KEY


def live(url: str, folder: Path, panel: Panel, works: list[Work], fate: Fate) -> None:
    """Take up the work where the last life left it, and go on to the end of one of both."""
    progress = folder / "progress"
    done = int(progress.read_text()) if progress.exists() else 0
    clock = SteppedClock(works[max(0, done - 1)].now)
    store = MortalStore.open(url, key_file=folder / "keys")
    store.fate = fate
    sink = MortalSink(folder / "taken", fate)
    with Monitor(
        store,
        panel,
        Intake(panel.reader, Pseudonyms(KEY)),
        recipients=[(Recipient("desk", from_severity=Severity.medium), sink)],
        clock=clock,
    ) as monitor:
        for number, work in enumerate(works[done:], start=done):
            fate.step = str(number)
            work.do(monitor, clock, folder)
            _write(progress, str(number + 1))
        fate.step = "end"


def _write(file: Path, text: str) -> None:
    """Write *text* whole or not at all."""
    new = file.with_suffix(".new")
    new.write_text(text)
    new.replace(file)


def main(url: str, folder: Path, events: int, *, mortal: bool) -> None:
    """Do the work on the store at *url*; print how many lives ended on the way."""
    panel, todo = Panel.load(), works(history(events))
    gc.freeze()  # shared with every life
    ended = 0
    while True:
        pid = os.fork()
        if pid == 0:
            _be_born(url, folder, panel, todo, Fate(folder / "deaths") if mortal else Immortal())
        _pid, status = os.waitpid(pid, 0)
        if status == 0:
            break
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            raise SystemExit(1)
        ended += 1
    print(ended)


def _be_born(url: str, folder: Path, panel: Panel, todo: list[Work], fate: Fate) -> None:
    """Live and end this process, whatever happens."""
    try:
        live(url, folder, panel, todo, fate)
    except BaseException:
        print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), mortal=sys.argv[4] == "mortal")
