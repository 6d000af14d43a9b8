"""Text in, signals out: what a message says, where, and in which stance."""

from rules.signals.lexicon import LexiconError
from rules.signals.reader import Evidence, SignalReader
from rules.signals.signal import Kind, Reading, Signal, Stance

__all__ = ["Evidence", "Kind", "LexiconError", "Reading", "Signal", "SignalReader", "Stance"]
