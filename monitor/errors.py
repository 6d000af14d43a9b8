"""The one root of every error that `monitor` raises, and the two that a command of a human can end in."""


class MonitorError(Exception):
    """Something went wrong that the caller can tell its user about as it stands."""


class UnknownItemError(MonitorError):
    """What was asked about is not there."""


class RefusedStepError(MonitorError):
    """A step is impossible as things stand; the text says what was expected."""
