"""What a well-formed rule can still get wrong: names, types, conditions that can never match, engine limits."""

from collections.abc import Iterable, Iterator, Mapping

from rules.facts import FACT_KINDS, Value
from rules.pack.alternative import Alternative, Path, covers, satisfiable, unfold
from rules.pack.catalogue import Catalogue
from rules.pack.condition import ORDERINGS, Comparison
from rules.pack.document import Document
from rules.pack.duration import DAY
from rules.pack.exemption import Exemption
from rules.pack.issue import did_you_mean
from rules.pack.rule import Level, Rule
from rules.pack.summary import placeholders
from rules.pack.window import WindowDeclaration

OF_ONE_COMMUNITY = frozenset({"member", "community"})  # subjects of facts that can wait (`after`)
RESERVED = frozenset({"kind", "id", "sid", "z"})  # names the engine or the compiler gives a meaning
MAX_ALTERNATIVES = 50  # a shard's worth; more siblings at once lose messages (measured: 64)


def lint(rule: Rule, document: Document, catalogue: Catalogue) -> None:
    """Report in *document* everything wrong with *rule* beyond its form."""
    if rule.fact not in FACT_KINDS:
        document.report(("fact",), f"unknown kind of fact {rule.fact!r}", did_you_mean(rule.fact, FACT_KINDS))
        return
    before = len(document.issues)
    _Linter(rule, document, catalogue).check()
    if len(document.issues) == before:  # conditions can be reasoned about only when names and types are right
        _reach(rule, document, catalogue.exemptions)


class _Linter:
    def __init__(self, rule: Rule, document: Document, catalogue: Catalogue) -> None:
        self._rule = rule
        self._document = document
        self._report = document.report
        self._catalogue = catalogue
        self._fields = defaults(rule.fact, rule.windows)

    def check(self) -> None:
        self._windows()
        self._levels()
        self._law()
        if self._rule.after and FACT_KINDS[self._rule.fact].subject not in OF_ONE_COMMUNITY:
            self._report(("after",), f"{self._rule.fact} is judged at once: it is not about one community")
        self._exemptions()
        for number, action in enumerate(self._rule.owner_actions):
            if action not in self._catalogue.actions:
                hint = did_you_mean(action, self._catalogue.actions)
                self._report(("owner_actions", number), f"unknown action {action!r}", hint)
        self._summary()
        self._trials()

    def _windows(self) -> None:
        for name, window in self._rule.windows.items():
            path = ("windows", name)
            if name in RESERVED or name in FACT_KINDS[self._rule.fact].fields:
                self._report(path, f"{name!r} already means something else", at_key=True)
            if window.ratio:
                self._terms((*path, "ratio"), window.ratio)
            elif window.kind not in FACT_KINDS:
                self._report(path, f"unknown kind of fact {window.kind!r}", did_you_mean(window.kind, FACT_KINDS))
            else:
                self._clause((*path, "where"), window.where or {}, defaults(window.kind))
                self._summed(path, window)
                self._whole_days(path, window)

    def _terms(self, path: Path, terms: Iterable[str]) -> None:
        whole = [name for name, window in self._rule.windows.items() if not window.ratio]
        for number, name in enumerate(terms):
            if name not in whole:
                self._report((*path, number), f"no window {name!r} to compare", did_you_mean(name, whole))

    def _summed(self, path: Path, window: WindowDeclaration) -> None:
        fields = defaults(window.kind)
        if window.field and type(fields.get(window.field)) is not int:
            hint = did_you_mean(window.field, [name for name, value in fields.items() if type(value) is int])
            self._report((*path, window.measure), f"{window.kind} has no number {window.field!r}", hint)

    def _whole_days(self, path: Path, window: WindowDeclaration) -> None:
        if not FACT_KINDS[self._rule.fact].daily:
            return
        if any((span or 0) % DAY for span in (window.over, window.before, window.half_life)):
            self._report(path, f"{self._rule.fact} is judged when a day has ended: its windows are whole days")
        if window.per == "member":
            self._report(path, f"{self._rule.fact} is about nobody in particular: its windows are per community")

    def _levels(self) -> None:
        severities = [level.severity for level in self._rule.levels]
        for number, level in enumerate(self._rule.levels):
            path: Path = ("levels", number)
            if level.severity in severities[:number] and not level.patterns:
                self._report((*path, "severity"), f"a second level of severity {level.severity.name}", "use `any`")
            if (level.patterns is not None) != self._rule.is_correlation:
                self._report(path, "the levels of a rule either all have patterns or none has")
            for place, clause in level.places():
                self._clause((*path, *place), clause, self._fields)
            self._patterns(path, level)

    def _patterns(self, path: Path, level: Level) -> None:
        earlier: list[str] = []
        for number, pattern in enumerate(level.patterns or ()):
            place = (*path, "patterns", number)
            if pattern.as_ in earlier or pattern.as_ in RESERVED:
                self._report((*place, "as"), f"{pattern.as_!r} is already taken")
            for alias in pattern.near:
                if alias not in earlier:
                    hint = did_you_mean(alias, earlier)
                    self._report((*place, "near", alias), f"no earlier pattern {alias!r}", hint, at_key=True)
                if "at" not in self._fields:
                    self._report((*place, "near"), f"{self._rule.fact} has no field 'at' to be near in")
            earlier.append(pattern.as_)
        if level.patterns and self._rule.windows:
            self._report(("windows",), "a rule with patterns has no windows; its facts are correlated as they are")

    def _clause(self, path: Path, clause: Mapping[str, Comparison], fields: Mapping[str, Value]) -> None:
        lint_clause(self._document, path, clause, fields)

    def _law(self) -> None:
        rule = self._rule
        compared = {name for level in rule.levels for _, clause in level.places() for name in clause}
        for name in rule.law:
            if name not in compared:
                self._report(("law", name), f"no level compares {name!r}", did_you_mean(name, compared), at_key=True)
        if bool(rule.law) != (rule.threshold_basis in {"law", "mixed"}):
            self._report(("threshold_basis",), "`law` names the article of each threshold that is law, and only then")

    def _exemptions(self) -> None:
        for number, name in enumerate(self._rule.exemptions):
            path = ("exemptions", number)
            exemption = self._catalogue.exemptions.get(name)
            if exemption is None:
                self._report(path, f"unknown exemption {name!r}", did_you_mean(name, self._catalogue.exemptions))
                continue
            for missing in sorted(exemption.fields - self._fields.keys()):
                self._report(path, f"{name} needs the field {missing!r}, which {self._rule.fact} does not have")
            if exemption.families and self._rule.family not in exemption.families:
                self._report(path, f"{name} does not apply to {self._rule.family}")

    def _summary(self) -> None:
        shown: Mapping[str, Value] = {} if self._rule.is_correlation else self._fields
        for language in ("zh", "en"):
            try:
                names = placeholders(getattr(self._rule.summary, language))
            except ValueError as error:
                self._report(("summary", language), str(error))
                continue
            for name in (name for name in names if name not in shown):
                self._report(("summary", language), f"nothing to fill {{{name}}} with", did_you_mean(name, shown))

    def _trials(self) -> None:
        for number, trial in enumerate(self._rule.tests):
            if trial.exemption and trial.exemption not in self._rule.exemptions:
                self._report(("tests", number, "exemption"), f"the rule does not name {trial.exemption!r}")


def defaults(kind: str, windows: Iterable[str] = ()) -> dict[str, Value]:
    """Return the fields of a fact of *kind* with their defaults, windows included."""
    return {**{name: field.default for name, field in FACT_KINDS[kind].fields.items()}, **dict.fromkeys(windows, 0)}


def lint_clause(document: Document, path: Path, clause: Mapping[str, Comparison], fields: Mapping[str, Value]) -> None:
    """Report what *clause* at *path* compares that is not in *fields*, or as what it is not."""
    for name, comparison in clause.items():
        if name not in fields:
            document.report((*path, name), f"unknown field {name!r}", did_you_mean(name, fields), at_key=True)
            continue
        for comparator, value in _constants(comparison):
            expected = type(fields[name])
            if type(value) is not expected:
                document.report((*path, name), f"{name} takes {expected.__name__}, not {value!r}")
            elif comparator in ORDERINGS and expected is not int:
                document.report((*path, name), f"{name} has no order; compare it with eq, ne or in")


def _constants(comparison: Comparison) -> Iterator[tuple[str, Value]]:
    for conjunction in comparison.alternatives(""):
        for condition in conjunction:
            yield condition.operator, condition.threshold


def _reach(rule: Rule, document: Document, exemptions: Mapping[str, Exemption]) -> None:
    alternatives = unfold(rule, exemptions)
    if len(alternatives) > MAX_ALTERNATIVES:
        document.report(("levels",), f"unfolds into {len(alternatives)} alternatives, at most {MAX_ALTERNATIVES} fit")
        return
    for path in dict.fromkeys(alternative.path for alternative in alternatives):
        same = [alternative for alternative in alternatives if alternative.path == path]
        if not any(_possible(alternative) for alternative in same):
            document.report(path, "no fact can ever satisfy this")
        elif all(_shadowed(alternative, alternatives) for alternative in same):
            document.report(path, "never counts: whatever satisfies this also satisfies a graver level")


def _possible(alternative: Alternative) -> bool:
    return all(satisfiable(part.conditions) for part in alternative.parts)


def _shadowed(alternative: Alternative, others: Iterable[Alternative]) -> bool:
    return any(covers(other, alternative) for other in others if other.severity > alternative.severity)
