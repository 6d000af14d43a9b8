"""Fraud: how it offers itself, and the talk beside it that must stay quiet or be no offer."""

import pytest

from rules.signals import SignalReader
from rules.signals.signal import Kind

HITS: list[tuple[Kind, str]] = [
    ("task_rebate", "招刷单员,佣金日结,手机就能做"),
    ("task_rebate", "给视频点赞就有佣金,一单5元,当天提现"),
    ("task_rebate", "先垫付再返佣,连单做完本佣一起返"),
    ("task_rebate", "每天看广告十分钟,佣金秒结,私聊我"),
    ("task_rebate", "Get paid to like videos, payout every evening"),
    ("task_rebate", "Simple online tasks, commission paid in USDT"),
    ("task_rebate", "Выкуп товаров на маркетплейсе, оплата 500 рублей сразу"),
    ("task_rebate", "Платим за лайки, пиши в личку"),
    ("safe_account", "请把名下存款转入安全账户,配合调查,全程保密"),
    ("safe_account", "为配合资金清查,请将所有资金转到指定账号"),
    ("safe_account", "您的身份信息被冒用,马上汇款到监管账户"),
    ("safe_account", "There is a warrant for your arrest, transfer your savings today"),
    ("safe_account", "Move your money to the safe account we opened for you"),
    ("safe_account", "Переведите деньги на безопасный счет, говорит служба безопасности"),
    ("screen_share", "打开屏幕共享,我教您关闭百万保障的扣费"),
    ("screen_share", "下载todesk,我远程帮你操作退款"),
    ("screen_share", "短信验证码发给我,银行卡才能解冻"),
    ("screen_share", "Install AnyDesk and open your bank app, we process the refund"),
    ("screen_share", "Send me the code and your card number for the refund"),
    ("screen_share", "Включите демонстрацию экрана и зайдите в банк"),
    ("screen_share", "Продиктуйте код из смс, мы вернем деньги на карту"),
    ("credit_pretext", "专业征信修复,逾期记录消除,加微信 abc12345"),
    ("credit_pretext", "您的百万保障即将扣费,取消请加客服QQ 123456789"),
    ("credit_pretext", "校园贷注销最后一天,不处理影响征信,把钱转到指定账户"),
    ("credit_pretext", "您的ETC已失效,请登录 http://etc.example.top 重新认证"),
    ("credit_pretext", "医保卡将停用,点击 http://yb.example.top 办理"),
    ("credit_pretext", "积分今日清零,登录 http://jf.example.top 兑换现金"),
    ("credit_pretext", "快递丢失双倍理赔,请加客服微信 kf98765"),
    ("credit_pretext", "Your account will be suspended, confirm at http://login.example.top"),
    ("credit_pretext", "Ваша карта будет заблокирована, войдите http://bank.example.top"),
    ("insider_tip", "内幕消息,明天拉升的牛股,进群领取"),
    ("insider_tip", "老师带单,今晚喊单,跟上就吃肉"),
    ("insider_tip", "免费荐股,每日金股送给你"),
    ("insider_tip", "币圈带单老师,合约带单,有意私聊"),
    ("insider_tip", "Free crypto signals, join before the pump"),
    ("insider_tip", "VIP signals every day, DM me"),
    ("insider_tip", "Бесплатные сигналы, подпишись на канал"),
    ("insider_tip", "Инсайд по монете, вступай в закрытый чат"),
    ("account_rental", "高价收银行卡四件套,现结"),
    ("account_rental", "出租微信号,一天一结"),
    ("account_rental", "USDT跑分日结,车队长期招人"),
    ("account_rental", "大量收手机卡,实名的来"),
    ("account_rental", "卡接回U,免押担保,司法包赔"),
    ("account_rental", "架设手机口,在家就能做"),
    ("account_rental", "Rent your bank account, we pay weekly"),
    ("account_rental", "急收对公账户,一套两万"),
    ("data_trade", "有车主信息,精确到小区,一千条500"),
    ("account_rental", "高价收四件套,对公户优先"),
    ("account_rental", "车队招卡主,料子稳定,冻卡包赔"),
    ("account_rental", "代收代付,USDT结算,卡主来"),
    ("account_rental", "音频线对接手机口,一小时400"),
    ("data_trade", "出一手业主数据,可测试"),
    ("data_trade", "代查户籍,查名下房产,接单"),
    ("data_trade", "查通话记录、查定位,当天出"),
    ("account_rental", "Buy verified accounts with papers, bulk discount"),
    ("account_rental", "Куплю карты банков, нужны дропы"),
    ("account_rental", "Обнал любых сумм, процент договорной"),
    ("data_trade", "出售股民数据,一手渠道,先测试"),
    ("data_trade", "查开房记录、查户籍,接单秒回"),
    ("data_trade", "开盒接单,一个手机号就行"),
    ("data_trade", "收身份证正反面,手持的另算"),
    ("data_trade", "精准客源低价出,行业齐全"),
    ("data_trade", "Fresh leads and fullz, DM for price"),
    ("data_trade", "Пробив по номеру, быстро и недорого"),
    ("data_trade", "Продам базу телефонов, свежая"),
    ("task_rebate", "关注主播就有佣金,做满三单再垫付,返30%"),
    ("task_rebate", "Boost ratings for shops, prepay the order, we return your money plus commission"),
    ("screen_share", "Share your screen and open your banking app"),
    ("credit_pretext", "百万保障今日到期,不取消每月扣费800元,点击 http://cancel.insurance.example.top 取消"),
    ("credit_pretext", "Your points expire today, redeem at http://points.example.top"),
    ("account_rental", "Rent me your bank account, $200 a week"),
    ("data_trade", "收公民身份信息,带银行卡的,量大从优"),
    ("data_trade", "Selling customer lists, $50 per 1000"),
    ("data_trade", "I can find anyone's address by phone number"),
    ("recovery", "被骗的钱帮你追回,成功后收费"),
    ("recovery", "黑客追款团队,网赌出黑"),
    ("recovery", "专业追损,加微信 zs12345"),
    ("recovery", "We recover lost funds, contact our recovery team"),
    ("recovery", "Lost crypto? DM us for recovery support"),
    ("recovery", "Поможем вернуть деньги от брокера, пишите"),
]

QUIET: list[tuple[Kind, str]] = [
    ("task_rebate", "帮我点个赞,谢谢大家"),
    ("task_rebate", "今天的日常任务做完了,活跃度满了"),
    ("task_rebate", "这部剧讲一个人刷单的故事"),
    ("task_rebate", "骑手抢单太难了,佣金又降了"),
    ("task_rebate", "Complete tasks in jira before the sprint ends"),
    ("task_rebate", "Ставьте лайки, если понравилось"),
    ("safe_account", "新闻里那起涉案金额有三千万"),
    ("safe_account", "密码改一下,账户安全最重要"),
    ("safe_account", "把房租转到我的卡上"),
    ("safe_account", "Please transfer the files to the new laptop"),
    ("safe_account", "Открыла счет в банке, перевод пришел"),
    ("screen_share", "开会的时候共享屏幕,把ppt投出来"),
    ("screen_share", "向日葵开花了,真好看"),
    ("screen_share", "验证码收不到怎么办"),
    ("screen_share", "Share your screen in the standup please"),
    ("screen_share", "Покажите экран на уроке"),
    ("credit_pretext", "今天去打了征信报告,一切正常"),
    ("credit_pretext", "我的驾驶证下个月到期"),
    ("credit_pretext", "医保卡过期了去社区换"),
    ("credit_pretext", "航班取消了,改签到明天"),
    ("credit_pretext", "My points expire in March"),
    ("credit_pretext", "Карта закончилась, получил новую"),
    ("insider_tip", "今天涨停板真多"),
    ("insider_tip", "证监会通报一起内幕交易案"),
    ("insider_tip", "这部电影的内幕花絮很有意思"),
    ("insider_tip", "The wifi signals are weak here"),
    ("insider_tip", "Сигнал сотовой связи пропал"),
    ("account_rental", "银行卡丢了怎么补办"),
    ("account_rental", "我的手机跑分一百万,骁龙处理器真强"),
    ("account_rental", "加我微信号发你照片"),
    ("account_rental", "周末车队去自驾"),
    ("account_rental", "卡农的旋律真好听"),
    ("account_rental", "I opened a bank account yesterday"),
    ("account_rental", "Купил видеокарту, аккаунты перенес"),
    ("data_trade", "周末去档案馆查档案"),
    ("data_trade", "身份证正反面拍照交给社区登记"),
    ("data_trade", "数据线低价出,买二送一"),
    ("data_trade", "我的个人信息被泄露了"),
    ("data_trade", "We train the model on open data"),
    ("data_trade", "Пробивало искрой блок питания"),
    ("recovery", "民警帮她追回三万元"),
    ("recovery", "下半场追回一球,扳平了"),
    ("recovery", "撤回的消息还能看到吗"),
    ("recovery", "Data recovery from a broken disk takes hours"),
    ("recovery", "Вернули деньги за билеты в театр"),
    ("task_rebate", "点赞满30个领小礼品,到店领取"),
    ("screen_share", "客服教我用远程协助装了打印机"),
    ("credit_pretext", "酒店积分月底清零,点击 http://hotel.example.com 兑换房晚"),
    ("credit_pretext", "开通ETC打95折,网点可以办理"),
    ("insider_tip", "今天老师带你读懂财报"),
    ("insider_tip", "大盘跌了,进群聊聊"),
    ("insider_tip", "外贸跟单员,月薪六千,加微信 abc12345"),
    ("account_rental", "高价回收旧手机,加微信号 abc12345"),
    ("account_rental", "求购二手书,微信联系"),
    ("account_rental", "工资日结,微信转账"),
    ("account_rental", "水房没热水了,问问物业"),
    ("account_rental", "接码头的船几点到"),
    ("data_trade", "查流水账单做报表"),
    ("task_rebate", "机票我先垫付,回来报销"),
    ("task_rebate", "维修费物业先垫付,再从公维基金返还"),
    ("safe_account", "法院冻结了涉案账户,等执行转账"),
    ("safe_account", "请配合调查问卷,补贴打到工资卡"),
]

NO_OFFERS: list[tuple[Kind, str]] = [
    ("task_rebate", "警方提示:刷单返利都是诈骗,不要相信"),
    ("task_rebate", "有人说点赞赚钱,是真的吗?"),
    ("task_rebate", "不要做刷单兼职,我被骗了两千"),
    ("safe_account", "反诈提醒:公检法没有安全账户,不会让你转账"),
    ("screen_share", "民警提醒:让你屏幕共享再登录网银的都是骗子"),
    ("credit_pretext", "谨防骗局:自称客服说百万保障扣费,让你转账的别信"),
    ("insider_tip", "老师带单都是骗局,别信"),
    ("insider_tip", "有人跟过老师带单吗?靠谱吗?"),
    ("account_rental", "警方通报:男子出租银行卡给跑分车队,被判刑"),
    ("account_rental", "别出租微信号,小心被骗"),
    ("data_trade", "警方通报一起出售公民信息案,嫌疑人查开房记录牟利"),
    ("recovery", "警惕二次诈骗:代追款都是诈骗"),
    ("safe_account", "My aunt was told to transfer her savings to a safe account, luckily she hung up"),
    ("screen_share", "客服让她打开屏幕共享,结果银行卡里的八万被转走了"),
    ("account_rental", "有人找我租银行卡一天500,我拒绝了"),
]


def _kinds(reader: SignalReader, text: str) -> set[Kind]:
    return {signal.kind for signal in reader.read(text).signals}


def _ids(cases: list[tuple[Kind, str]]) -> list[str]:
    return [f"{kind}: {text}" for kind, text in cases]


@pytest.mark.parametrize(("kind", "text"), HITS, ids=_ids(HITS))
def test_an_offer_is_read_as_what_it_is(reader: SignalReader, kind: Kind, text: str) -> None:
    assert [signal.stance for signal in reader.read(text).signals if signal.kind == kind][:1] == ["promote"]


@pytest.mark.parametrize(("kind", "text"), QUIET, ids=_ids(QUIET))
def test_ordinary_talk_stays_quiet(reader: SignalReader, kind: Kind, text: str) -> None:
    assert kind not in _kinds(reader, text)


@pytest.mark.parametrize(("kind", "text"), NO_OFFERS, ids=_ids(NO_OFFERS))
def test_who_warns_asks_or_reports_news_offers_nothing(reader: SignalReader, kind: Kind, text: str) -> None:
    stances = [signal.stance for signal in reader.read(text).signals if signal.kind == kind]
    assert not any(stance.scores for stance in stances)
