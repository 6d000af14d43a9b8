"""Illicit offers: what is sold, and the news, the questions and the everyday words beside it."""

import pytest

from rules.signals import SignalReader
from rules.signals.signal import Kind

HITS: list[tuple[Kind, str]] = [
    ("gambling", "首存送彩金,提款秒到,欢迎老板"),
    ("gambling", "真人百家乐,注册送38,网址私我"),
    ("gambling", "牛牛三公要玩的加我,信誉上分"),
    ("gambling", "招菠菜代理,盘口稳定"),
    ("gambling", "红包接龙,每局抽水两块,输的发包"),
    ("gambling", "一码中特,跟计划回血"),
    ("gambling", "今晚牌九,100起押,庄家抽水,进房间"),
    ("gambling", "麻将房开好了,一块底,赢了群里结算"),
    ("gambling", "Red packet chain, last digit pays, $20 a round"),
    ("gambling", "Poker room open, $50 buy-in, the house takes a rake"),
    ("gambling", "Online casino, deposit bonus for the first 100 who join"),
    ("gambling", "Fixed matches with sure odds, telegram only"),
    ("gambling", "Казино с бонусом за регистрацию, выигрыш на карту"),
    ("gambling", "Договорные матчи, точный прогноз каждый день"),
    ("porn", "同城上门,学生妹,满意付款"),
    ("porn", "楼凤资源,全国可安排"),
    ("porn", "可果聊,看片加我"),
    ("porn", "福利群资源打包,需要的私聊"),
    ("porn", "Selling nudes, DM for the menu"),
    ("porn", "Escort girls available tonight"),
    ("porn", "Интим услуги, пиши в личку"),
    ("porn", "Слив интим фото, подпишись на канал"),
    ("loan", "黑户可贷,不看征信,当天下款"),
    ("loan", "新口子秒批秒下,强开花呗额度"),
    ("loan", "信用卡代还垫还,养卡提额"),
    ("loan", "专业反催收,停息挂账代办"),
    ("loan", "Urgent loan with no credit check, apply now"),
    ("loan", "Займ на карту без отказа за 5 минут"),
    ("fake_docs", "办证刻章,货到付款"),
    ("fake_docs", "代开发票,验证后付款,点位低"),
    ("fake_docs", "毕业证、驾驶证,专业办,网上可查"),
    ("fake_docs", "代开病假条和诊断书,加急"),
    ("fake_docs", "Buy registered passport, undetectable"),
    ("fake_docs", "Купить диплом с занесением в реестр"),
    ("fake_docs", "Медкнижка без врачей, сделаем за день"),
]

QUIET: list[tuple[Kind, str]] = [
    ("gambling", "去澳门赌场旅游,拍了好多照片"),
    ("gambling", "赌博害人,家都散了"),
    ("gambling", "菠菜三块一斤,炒猪肝好吃"),
    ("gambling", "世界杯决赛比分太刺激了"),
    ("gambling", "过年红包接龙,手慢无"),
    ("gambling", "周末打麻将三缺一,不玩钱,一块底就是图个乐"),
    ("gambling", "德州扒鸡到了,块块入味"),
    ("gambling", "饮水机抽水坏了,楼下打麻将的都等着"),
    ("gambling", "Poker night at mine on Friday, no money, just snacks"),
    ("gambling", "买了两注双色球,没中"),
    ("gambling", "We watched Casino Royale last night"),
    ("gambling", "Ключевая ставка снова выросла"),
    ("gambling", "Прогноз погоды на выходные: дождь"),
    ("porn", "普洱新茶到店,欢迎品茶"),
    ("porn", "家电上门服务,师傅很准时"),
    ("porn", "扫黄打非行动,举报有奖"),
    ("porn", "同城的朋友周末一起打球"),
    ("porn", "Sex education belongs in schools"),
    ("porn", "Детский досуг в парке, вход свободный"),
    ("loan", "贷款利率下调了,月供少了两百"),
    ("loan", "助学贷款什么时候还"),
    ("loan", "手上划了个口子"),
    ("loan", "My student loan is finally paid off"),
    ("loan", "Взяли ипотеку, кредит на двадцать лет"),
    ("fake_docs", "毕业证拿到了,合影留念"),
    ("fake_docs", "报销记得开发票,抬头写公司"),
    ("fake_docs", "考驾照科目二又挂了"),
    ("fake_docs", "I lost my passport at the embassy"),
    ("fake_docs", "Защитил диплом на отлично"),
    ("gambling", "周末德州扑克局,不玩钱,来玩的加我微信"),
    ("gambling", "18K彩金项链,包邮,加微信 abc12345"),
    ("gambling", "首充送皮肤,来玩新游戏 http://game.example.com"),
    ("gambling", "福利彩票站转让,联系 13800138000"),
    ("gambling", "Casino night for charity on Friday, join us"),
    ("porn", "上门按摩椅维修,加微信 abc12345"),
    ("porn", "资源群里分享学习资料,需要的加群"),
    ("loan", "包下款式都有货,裙子特价"),
    ("loan", "口子窖一瓶多少钱,批发价"),
    ("fake_docs", "本店可开发票,电话 13800138000"),
    ("fake_docs", "驾校招生,考驾照联系我 13800138000"),
]

NO_OFFERS: list[tuple[Kind, str]] = [
    ("gambling", "警方提示:网上赌场首存送彩金都是骗局"),
    ("gambling", "有人玩过真人百家乐吗?是不是骗人的?"),
    ("porn", "反诈提醒:裸聊软件会偷通讯录,千万别装"),
    ("loan", "新闻:警方打掉一个以黑户可贷为名的诈骗团伙"),
    ("loan", "黑户可贷是真的吗?"),
    ("fake_docs", "警方通报:男子代开发票被判刑"),
    ("fake_docs", "不要找人办假证,是骗局"),
]


def _ids(cases: list[tuple[Kind, str]]) -> list[str]:
    return [f"{kind}: {text}" for kind, text in cases]


@pytest.mark.parametrize(("kind", "text"), HITS, ids=_ids(HITS))
def test_an_offer_is_read_as_what_it_is(reader: SignalReader, kind: Kind, text: str) -> None:
    assert [signal.stance for signal in reader.read(text).signals if signal.kind == kind][:1] == ["promote"]


@pytest.mark.parametrize(("kind", "text"), QUIET, ids=_ids(QUIET))
def test_everyday_words_stay_quiet(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind not in {signal.kind for signal in reader.read(text).signals}


@pytest.mark.parametrize(("kind", "text"), NO_OFFERS, ids=_ids(NO_OFFERS))
def test_who_warns_asks_or_reports_news_offers_nothing(reader: SignalReader, kind: Kind, text: str) -> None:
    stances = [signal.stance for signal in reader.read(text).signals if signal.kind == kind]
    assert not any(stance.scores for stance in stances)


def test_an_advertisement_still_names_what_it_offers(reader: SignalReader) -> None:
    ads = [signal for signal in reader.read("无抵押贷款当天放款,联系我 13800138000").signals if signal.kind == "ad"]
    assert [signal.unit for signal in ads] == ["loan"]
