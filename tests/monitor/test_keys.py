"""Keys are long, look like what they are, and are recognised by their hash alone."""

from monitor.keys import Scope, hash_key, is_key, new_key


def test_a_new_key_is_marked_and_recognised_by_its_hash() -> None:
    key = new_key()
    assert key.plain.startswith("gw_")
    assert is_key(key.plain, key.hash)


def test_two_keys_differ() -> None:
    assert new_key().plain != new_key().plain


def test_another_key_is_not_recognised() -> None:
    assert not is_key(new_key().plain, new_key().hash)


def test_a_key_of_any_characters_can_be_refused() -> None:
    assert not is_key("密钥", hash_key("gw_other"))


def test_the_hash_does_not_contain_the_key() -> None:
    key = new_key()
    assert key.plain.removeprefix("gw_") not in key.hash


def test_scopes_are_a_closed_set() -> None:
    assert set(Scope) == {"ingest", "read", "moderate", "reveal", "admin"}
