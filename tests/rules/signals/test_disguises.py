"""Disguises fall away, spans stay true, and ordinary text stays what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.signals.disguises import BUILTIN
from rules.signals.disguises.table import DisguiseError, Table
from rules.signals.normaliser import Normaliser
from tests.rules.signals.work import calls

NORMALISER = Normaliser()
TABLE = Table.read(BUILTIN)

SEEN_THROUGH = {
    "homophone of WeChat": ("薇信联系", "微信联系"),
    "traditional homophone": ("加薇芯", "加微信"),
    "heart for xin": ("威❤️abc", "微信abc"),
    "radicals of a split character": ("君羊里说", "群里说"),
    "satellite beside an account": ("卫星:abc12345", "微信:abc12345"),
    "satellite emoji": ("➕🛰 abc12345", "加微信 abc12345"),
    "one sound for add and WeChat": ("佳喂:abc12345", "加微信:abc12345"),
    "penguin beside a number": ("🐧 123456789", "qq 123456789"),
    "penguin to be added": ("进来加企鹅详聊", "进来加qq详聊"),
    "held-apart penguin": ("企-鹅 123456789", "qq 123456789"),
    "satellite emoji to be added": ("➕🛰详聊", "+微信详聊"),
    "account glued to WeChat": ("需要的加vxabc12345", "需要的加vx:abc12345"),
    "a character in its halves": ("来的力口微亻言", "来的加微信"),
    "half in pinyin": ("做兼zhi拿佣jin,可提xian", "做兼职拿佣金,可提现"),
    "initials beside what tells": ("招jz,rj200,tx秒到账", "招兼职,日结200,提现秒到账"),
    "paper plane beside a handle": ("飞机:@abcdef", "电报:@abcdef"),
    "skirt for group": ("进裙领取", "进群领取"),
    "dress emoji": ("拉你进👗", "拉你进群"),
    "money emoji": ("在家赚💰", "在家赚钱"),
    "rice for money": ("每天赚米", "每天赚钱"),
    "job by sound": ("兼直日洁", "兼职日结"),
    "card by shape": ("收银行咔", "收银行卡"),
    "lottery by sound": ("菠菜平台", "博彩平台"),
    "spelt Latin word": ("t.e.l.e.g.r.a.m", "telegram"),
    "spelt with spaces": ("add w e c h a t now", "add wechat now"),
    "spelt Cyrillic words": ("з а р а б о т о к  д о м а", "заработок  дома"),
    "a sentence held apart": ("加 我 微 信 领 5 元", "加我微信领5元"),
    "a sentence held apart by hearts": ("在❤家❤赚❤钱❤日❤结", "在家赚钱日结"),
    "a sentence with its signs held apart": ("日 赚 3 0 0 , 加 我", "日赚300,加我"),
    "a sentence written downwards": ("加\n我\n微\n信\n赚\n钱", "加我微信赚钱"),
    "an English sentence held apart": ("e.a.r.n. .1.%. .a. .d.a.y", "earn 1% a day"),
    "words of Cyrillic letters in English": ("Yоu саn рау mе", "you can pay me"),
    "digits at the head of Russian words": ("0пыт не нужен, b0дители", "опыт не нужен, водители"),
    "digit for a letter": ("join te1egram", "join telegram"),
    "one for either letter": ("cl1ck here for v1p s1gna1", "click here for v1p signal"),
    "money in digits": ("fr33 b0nus", "free bonus"),
    "dot in Chinese": ("abc123点com", "abc123.com"),
    "dot in words": ("example dot com", "example.com"),
    "dot in brackets": ("example(dot)com", "example.com"),
    "Latin letters in a Russian word": ("зapaбoтoк дoмa", "заработок дома"),
    "Greek letters in a Russian word": ("ρабσта в гσρоде", "работа в городе"),
    "digits in a Russian word": ("ра6ота ср0чно 6ез опыта", "работа срочно без опыта"),
    "Cyrillic letters in a Latin word": ("tеlеgrаm", "telegram"),
    "a number in groups": ("157 1234 5678", "15712345678"),
    "a number with dashes": ("1-3-8-1-2-3-4-5-6-7-8", "13812345678"),
    "a number in loose pieces": ("1 3 8-1234-5678", "13812345678"),
    "a number between emoji": ("75🌸281☀️572🔥72", "7528157272"),
    "a number in words": ("一三八零零一三八零零零", "13800138000"),
    "a number in many hands": ("①③捌00壹③捌000", "13800138000"),
    "keycaps": ("1️⃣3️⃣8️⃣", "138"),
    "zero in Chinese": ("日赚5零0", "日赚500"),
    "zero as a letter": ("日赚3oo", "日赚300"),
    "a card": ("6222 0212 3456 7890 123", "6222021234567890123"),
}
ORDINARY = [
    "卫星发射成功",
    "高铁+飞机都行",
    "坐飞机5000块",
    "增加卫星10颗",
    "参加飞机模型比赛",
    "动物园有企鹅",
    "超市大米打折",
    "威信很高的老师",
    "喂,你在哪",
    "佳佳今天没来",
    "连衣裙129元",
    "穿裙子的女孩",
    "菠菜炒鸡蛋",
    "一蛋一奶",
    "跑了1500米",
    "没米饭了",
    "国家卫视",
    "加vip2000000",
    "加vps100000",
    "c+vector2000",
    "rj45网线500米",
    "tx的游戏",
    "sd卡兼容",
    "dk是谁",
    "压力口服液",
    "sale50 loan4",
    "比分 3-2-1",
    "2024-10-09 20:30",
    "2013.10.14 8.30",
    "192.168.100.200",
    "1 000 000",
    "10.000.000",
    "12.5 13.5 14.5",
    "1024*768/1280*720",
    "123456789",
    "1 2 3 4 5 6 7 8 9",
    "一二三四五六七八",
    "二零二四年",
    "三百二十一万",
    "95-98-2000",
    "gpt-4o",
    "h2o",
    "процессор 9800х3д",
    "5800х",
    "a b c d e",
    "春\n夏\n秋\n冬",
    "a\nb\nc\nd\ne",
    "1\n2\n3\n4\n5\n6\n7\n8",
    "x=1\ny=2",
    "а б в г",
    "и т. д. и т. п.",
    "u.s. army",
    "x x x x",
    "3 5 2 1 4 2",
    "need 2 u 4 a day",
    "结果聊到半夜",
    "头发漂亮",
    "值得一冲,冲值得",
    "战斗音乐",
    "反现实主义",
    "歧视贫困人口",
    "食堂饭菜票",
    "业主支付业务费",
    "春 夏 秋 冬",
    "0рублей, 0минут",
    "iphone 15 pro",
    "σ и μ",
    "греческая α",
    "it-компания",
    "6 месяцев, 3 дня",
    "6лет",
    "see example.com, ok",
    "a@b.com",
]


@pytest.mark.parametrize(("typed", "meant"), SEEN_THROUGH.values(), ids=SEEN_THROUGH.keys())
def test_a_disguise_is_seen_through(typed: str, meant: str) -> None:
    assert NORMALISER(typed).text == meant


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays_what_it_is(text: str) -> None:
    assert NORMALISER(text).text == NORMALISER.even(text).text


@pytest.mark.parametrize(
    ("typed", "part", "written"),
    [
        ("来,君羊里说", "群", "君羊"),
        ("找我 企-鹅 123456789", "qq", "企-鹅"),
        ("加 威❤️abc", "微信", "威❤"),
        ("call 1-3-8-1-2-3-4-5-6-7-8 ok", "13812345678", "1-3-8-1-2-3-4-5-6-7-8"),
        ("go t.e.l.e.g.r.a.m go", "telegram", "t.e.l.e.g.r.a.m"),
        ("㍿ tеlеgrаm", "telegram", "tеlеgrаm"),
    ],
)
def test_a_span_covers_all_that_was_written(typed: str, part: str, written: str) -> None:
    form = NORMALISER(typed)
    at = form.text.index(part)
    assert typed[slice(*form.span(at, at + len(part)))] == written


PIECES = st.sampled_from(
    [
        *(spelling for entry in TABLE.words for spelling in entry.spellings()),
        *(entry.meant for entry in TABLE.words),
        *TABLE.signs,
        *"加+伽佳我薇威信心❤喂裙群🐧企鹅亻言女乃咔米💰",
        *" .-_~:,。1350零一②OoаеоzжαΣ\u200b\u0301㍿錢ＡＢ",
        *(
            "abc12345",
            "@abcdef",
            "点com",
            " dot com",
            "t.e.l.e",
            "a b c e . com",
            "d.o.t dot com",
            "зa",
            "13812345678",
            "1 3 8",
            "х3д",
            "6ез",
        ),
    ]
)
ANY = st.one_of(st.text(st.characters(codec=None)), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=400)
@given(ANY)
def test_undoing_twice_undoes_no_more(text: str) -> None:
    once = NORMALISER(text).text
    assert NORMALISER(once).text == once


@settings(max_examples=200)
@given(ANY)
def test_spans_lie_within_the_original_and_keep_its_order(text: str) -> None:
    form = NORMALISER(text)
    spans = [form.span(at, at + 1) for at in range(len(form.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


WIDE = {point: point + 0xFEE0 for point in range(0x21, 0x7F)}


WORN: dict[str, Callable[[str], str]] = {
    "full width": lambda text: text.translate(WIDE),
    "traditional": lambda text: text.translate(str.maketrans("单职钱", "單職錢")),
    "zero width": "\u200b".join,
    "marks": "\u0332".join,
    "capitals": str.upper,
}


@pytest.mark.parametrize("disguise", WORN.values(), ids=WORN.keys())
@pytest.mark.parametrize("text", ["加薇信abc12345 兼职 一单5元", "te1egram 157 1234 5678 赚钱", "зapaбoтoк дoмa"])
def test_disguises_may_be_worn_over_one_another(disguise: Callable[[str], str], text: str) -> None:
    assert NORMALISER(disguise(text)).text == NORMALISER(text).text


FLOODS = {
    "gaps": "企-",
    "skirts": "进裙",
    "verbs": "佳",
    "spelt": "a.b ",
    "leet": "a@",
    "digits": "1 ",
    "hanzi digits": "一",
    "dashes": "1-",
    "mixed": "aа",
    "brackets": "a(",
    "dots": "点com",
    "accounts": "卫星:",
    "hearts": "威❤",
    "spaces": " ",
    "uneven": "㍿",
    "held apart": "啊 ",
    "letters and blanks": "a  ",
    "blanks": "a   b   ",
    "signs": "a,",
}


def _calls(text: str) -> int:
    return calls(lambda: NORMALISER(text))


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_work_grows_with_the_text_and_no_faster(flood: str) -> None:
    once, twice = (_calls(flood * (size // len(flood))) for size in (4_000, 8_000))
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_read(flood: str) -> None:
    text = flood * (100_000 // len(flood))
    assert NORMALISER(text).original == text


def test_every_spelling_is_in_even_characters() -> None:
    """A spelling that is not could never be met."""
    written = [spelling for entry in TABLE.words for spelling in (entry.meant, *entry.spellings())]
    assert [spelling for spelling in written if NORMALISER.even(spelling).text != spelling] == []


def test_what_is_meant_is_no_disguise_itself() -> None:
    assert [entry.meant for entry in TABLE.words if NORMALISER(entry.meant).text != entry.meant] == []


@pytest.mark.parametrize(
    ("yaml", "fault"),
    [
        ("signs: [a]", "Expected `object`"),
        ("signs: {ab: c}\nleet: []\ncontexts: {}\nwords: []", "'ab': expected one character"),
        ("signs: {}\nleet: []\ncontexts: {x: [{after: '('}]}\nwords: []", "contexts: x: '(' is no regular expression"),
        ("signs: {}\nleet: []\ncontexts: {}\nwords: [{meant: 群, written: [裙], beside: x}]", "unknown context 'x'"),
        (
            "signs: {}\nleet: []\ncontexts: {}\nwords: [{meant: 群, written: [裙]}, {meant: 衣, written: [裙]}]",
            "'裙' is empty or already means 群",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(tmp_path: Path, yaml: str, fault: str) -> None:
    path = tmp_path / "disguises.yaml"
    path.write_text(yaml, encoding="utf-8")
    with pytest.raises(DisguiseError) as error:
        Table.read(path)
    assert fault in str(error.value)
    assert "disguises.yaml" in str(error.value)
