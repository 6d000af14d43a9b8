"""GET /api/v1/communities/{id}/compliance reports on one community."""

from tests.api.http.conftest import Client

ROOM = "/api/v1/communities/matrix%3A%21room%2F1%3Aexample.org/compliance"


def test_an_id_may_hold_colons_and_slashes(client: Client) -> None:
    report = client("reads").get(ROOM).json()
    assert report["id"] == "matrix:!room/1:example.org"
    assert (report["grade"], report["score"], report["referral"]["roots"]) == ("unknown", None, 0)


def test_the_language_can_be_chosen(client: Client) -> None:
    names = [client("reads").get(ROOM, params=params).json()["name"] for params in ({}, {"lang": "en"})]
    assert names == ["name in zh", "name in en"]


def test_a_language_we_do_not_speak_is_refused(client: Client) -> None:
    assert client("reads").get(ROOM, params={"lang": "fr"}).status_code == 422


def test_an_unknown_community_is_not_found(client: Client) -> None:
    answer = client("reads").get("/api/v1/communities/qq%3A7/compliance")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
