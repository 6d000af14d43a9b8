"""/api/v1/rules: which rules judge, what those on trial have found, and reading them anew."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.gate import Gate
from api.http.problems import HttpError
from api.http.reference import answer, responses
from monitor.document import Skipped
from monitor.keys import Scope
from monitor.service import KeyScope, LanguageCode, MonitorPort, Reload, RuleList, ShadowReport
from rules import PackError, RulesError

Lang = Annotated[LanguageCode, Query(description="language of names and summaries")]


def rules_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes about rules."""
    router = APIRouter()

    @router.get(
        "/api/v1/rules",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, RuleList, "the rules there are", "invalid_query"),
    )
    def list_rules(lang: Lang = "zh") -> Response:
        """List the rules in force and those on trial, in order of their ids."""
        return answer(monitor.rules(lang))

    @router.get(
        "/api/v1/rules/{id}/shadow",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, ShadowReport, "what the rule has found", "not_found", "invalid_query"),
    )
    def shadow_of_rule(rule: Annotated[str, Path(alias="id")], lang: Lang = "zh") -> Response:
        """Report what a rule on trial would have alerted: how many findings, and the newest."""
        report = monitor.shadow(rule, lang)
        if report is None:
            raise HttpError("not_found", "no rule of this id is on trial")
        return answer(report)

    @router.post(
        "/api/v1/rules/reload",
        responses=responses(200, Reload, "the rules were read, and judge from now on", "rules_refused"),
    )
    def reload_rules(key: Annotated[KeyScope, Depends(gate.requiring(Scope.admin))]) -> Response:
        """Read the rule packs anew. When anything is wrong with one, the rules before stay in force."""
        try:
            return answer(monitor.reload(key.name))
        except PackError as error:
            wrong = tuple(Skipped(f"{issue.file}:{issue.line}:{issue.column}", issue.message) for issue in error.issues)
            raise HttpError("rules_refused", "rule packs are wrong; the rules before stay in force", wrong) from error
        except RulesError as error:
            raise HttpError("rules_refused", f"{error}; the rules before stay in force") from error

    return router
