"""Which rules judge here: those in force, and those on trial in their shadow; read anew when somebody asks for it."""

from collections.abc import Callable
from threading import Lock

import msgspec
import structlog

from monitor.alerts.doubts import suggestion
from monitor.alerts.precision import Measure, Precisions
from monitor.assessment import SEVERITY_NAMES, summary
from monitor.clock import exact, iso
from monitor.errors import logged
from monitor.findings import Finding
from monitor.language import Language, language
from monitor.panel import Panel
from monitor.rule_source import Rules
from monitor.rulebook import AT_START, Rulebook
from monitor.service import LanguageCode, Reload, RuleEntry, RuleList, RulePrecision, ShadowReport, ShadowSample
from monitor.shadow import Shadow
from rules import Catalogue, Rule, RulesError

MOST_SAMPLES = 20
_findings = msgspec.msgpack.Decoder(Finding)


class Ruling:
    """Takes rules into force, or on trial, and says which are. Any thread may call it."""

    def __init__(
        self,
        book: Rulebook,
        shadow: Shadow,
        source: Callable[[Panel], Rules],
        measure: Measure,
        count: Callable[[str], None],
    ) -> None:
        """Change what *book* and *shadow* judge by to what *source* reads; *count* is told how each reload ended.

        What moderators say of alerts is taken by *measure*.
        """
        self._book = book
        self._shadow = shadow
        self._source = source
        self._measure = measure
        self._count = count
        self._lock = Lock()

    @property
    def catalogue(self) -> Catalogue:
        """The rules in force."""
        return self._book.memory.panel.catalogue

    def begin(self, shadow: Panel | None) -> None:
        """Let writers begin: those in force with what the memory was given, those on trial with *shadow*."""
        self._book.begin()
        self._shadow.take(shadow, self.catalogue, AT_START)

    def reload(self, author: str) -> Reload:
        """Read the rules anew and judge by them from the next commit on.

        Raises:
            RulesError: some are wrong, all of them named; the rules before stay in force.
            MonitorError: the store cannot be written now, or the settings are wrong; as above.
        """
        log = structlog.get_logger().bind(author=author)
        with self._lock:
            try:
                is_other = self._take(self._source(self._book.memory.panel), author)
            except Exception as error:
                self._count("refused" if isinstance(error, RulesError) else "failed")
                log.error("rules not taken; those before stay in force", why=logged(error))
                raise
            done = Reload(
                "taken" if is_other else "unchanged",
                self._book.in_force().digest,
                len(self.catalogue.rules),
                tuple(sorted(self._shadow.tried)),
            )
        self._count(done.outcome)
        log.info("rules read", outcome=done.outcome, digest=done.digest, rules=done.rules)
        return done

    def _take(self, rules: Rules, author: str) -> bool:
        try:
            is_other = self._book.take(rules.panel, author)
        except BaseException:
            if rules.shadow:
                rules.shadow.close()
            raise
        return self._shadow.take(rules.shadow, self.catalogue, author) or is_other

    def rules(self, lang: LanguageCode) -> RuleList:
        """Return the rules in force and those on trial, in order of their ids."""
        last = self._book.in_force()
        with self._book.store.read() as transaction:
            precisions = Precisions(self._measure, transaction.verdicts())
        rules = [(rule, False) for rule in self.catalogue.rules.values()]
        rules += [(rule, True) for rule in self._shadow.tried.values()]
        entries = (
            RuleEntry(
                rule.id, rule.version, rule.name.said(lang), rule.family, rule.maturity, on_trial,
                None if on_trial else _precision(rule, precisions, language(lang)),
            )
            for rule, on_trial in sorted(rules, key=lambda each: (each[0].id, each[1]))
        )  # fmt: skip
        return RuleList(last.digest, exact(last.at), last.author, tuple(entries))

    def shadow(self, rule_id: str, lang: LanguageCode) -> ShadowReport | None:
        """Return what a rule on trial has found so far, None when it is not on trial."""
        rule = self._shadow.tried.get(rule_id)
        if rule is None:
            return None
        counts, rows = self._shadow.findings(rule, MOST_SAMPLES)
        found = [_findings.decode(row.body) for row in rows if row.body]
        known = self.catalogue.rules.get(rule_id)
        catalogue = Catalogue({rule_id: rule}, {}, {})
        return ShadowReport(
            rule=rule_id,
            version=rule.version,
            in_force=known.version if known else None,
            findings={SEVERITY_NAMES[severity]: count for severity, count in sorted(counts.items())},
            samples=tuple(
                ShadowSample(
                    finding.id,
                    SEVERITY_NAMES[finding.severity],
                    iso(finding.at),
                    finding.community,
                    finding.subject,
                    summary(finding, catalogue, language(lang)),
                )
                for finding in found
            ),
        )


def _precision(rule: Rule, precisions: Precisions, language: Language) -> RulePrecision | None:
    found = precisions.of(rule.id, rule.version)
    if found is None:
        return None
    return RulePrecision(
        confirmed=found.confirmed,
        false=found.false,
        unsure=found.unsure,
        share=round(found.share, 3),
        low=round(found.low, 3),
        high=round(found.high, 3),
        suggestion=suggestion(rule, found, precisions.doubt(rule), language),
    )
