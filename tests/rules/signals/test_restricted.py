"""Restricted goods: who sells them, and the talk of health, games and lost things beside it."""

import pytest

from rules.signals import SignalReader

SOLD: list[tuple[str, str]] = [
    ("tobacco", "各类香烟批发,质量保证"),
    ("tobacco", "电子烟现货,口味齐全"),
    ("tobacco", "免税烟一手货源,私聊报价"),
    ("tobacco", "Disposable vapes for sale, all flavours"),
    ("tobacco", "E-liquid in stock, ships worldwide"),
    ("tobacco", "Продам сигареты оптом"),
    ("medicine", "司美格鲁肽现货,无需处方,包邮"),
    ("medicine", "印度神油,男人的福音"),
    ("medicine", "代购印度靶向药,保真"),
    ("medicine", "Tramadol available now, no prescription"),
    ("medicine", "Таблетки без рецепта, доставка"),
    ("device", "美瞳厂家一手货源,招代理"),
    ("device", "玻尿酸批发,医美针剂"),
    ("device", "Dermal fillers for sale, best price"),
    ("cheats", "透视自瞄,稳定防封,天卡周卡"),
    ("cheats", "需要涨粉吗,刷赞也做"),
    ("cheats", "外挂卡网大降价"),
    ("cheats", "Buy real followers, instant delivery"),
    ("cheats", "Накрутка подписчиков, дешево"),
]

QUIET = [
    "戒烟第三个月,电子烟都扔了,楼下药店有戒烟贴现货",
    "油烟机现货,今天装",
    "楼道里不要抽烟,香烟味道太大",
    "孩子发烧,谁家有奥司他韦,急需一盒",
    "医生开的司美格鲁肽,药店有货",
    "头孢过期了,一盒都没吃",
    "爸爸的助听器戴了三年,一盒电池用半个月",
    "美瞳戴了眼睛疼,去医院看眼科",
    "又遇到外挂,透视锁头,已经举报",
    "最近涨粉了,谢谢大家",
    "空调外挂机上门安装,需要的联系我",
    "I quit smoking, no more vapes, buy now is not for me",
    "My doctor says ozempic is in stock at the pharmacy",
    "The cheater with the aimbot got banned, check out the clip",
    "Врач назначил трамадол, доставка из аптеки завтра",
]

NO_OFFERS = [
    "警方提示:出售外烟、免税烟一手货源的多为诈骗",
    "不要买电子烟现货,都是骗人的",
    "群里说司美格鲁肽现货包邮,靠谱吗?",
]


def _goods(reader: SignalReader, text: str) -> list[object]:
    return [signal.value for signal in reader.read(text).signals if signal.kind == "restricted_goods"]


@pytest.mark.parametrize(("goods", "text"), SOLD, ids=[text for _, text in SOLD])
def test_an_offer_names_the_class_of_its_goods(reader: SignalReader, goods: str, text: str) -> None:
    assert _goods(reader, text) == [goods]


@pytest.mark.parametrize("text", QUIET)
def test_talk_of_such_goods_offers_none(reader: SignalReader, text: str) -> None:
    assert _goods(reader, text) == []


@pytest.mark.parametrize("text", NO_OFFERS)
def test_who_warns_or_asks_offers_nothing(reader: SignalReader, text: str) -> None:
    found = [signal for signal in reader.read(text).signals if signal.kind == "restricted_goods"]
    assert not any(signal.stance.scores for signal in found)


def test_to_sell_them_is_to_advertise(reader: SignalReader) -> None:
    assert "ad" in {signal.kind for signal in reader.read("外烟一手货源,加微信 abc12345").signals}
