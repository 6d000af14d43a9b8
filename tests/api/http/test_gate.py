"""Nobody comes in without a key that allows it, and no key comes in too often."""

import pytest

from tests.api.http.conftest import Client

EVENTS = "/api/v1/events"
ALERTS = "/api/v1/alerts"
RULES = "/api/v1/rules"
SHADOW = "/api/v1/rules/yield-promise/shadow"
RELOAD = "/api/v1/rules/reload"
COMPLIANCE = "/api/v1/communities/qq%3A7/compliance"


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", EVENTS), ("GET", ALERTS), ("GET", COMPLIANCE), ("GET", RULES), ("GET", SHADOW), ("POST", RELOAD)],
)
@pytest.mark.parametrize("authorization", ["", "Bearer nobody", "Bearer ", "Basic reads", "reads"])
def test_without_a_known_key_every_route_is_closed(client: Client, method: str, path: str, authorization: str) -> None:
    answer = client().request(method, path, headers={"Authorization": authorization})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["error"] == "missing_key"


@pytest.mark.parametrize(
    ("key", "method", "path"),
    [
        ("reads", "POST", EVENTS),
        ("writes", "GET", ALERTS),
        ("writes", "GET", COMPLIANCE),
        ("writes", "GET", RULES),
        ("rules", "GET", SHADOW),
        ("reads", "POST", RELOAD),
    ],
)
def test_a_key_opens_only_what_its_scopes_name(client: Client, key: str, method: str, path: str) -> None:
    answer = client(key).request(method, path)
    assert (answer.status_code, answer.json()["error"]) == (403, "wrong_scope")


def test_a_busy_key_is_told_how_long_to_wait(client: Client) -> None:
    reader = client("reads", rate_limit="2/hour")
    assert [reader.get(ALERTS).status_code for _ in range(3)] == [200, 200, 429]
    refused = reader.get(ALERTS)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert refused.json() == {"error": "too_many_requests", "detail": "this key may make 2 per 1 hour"}


def test_a_busy_key_does_not_slow_another(client: Client) -> None:
    sender = client("writes", rate_limit="1/hour")
    assert [sender.post(EVENTS, json=[]).status_code for _ in range(2)] == [202, 429]
    assert sender.get(ALERTS, headers={"Authorization": "Bearer reads"}).status_code == 200


def test_a_rate_that_makes_no_sense_is_refused_at_the_start(client: Client) -> None:
    with pytest.raises(ValueError, match="rate_limit"):
        client("reads", rate_limit="often")
