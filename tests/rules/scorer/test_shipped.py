"""The shipped model labels what anybody would label, in three languages, and says why."""

import pytest

from rules.scorer import Label, Scorer
from rules.scorer.scorer import DECIDED
from rules.signals import SignalReader

LABELLED: list[tuple[str, Label]] = [
    ("明天下午三点开会", "ham"),
    ("真的能月赚30%吗?", "ham"),
    ("提现三天没到账,客服不理", "ham"),
    ("凡是月收益30%的都是诈骗", "ham"),
    ("快递单号77012345678,麻烦看下到哪了", "ham"),
    ("see you at the station at six", "ham"),
    ("завтра созвон в десять, не забудьте", "ham"),
    ("新鲜草莓特价20元一斤,下单私聊", "ad"),
    ("月收益10%-30%,直推10%,间推5%,加微信abc12345", "fraud"),
    ("手机就能做的兼职,日结300,不用垫付,私我", "fraud"),
    ("网贷秒批无视征信,加微信abc12345", "loan"),
    ("百家乐首存送彩金,点击 https://a.example.com", "gambling"),
    ("代办文凭,咨询QQ 123456789", "fake_docs"),
    ("看片群,加微信abc12345", "porn"),
    ("earn $500 a day from home, dm me on telegram @quickcash77", "fraud"),
    ("удалённая подработка, от 8000 рублей в день, пишите в лс", "fraud"),
]


@pytest.mark.parametrize(("text", "label"), LABELLED, ids=[text[:12] for text, _ in LABELLED])
def test_the_label_of_a_message(reader: SignalReader, shipped: Scorer, text: str, label: Label) -> None:
    score = shipped.score(reader.read(text))
    assert score.label == label
    assert (score.probability >= DECIDED) == (label != "ham")


def test_a_score_is_explained_by_what_moved_it_furthest(reader: SignalReader, shipped: Scorer) -> None:
    pushes = shipped.explain(reader.read("手机就能做的兼职,日结300,不用垫付,私我"), most=5)
    weights = [abs(push.weight) for push in pushes]
    assert len(pushes) == 5
    assert weights == sorted(weights, reverse=True)


def test_an_empty_text_is_ham(reader: SignalReader, shipped: Scorer) -> None:
    assert shipped.score(reader.read("")).label == "ham"
