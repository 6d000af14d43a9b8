"""`groupwarden`, also `python -m api`."""

import sys

import structlog

from api.cli import app


def main() -> None:
    """Run the command line."""
    log_no_values()
    app(prog_name="groupwarden")


def log_no_values() -> None:
    """Let logs say where an error was, and never what the variables held: passwords, or what people wrote."""
    *before, _ = structlog.get_config()["processors"]
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[*before, renderer])


if __name__ == "__main__":
    main()
