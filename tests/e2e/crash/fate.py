"""Where a process dies: at each point once, wherever it is in its life."""

import os
import signal
from collections import Counter
from pathlib import Path


class Fate:
    """Kills this process with SIGKILL the first time that it comes to a point; the next life passes it."""

    def __init__(self, file: Path) -> None:
        """Remember in *file* where earlier lives ended."""
        self._file = file
        self._passed = set(file.read_text().splitlines()) if file.exists() else set[str]()
        self._seen: Counter[str] = Counter()
        self.step = "start"

    def meet(self, point: str) -> None:
        """Come to *point* of this step; a step may come to the same point several times."""
        name = f"{self.step} {point}"
        self._seen[name] += 1
        name = f"{name} {self._seen[name]}"
        if name in self._passed:
            return
        with self._file.open("a") as deaths:
            deaths.write(name + "\n")
        os.kill(os.getpid(), signal.SIGKILL)


class Immortal(Fate):
    """The fate of a process that nothing happens to."""

    def __init__(self) -> None:
        super().__init__(Path(os.devnull))

    def meet(self, point: str) -> None:
        """Pass by."""
