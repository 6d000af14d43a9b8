"""The ways in: HTTP, console and command line."""

__version__ = "0.1.0"
