"""A store that nobody needs any more is no file any more."""

from contextlib import closing
from pathlib import Path

from monitor.store import Store, discard


def test_nothing_of_it_is_left_and_other_files_stay(tmp_path: Path) -> None:
    url, other = f"sqlite:///{tmp_path}/live.db.shadow", tmp_path / "live.db"
    other.touch()
    with closing(Store.open(url)):
        pass
    (tmp_path / "live.db.shadow-wal").touch()
    for _ in range(2):
        discard(url)
        assert list(tmp_path.iterdir()) == [other]
