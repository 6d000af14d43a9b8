"""`groupwarden`, also `python -m api`."""

from api.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="groupwarden")


if __name__ == "__main__":
    main()
