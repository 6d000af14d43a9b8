"""What a log says of an error: our own words, never those of others."""

import pytest

from monitor.errors import RefusedStepError, logged
from rules import RulesError


@pytest.mark.parametrize("error", [RefusedStepError("expected a reason"), RulesError("line 3: no severity")])
def test_our_own_errors_say_what_is_wrong(error: Exception) -> None:
    assert logged(error) == str(error)


def test_others_are_named_and_located_and_not_quoted() -> None:
    with pytest.raises(ValueError, match="138") as caught:
        int("13812345678x")
    where = f"ValueError at {__file__}:"
    assert logged(caught.value).startswith(where)
    assert logged(ValueError("13812345678")) == "ValueError"
