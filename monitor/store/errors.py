"""What can go wrong between the monitor and its database."""

from monitor.errors import MonitorError


class StoreError(MonitorError):
    """The store could not be opened, read or written; the message says what its operator can do."""
