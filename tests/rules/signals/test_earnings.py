"""Easy pay: what is promised a day, in three languages - and wages, prices and measures that are no promise."""

import pytest

from rules.signals import SignalReader

PAID: list[tuple[str, float | None, str]] = [
    ("招兼职,日结200,私聊", 200.0, "CNY"),
    ("日结工资150-300元,在家可做", 300.0, "CNY"),
    ("副业日入过千,想做的来", 1000.0, "CNY"),
    ("日赚八百,带你飞", 800.0, "CNY"),
    ("日入3w不是梦", 30000.0, "CNY"),
    ("轻松兼职,一天500", 500.0, "CNY"),
    ("在家动动手指,每天能赚三四百", 400.0, "CNY"),
    ("带两台手机的来,一小时80", 640.0, "CNY"),
    ("副业月入过万,手把手教", 333.33, "CNY"),
    ("代发视频,一单30,立结", None, "CNY"),
    ("接做单的,每单6元", None, "CNY"),
    ("有项目,一天两张,想做的私聊", 200.0, "CNY"),
    ("日结100u,绿色项目", 100.0, "USDT"),
    ("Earn $500 a day from home", 500.0, "USD"),
    ("You can make up to $2,100 per week, no experience needed", 300.0, "USD"),
    ("easy money: get paid $30 per hour working from home", 240.0, "USD"),
    ("Доход от 5000 руб в день, пишите в лс", 5000.0, "RUB"),
    ("Работа, оплата 10к в сутки", 10000.0, "RUB"),
    ("Подработка, от 300 долларов в день", 300.0, "USD"),
    ("Зарплата 70 000 ₽ в неделю, обучаем", 10000.0, "RUB"),
    ("Курьер, в день от 3500р", 3500.0, "RUB"),
    ("Нужны люди, оплата от 5 тыс руб", None, "RUB"),
]

NOT_PAY = [
    "以前兼职时薪16",
    "兼职做家教一小时80,家长现结",
    "我的梦想是日入过万,现实是日入一碗面",
    "邻居家小孩卖书签,五毛一张,三张一块,有需要的找我",
    "工资一天200,太少了",
    "今天一天走了20000步",
    "每天只要3元,流量随便用",
    "月薪5000的人很多",
    "一小时跑10公里",
    "每天8点上班",
    "每天五点起床,兼职送奶",
    "房租一天200,在家也要交",
    "下班回家一单元3楼等我",
    "每天吃药3次",
    "下学期餐费每生每天15元,有困难的私信我",
    "We spend $50 a day on food",
    "The plan is $65 per month",
    "The museum has 500 visitors a day",
    "Тариф 500 руб в месяц",
    "Работаю с 9 в день по 8 часов",
    "Мой комп стоит 40к",
]


@pytest.mark.parametrize(("text", "value", "unit"), PAID, ids=[text for text, _, _ in PAID])
def test_easy_pay_has_its_amount_a_day(reader: SignalReader, text: str, value: float | None, unit: str) -> None:
    found = [signal for signal in reader.read(text).signals if signal.kind == "earnings"]
    assert [(signal.value, signal.unit) for signal in found] == [(value and pytest.approx(value), unit)]


@pytest.mark.parametrize("text", NOT_PAY)
def test_wages_prices_and_measures_are_no_promise(reader: SignalReader, text: str) -> None:
    assert [signal for signal in reader.read(text).signals if signal.kind == "earnings"] == []
