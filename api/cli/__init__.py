"""The command line: check, classify, the rule workbench, the live server and its demonstration."""

from api.cli.app import app

__all__ = ["app"]
