"""Links: where they lead, and what makes a host suspicious."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.signals import SignalReader
from rules.signals.hosts import BUILTIN, Hosts, distance

LINKS: list[tuple[str, str, str]] = [
    ("看 https://shop.example.com.cn/a?b=1 吧", "example.com.cn", ""),
    ("戳https://www.example.com,快来", "example.com", ""),
    ("点击www.example.net查看详情", "example.net", ""),
    ("去 abc.example点com 看看", "example.com", ""),
    ("visit example . com today", "example.com", ""),
    ("сайт example.ru, заходите", "example.ru", ""),
    ("教程在 https://docs.python.org/3/", "python.org", ""),
    ("视频 https://b23.tv/abc123", "b23.tv", ""),
    ("https://someone.github.io/blog", "someone.github.io", ""),
    ("领红包 https://bit.ly/3abc", "bit.ly", "shortener"),
    ("жми https://clck.ru/3abc", "clck.ru", "shortener"),
    ("注册 abc888.vip 送彩金", "abc888.vip", "suffix"),
    ("https://win-prize.top/a", "win-prize.top", "suffix"),
    ("登录 https://www.taoba0.com", "taoba0.com", "lookalike"),
    ("http://paypa1.com/login", "paypa1.com", "lookalike"),
    ("https://faceboook.com", "faceboook.com", "lookalike"),
    ("https://rnicrosoft.com", "rnicrosoft.com", "lookalike"),
    ("https://taobao.com.verify.example.net/a", "example.net", "lookalike"),
    ("https://xn--pple-43d.com", "xn--pple-43d.com", "lookalike"),
    ("下载 http://dl.example.net/app.apk", "example.net", "app"),
    ("http://dl.example.net/i 安装后信任描述文件", "example.net", "app"),
]

NO_LINKS = [
    "我的邮箱是 someone@example.com",
    "版本3.11.2发布了",
    "他说...com是什么",
    "比分3.5",
    "e.g. this one",
]


@pytest.fixture(scope="module")
def hosts() -> Hosts:
    return Hosts.load()


@pytest.mark.parametrize(("text", "host", "reason"), LINKS, ids=[text for text, _, _ in LINKS])
def test_a_link_has_its_host_and_why_it_is_suspicious(reader: SignalReader, text: str, host: str, reason: str) -> None:
    found = [signal for signal in reader.read(text).signals if signal.kind == "link"]
    assert [(signal.value, signal.unit) for signal in found] == [(host, reason)]


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_only_looks_like_a_link_is_none(reader: SignalReader, text: str) -> None:
    assert [signal for signal in reader.read(text).signals if signal.kind == "link"] == []


def test_a_host_in_foreign_letters_is_a_lookalike(reader: SignalReader) -> None:
    (found,) = [signal for signal in reader.read("https://t\u0430obao.com/x").signals if signal.kind == "link"]
    assert found.unit == "lookalike"


@pytest.mark.parametrize("name", sorted(msgspec.yaml.decode(BUILTIN.read_bytes())["known"]))
def test_a_well_known_host_is_never_suspicious(hosts: Hosts, name: str) -> None:
    assert hosts.suspicion(f"www.{name}") == ""


def test_a_wrong_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hosts.yaml").write_text("known: [a.com]\n", encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match="shorteners"):
        Hosts.load(tmp_path / "hosts.yaml")


@given(one=st.text("abc", max_size=6), other=st.text("abc", max_size=6))
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)
