"""The pages about the rules in force, docs/rules.md and docs/rules.zh.md, made from the packs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules import Catalogue, Rule, Severity, Value
from rules.pack.condition import SIGNS, Comparison
from rules.pack.duration import written
from rules.pack.record import Text
from rules.pack.rule import Level
from rules.pack.unit import in_unit, unit
from rules.pack.window import WindowDeclaration

EN = """# Rules in force

[中文](rules.zh.md)

Generated from the packs by `pytest tests/test_docs.py --refresh-golden`. The fields of facts are explained in
`rules/kinds/`; a field named like a window holds that window's figure. A finding is a suspicion with its reasons,
never a verdict. Shares and yields are shown in percent; packs write basis points for fields called bp (100 are 1%),
and per mille for those called pm and for windows of shares and ratios (10 are 1%)."""
ZH = """# 现行规则

[English](rules.md)

由 `pytest tests/test_docs.py --refresh-golden` 从规则包生成。事实的字段见 `rules/kinds/`；
与窗口同名的字段是该窗口的数值。发现只是附理由的疑点，不是结论。
占比和收益率以百分比显示；规则包中，名称含 bp 的字段写基点（100 为 1%），
含 pm 的字段及占比、比值窗口写千分比（10 为 1%）。"""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a page says in one of the two languages, in the order of English and Chinese."""

    number: int

    def say(self, en: str, zh: str) -> str:
        """Return what is said in this language."""
        return (en, zh)[self.number]

    def of(self, text: Text) -> str:
        """Return *text* in this language."""
        return self.say(text.en, text.zh)

    def join(self, parts: Iterable[str]) -> str:
        """Return a list in this language."""
        return self.say("; ", "；").join(parts)


ENGLISH, CHINESE = Tongue(0), Tongue(1)


def rules_page(catalogue: Catalogue, tongue: Tongue) -> str:
    """Return the page about *catalogue* in the language *tongue*."""
    tables = (line for family in sorted(_families(catalogue)) for line in _table(family, catalogue, tongue))
    sections = (line for rule in catalogue.rules.values() for line in _section(rule, catalogue, tongue))
    return "\n".join([tongue.say(EN, ZH), *tables, *sections]) + "\n"


def _families(catalogue: Catalogue) -> set[str]:
    return {rule.family for rule in catalogue.rules.values()}


def _table(family: str, catalogue: Catalogue, tongue: Tongue) -> Iterator[str]:
    """Yield a table of the rules of *family*: how grave, what they observe, how often they are tested."""
    yield f"\n## {family}\n"
    yield tongue.say(
        "| rule | name | levels | observes | hits | near misses |",
        "| 规则 | 名称 | 级别 | 观察 | 命中测试 | 近似测试 |",
    )
    yield "|---|---|---|---|--:|--:|"
    for rule in (rule for rule in catalogue.rules.values() if rule.family == family):
        levels = ", ".join(Severity(level.severity).name for level in rule.levels)
        seen = dict.fromkeys((rule.fact, *(window.kind for window in rule.windows.values() if window.kind)))
        hits = sum(trial.expect == "hit" for trial in rule.tests)
        cells = (f"[{rule.id}](#{rule.id})", tongue.of(rule.name), levels, ", ".join(f"`{kind}`" for kind in seen))
        yield f"| {' | '.join(cells)} | {hits} | {len(rule.tests) - hits} |"


def _section(rule: Rule, catalogue: Catalogue, tongue: Tongue) -> Iterator[str]:
    say = tongue.say
    yield f"\n### {rule.id}\n\n{rule.name.zh} · {rule.name.en}\n"
    told = say(" and ", "、").join(rule.audience)
    version = say(f"version {rule.version}", f"第 {rule.version} 版")
    yield (
        f"- {rule.family}{say(', ', '，')}{version}{say(', ', '，')}{rule.maturity}"
        + say(f"; told to {told}; about `{rule.fact}`", f"；告知 {told}；关于 `{rule.fact}`")
        + (say(f", {written(rule.after)} later", f"，{written(rule.after)} 之后判断") if rule.after else "")
    )
    for level in rule.levels:
        yield f"- **{Severity(level.severity).name}**{say(': ', '：')}{_condition(level, rule.windows, tongue)}"
    for name, window in rule.windows.items():
        yield f"- {say('window', '窗口')} `{name}`{say(': ', '：')}{_window(window, tongue)}"
    dedupe = written(rule.dedupe)
    yield say(
        f"- matches for one subject within {dedupe} are one finding{'; urgent' * rule.urgent}",
        f"- 同一对象 {dedupe} 内的命中合为一条发现{'；紧急' * rule.urgent}",
    )
    if rule.exemptions:
        spared = (f"{key} {tongue.of(catalogue.exemptions[key].name)}" for key in rule.exemptions)
        yield f"- {say('spared: ', '豁免：')}{tongue.join(spared)}"
    if rule.owner_actions:
        open_to = (f"{key} {tongue.of(catalogue.actions[key].text)}" for key in rule.owner_actions)
        yield f"- {say('open to the owner: ', '群主可以：')}{tongue.join(open_to)}"
    law = tongue.join(f"`{field}` {article}" for field, article in rule.law.items())
    yield f"- {say('thresholds: ', '阈值依据：')}{rule.threshold_basis}{f' ({law})' if law else ''}"
    yield f"- {say('basis: ', '依据：')}{tongue.join(rule.basis_in(say('en', 'zh')))}"
    yield f"- {say('may be mistaken for it: ', '可能误判：')}{tongue.of(rule.false_positives)}"


def _condition(level: Level, windows: Mapping[str, WindowDeclaration], tongue: Tongue) -> str:
    if level.patterns is None:
        return tongue.say("; or ", "；或 ").join(_clause(clause, windows, tongue) for clause in level.clauses)
    return tongue.say("; and ", "；且 ").join(
        f"{pattern.as_}: {_clause(pattern.match, windows, tongue)}"
        + "".join(
            tongue.say(f", within {written(span)} of {alias}", f"，与 {alias} 相距 {written(span)} 内")
            for alias, span in pattern.near.items()
        )
        for pattern in level.patterns
    )


def _clause(clause: Mapping[str, Comparison], windows: Mapping[str, WindowDeclaration], tongue: Tongue) -> str:
    return tongue.say(" and ", " 且 ").join(
        f"`{field}` {part}"
        for field, comparison in clause.items()
        for part in _parts(comparison, unit(field, windows), tongue)
    )


def _parts(comparison: Comparison, unit: str, tongue: Tongue) -> Iterator[str]:
    for name, sign in SIGNS.items():
        value: Value | None = getattr(comparison, name)
        if value is not None:
            said = tongue.say("yes", "是") if value else tongue.say("no", "否")
            yield f"{sign} {said if isinstance(value, bool) else in_unit(value, unit)}"
    if comparison.in_ is not None:
        yield tongue.say("is ", "为 ") + tongue.say(" or ", " 或 ").join(map(str, comparison.in_))


def _window(window: WindowDeclaration, tongue: Tongue) -> str:
    say = tongue.say
    if window.ratio:
        return say("`{}` in percent of `{}`", "`{}` 占 `{}` 的百分比").format(*window.ratio)
    field = say(f" of `{window.field}`", f"（`{window.field}`）") if window.field else ""
    where = say(" with ", "，限 ") + _clause(window.where, {}, tongue) if window.where else ""
    over = say(
        f", per {window.per}, over {written(window.over or 0)}", f"，按 {window.per}，{written(window.over or 0)} 内"
    )
    before = say(", ending {} before", "，止于 {} 之前").format(written(window.before)) if window.before else ""
    half_life = say(", half-life {}", "，半衰期 {}").format(written(window.half_life)) if window.half_life else ""
    return f"{window.measure}{field}{say(' of ', ' ')}`{window.kind}`{where}{over}{before}{half_life}"
