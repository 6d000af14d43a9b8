"""What an owner posts speaks of what was posted, never of the owner's own duty."""

import pytest

from api.report.rule_texts import describing
from rules import load_packs


@pytest.mark.parametrize(
    ("code", "rule", "said"),
    [
        pytest.param("zh", "violation-unhandled", "疑似“违规内容”", id="a rule about the owner"),
        pytest.param("en", "violation-unhandled", "suspected “violation of the group rules”", id="the same in English"),
        pytest.param("zh", "new-member-ad", "疑似“新人入群即广告”", id="a rule about a message"),
    ],
)
def test_a_post_names_what_was_posted(code: str, rule: str, said: str) -> None:
    posts = [action.post({}) for action in describing(load_packs())(rule, code).actions]
    assert any(said in post for post in posts)
