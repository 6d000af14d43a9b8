"""The one root of every error that `monitor` raises, the two that a human's command can end in, and what logs tell."""

from traceback import extract_tb

from rules.errors import RulesError


class MonitorError(Exception):
    """Something went wrong that the caller can tell its user about as it stands."""


class UnknownItemError(MonitorError):
    """What was asked about is not there."""


class RefusedStepError(MonitorError):
    """A step is impossible as things stand; the text says what was expected."""


def logged(error: Exception) -> str:
    """Return what a log says of *error*: our own as it stands, of any other only what it is and where it was raised.

    What others say may repeat what they choked on: ids, what people wrote, secrets.
    """
    if isinstance(error, MonitorError | RulesError):
        return str(error)
    frames = extract_tb(error.__traceback__)
    return type(error).__name__ + (f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else "")
