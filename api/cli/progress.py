"""Progress bars of a check, on a terminal only."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from monitor.check import Progress
from monitor.language import Language


@contextmanager
def shown_progress(language: Language) -> Generator[Progress]:
    """Show on stderr how far a check has come, while the block runs; nothing when stderr is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress()
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        judging = bars.add_task(language.text("judging"), visible=False, total=None)

        def on_file(path: Path) -> Callable[[int], None]:
            size = path.stat().st_size if path.is_file() else 0
            reading = bars.add_task(language.text("reading %(file)s", file=path.name), total=size)
            return lambda done: bars.update(reading, completed=done)

        def on_judged(done: int, events: int) -> None:
            bars.update(judging, completed=done, total=events, visible=True)

        yield Progress(on_file, on_judged)
