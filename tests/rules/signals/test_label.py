"""The label: only what the signals justify."""

import pytest

from rules.signals import Label, SignalReader, label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天下午三点开会", "ham"),
        ("真的能月赚30%吗?", "ham"),
        ("提现三天没到账,客服不理", "ham"),
        ("凡是月收益30%的都是诈骗", "ham"),
        ("新鲜草莓特价20元一斤,下单私聊", "ad"),
        ("月收益10%-30%,直推10%,间推5%,加微信abc12345", "fraud"),
        ("网贷秒批无视征信,加微信abc12345", "loan"),
        ("百家乐首存送彩金,点击 https://a.example.com", "gambling"),
        ("代办文凭,咨询QQ 123456789", "fake_docs"),
        ("看片群,加微信abc12345", "porn"),
    ],
)
def test_the_label_of_a_message(reader: SignalReader, text: str, expected: Label) -> None:
    name, score = label(reader.read(text))
    assert name == expected
    assert 0 <= score <= 1
