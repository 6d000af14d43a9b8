"""Offline judging: how fast, compared with merely decoding the file, and in how much memory."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import msgspec

from monitor.check import check
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from tests.bench.measure import Row, Runs, seconds
from tests.bench.streams import quiet_history, steady_history, write

KEY = b"a key for measurements"
SLOWEST = 25  # times as long as decoding
GROWTH = 1.15  # of memory, from the small file to the large one


def judge(path: Path, panel: Panel) -> int:
    """Check the file at *path* and return how many events it held."""
    return check([path], panel, language("en"), key=KEY).events


def decode(path: Path) -> int:
    """Decode every line of *path* into an event and do nothing with it."""
    decoded = msgspec.json.Decoder(Event).decode
    with path.open("rb") as file:
        return sum(1 for _ in map(decoded, file))


def speed(folder: Path, events: int, runs: int) -> list[Row]:
    """Compare a check with decoding."""
    path, panel = write(folder / f"{events}.ndjson", steady_history(events, events)), Panel.load()
    works = {"check": partial(judge, path, panel), "decode": partial(decode, path)}
    measured = Runs(runs, works)
    panel.engine.close()
    ratio = measured.ratio("check", "decode")
    return [
        Row(f"check, {events:,} events", f"{measured.rate('check', events):,.0f} events/s"),
        Row(f"decode only, {events:,} events", f"{measured.rate('decode', events):,.0f} events/s"),
        Row("check / decode", f"{ratio:.1f} times as long", f"at most {SLOWEST}", ratio <= SLOWEST),
    ]


def memory(folder: Path, small: int, large: int) -> list[Row]:
    """Compare the peak memory of a process that checks *small* events with ones that check *large*.

    The aim is for as many findings; the report holds them all, so memory does grow with those.
    """
    least, quiet, steady = (
        _process(write(folder / name, history))
        for name, history in (
            (f"{small}.ndjson", steady_history(small, small)),
            (f"{large}-quiet.ndjson", quiet_history(large, small)),
            (f"{large}-steady.ndjson", steady_history(large, small)),
        )
    )
    growth, with_findings = quiet[1] / least[1], steady[1] / least[1]
    return [
        Row(f"check in a process, {small:,} events", f"{small / least[0]:,.0f} events/s, {least[1]:.0f} MiB"),
        Row(f"check in a process, {large:,} events", f"{large / steady[0]:,.0f} events/s, {steady[1]:.0f} MiB"),
        Row("peak memory, large / small, as many findings", f"{growth:.2f}", f"at most {GROWTH}", growth <= GROWTH),
        Row("peak memory, large / small, findings in proportion", f"{with_findings:.2f}"),
    ]


def _process(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak MiB of a process that checks *path*, which is removed."""
    run = [sys.executable, "-m", "tests.bench.offline", str(path)]
    taken, peak = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout.split()  # noqa: S603 - our own code
    path.unlink()
    return float(taken), float(peak)


def peak_mebibytes() -> float:
    """Return the most memory that this process ever held (Linux: what a parent held before does not count)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(path: Path) -> None:
    """Check the file at *path*; print seconds and the peak of memory in MiB."""
    panel = Panel.load()
    taken = seconds(partial(judge, path, panel))
    sys.stdout.write(f"{taken} {peak_mebibytes()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
