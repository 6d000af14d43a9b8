"""The one root of every error that `monitor` raises."""


class MonitorError(Exception):
    """Something went wrong that the caller can tell its user about as it stands."""
