"""The commands about rules and their options; what a command needs is imported when it runs."""
# ruff: noqa: PLC0415 - see above

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import (
    ByOption,
    ConfigOption,
    LangOption,
    ListFormatOption,
    NoteOption,
    PacksArgument,
    StrictOption,
)

rules_app = typer.Typer(no_args_is_help=True, help="The rule workbench.")


@rules_app.command("list")
def list_rules(
    packs: PacksArgument = None, form: ListFormatOption = "text", config: ConfigOption = None, lang: LangOption = None
) -> None:
    """List the rules in force."""
    from api.cli import rule_list

    rule_list.run(packs or [], form, config, lang)


@rules_app.command("check")
def check_rules(packs: PacksArgument = None, *, strict: StrictOption = False, config: ConfigOption = None) -> None:
    """Show everything that is wrong in rule packs, and advice. Exit 1 if something is wrong."""
    from api.cli import rule_check

    raise typer.Exit(rule_check.run(packs or [], config, strict=strict))


@rules_app.command("test")
def try_rules(
    packs: PacksArgument = None,
    *,
    form: ListFormatOption = "text",
    rule: Annotated[str | None, typer.Option(help="Id of one rule to test alone.")] = None,
    mutate: Annotated[bool, typer.Option("--mutate", help="Instead: change rules, and see if a test notices.")] = False,
    strict: StrictOption = False,
    jobs: Annotated[int | None, typer.Option(help="Processes; default: as many as the work is worth.", min=1)] = None,
    config: ConfigOption = None,
) -> None:
    """Run the tests that rules bring along. Exit 1 if one fails, or with --mutate if no test notices a change."""
    from api.cli import rule_mutate, rule_test

    if mutate:
        raise typer.Exit(rule_mutate.run(packs or [], form, config, rule, jobs, strict=strict))
    raise typer.Exit(rule_test.run(packs or [], form, config, rule, jobs))


@rules_app.command("schema")
def show_schema(packs: PacksArgument = None, config: ConfigOption = None) -> None:
    """Print the JSON Schema of a rule's file, for editors."""
    from api.cli import rule_schema

    rule_schema.run(packs or [], config)


@rules_app.command("backtest")
def backtest_rules(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="Directory with the rules that are to be tried.")],
    history: Annotated[list[Path], typer.Argument(metavar="HISTORY...", help="Chat exports or event files.")],
    *,
    form: ListFormatOption = "text",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Say what the rules in PACK, over those in force, would change of what is found in HISTORY."""
    from api.cli import rule_backtest

    rule_backtest.run(pack, history, form, config, lang)


@rules_app.command("promote")
def promote_rules(
    source: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the rules that are to judge from now on.")],
    by: ByOption,
    note: NoteOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Check and test the rules in DIR and move them into the settings' last pack folder. Exit 1 if one fails."""
    from api.cli import rule_promote

    raise typer.Exit(rule_promote.promote(source, by, note, config, lang))


@rules_app.command("rollback")
def roll_back_rules(by: ByOption, note: NoteOption = "", config: ConfigOption = None, lang: LangOption = None) -> None:
    """Return to the rules before the last promotion that was not rolled back yet."""
    from api.cli import rule_promote

    rule_promote.roll_back(by, note, config, lang)


@rules_app.command("history")
def show_history(config: ConfigOption = None, lang: LangOption = None) -> None:
    """List promotions and roll-backs, oldest first."""
    from api.cli import rule_promote

    rule_promote.history(config, lang)


@rules_app.command("snippets")
def print_snippets(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="Id of a rule; default: all.")] = None,
    config: ConfigOption = None,
) -> None:
    """Print what moderators called confirmed or false as tests for the rules' files: YAML, a document a rule."""
    from api.cli import rule_snippets

    rule_snippets.run(rule, config)


@rules_app.command("explain")
def explain_rule(
    subject: Annotated[
        str | None, typer.Argument(metavar="[RULE|FINDING]", help="Id of a rule or of a finding.")
    ] = None,
    events: Annotated[Path | None, typer.Argument(help="Chat export or event file to judge.")] = None,
    text: Annotated[str | None, typer.Option(help="Instead: show what is read in this text.")] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Say why events met a rule, or how near they came; why a finding was made; or what is read in a text."""
    from api.cli import finding_explain, rule_explain, text_explain
    from monitor.digest import is_digest

    if text is not None and subject is None:
        text_explain.run(text, config, lang)
    elif text is not None or subject is None or events is None:
        raise typer.BadParameter("expected RULE or FINDING, and EVENTS; or --text")
    elif is_digest(subject):
        finding_explain.run(subject, events, config, lang)
    else:
        rule_explain.run(subject, events, config, lang)
