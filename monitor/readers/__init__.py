"""Read chat exports: each format turned into canonical events, with a located reason for what could not be read."""

from monitor.readers.export import read_export, readers
from monitor.readers.reader import Reader, ReadOptions, UnreadableExport

__all__ = ["ReadOptions", "Reader", "UnreadableExport", "read_export", "readers"]
