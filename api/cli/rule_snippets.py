"""`rules snippets`: what moderators labelled, as inline tests for the packs."""

from collections.abc import Iterable
from pathlib import Path

import typer
import yaml

from api.cli.live_store import live_store
from api.cli.rule_named import rule_named
from api.cli.surroundings import panel_of, settings_at
from monitor.profile import Profile
from monitor.workbench.snippets import Snippet, by_rule, snippet, stories
from monitor.workbench.trials import TrialRunner

_WIDTH = 110


def run(only: str | None, config: Path | None) -> None:
    """Print a YAML document for each rule whose alerts were labelled, or for the rule *only*: its `tests:`.

    Raises:
        MonitorError: there is no rule *only*, or no server's store.
    """
    settings = settings_at(config)
    with live_store(settings) as store, store.read() as transaction:
        told = stories(
            transaction,
            transaction.labels(only),
            lambda community: settings.communities.get(community, Profile()),
        )
    panel = panel_of(settings)
    if only:
        rule_named(only, panel.catalogue)
    runner = TrialRunner(panel)
    made = by_rule([snippet(story, panel.catalogue.rules.get(story.rule), runner) for story in told])
    typer.echo("---\n".join(_document(rule, of_rule) for rule, of_rule in made.items()) or _NOTHING, nl=False)


_NOTHING = "# no alert of these rules was labelled confirmed or false yet\n"


def _document(rule: str, snippets: Iterable[Snippet]) -> str:
    snippets = list(snippets)
    lines = [f"# {rule}"]
    lines += [f"# alert {each.alert} ({each.verdict}): {each.remark}" for each in snippets if each.trial is None]
    tests = [each for each in snippets if each.trial is not None]
    lines += ["tests:" if tests else "tests: []"]
    for each in tests:
        lines += [f"  # {each.remark}"] * bool(each.remark)
        lines += ["  " + line for line in _item(each).splitlines()]
    return "\n".join(lines) + "\n"


def _item(each: Snippet) -> str:
    return yaml.safe_dump([each.trial], allow_unicode=True, sort_keys=False, width=_WIDTH)
