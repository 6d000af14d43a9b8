"""Who tells, who sells, who asks: one claim beside its twin in another stance, whatever kind of signal it is.

`[...]` marks the claim and `{...}` a contact, so that the stance is judged by itself, apart from what finds signals.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.signals import Stance
from rules.signals.lexicon import BUILTIN, Lexicon
from rules.signals.normaliser import Normaliser
from rules.signals.passage import Found, Passage
from rules.signals.signal import Kind
from rules.signals.stances import StanceReader

PROMOTE, REPORT, WARN, ASK, DENY, QUOTE = Stance

# Each line: a sentence and its stance, its near twin and the twin's.
TWINS: list[tuple[str, Stance, str, Stance]] = [
    # a disclaimer about oneself is no warning
    ("这不是骗局,[日赚500]", PROMOTE, "这是骗局,[日赚500]", WARN),
    ("[日赚500],绝不是骗人的", PROMOTE, "[日赚500],都是骗人的", WARN),
    ("骗子勿扰,[收银行卡],价格好谈", PROMOTE, "骗子又来[收银行卡]了", WARN),
    ("收费的都是骗子,我们[免费带你日赚300]", PROMOTE, "[免费带你日赚300]的都是骗子", WARN),
    ("[日入过千]无任何套路", PROMOTE, "[日入过千]都是套路", WARN),
    ("警方认证的平台,[每天返3%],找我开户", PROMOTE, "警方提示,[每天返3%]的平台不可信", WARN),
    ("谨防假冒,认准本店,[充500送500]", PROMOTE, "谨防上当,[充500送500]是陷阱", WARN),
    ("This is not a scam, [earn $500 a day]", PROMOTE, "This is a scam, [earn $500 a day]", WARN),
    ("Scammers stay away, [cash flips], {dm @fastflip77}", PROMOTE, "Scammers offer [cash flips], stay away", WARN),
    ("100% legit, [earn $500 a day]", PROMOTE, "Too good to be true: [earn $500 a day]", WARN),
    ("Это не развод, [доход 5000 в день]", PROMOTE, "Это развод, [доход 5000 в день]", WARN),
    ("Мошенники мимо, [куплю карты], {@karta777}", PROMOTE, "Мошенники пишут: [куплю карты]", WARN),
    # a way to be reached outweighs the frame around it
    ("反诈宣传期间,[日赚500],{加微信abc12345}", PROMOTE, "反诈宣传:[日赚500],这种话信不得", WARN),
    (
        "警方破获诈骗案,李某被骗3万。靠谱的是[日赚500],{加微信abc12345}",
        PROMOTE,
        "警方破获诈骗案,李某被[日赚500]骗走3万",
        WARN,
    ),
    ("有人被骗别慌,[日赚500]才是真的,{加微信abc12345}", PROMOTE, "有人被骗了,他信了[日赚500]", WARN),
    ("我们平台[月收益20%],{加微信abc12345}", PROMOTE, "骗子{微信abc12345},说[月收益20%],骗了我200", WARN),
    ("你{加微信abc12345}就能[日赚500]", PROMOTE, "他让我{加微信abc12345},说能[日赚500],结果是骗子", WARN),
    ("警方破获诈骗案,真想赚钱的私我,[日赚500]", PROMOTE, "警方破获诈骗案,他私我说[日赚500]", WARN),
    ("反诈中心认证,[每天返3%]", PROMOTE, "反诈中心提醒,[每天返3%]", WARN),
    ("报纸都登了,[日赚500],扫码加入", PROMOTE, "报纸都登了,[日赚500]是诈骗", WARN),
    # the same institutions and people, spoken of or spoken to
    ("女士专享,[做任务日赚200],名额有限", PROMOTE, "一女子轻信[做任务日赚200],被骗12万", WARN),
    ("地址:检察院对面,[低价出售手机]", PROMOTE, "检察院对[低价出售手机]诈骗案提起公诉", WARN),
    ("成功案例分享,[月入过万]不是梦,私我", PROMOTE, "典型案例:[月入过万]的兼职,交了培训费就被拉黑", WARN),
    ("尊敬的张女士,[存500送500]", PROMOTE, "张女士看到[存500送500],转账后才发现上当", WARN),
    ("凡是老客户,[一律八折]", PROMOTE, "凡是让你[先垫付]的,一律是诈骗", WARN),
    ("为大学生提供[高薪兼职],欢迎咨询", PROMOTE, "大学生遭遇[高薪兼职]骗局,损失惨重", WARN),
    ("Police discount: [20% off], call now", PROMOTE, "Police said the [20% off] messages were fraudulent", WARN),
    ("Для пенсионеров [доход от 5000 в день]", PROMOTE, "Пенсионерке обещали [доход от 5000 в день] и обманули", WARN),
    # narration, courts and the press
    ("月底前加入,[月息5分]", PROMOTE, "李某以[月息5分]为诱饵,被判处有期徒刑三年", WARN),
    ("我们承诺[月收益20%]", PROMOTE, "法院查明,被告人王某承诺[月收益20%],发展下线120人,层级5级", WARN),
    ("跟着[带单老师]一起做", PROMOTE, "记者调查发现,[带单老师]其实是同一伙人冒充的", WARN),
    ("[招代理],一手货源", PROMOTE, "以[招代理]为名骗取代理费,7人获刑", WARN),
    ("[投资返利],当天到账", PROMOTE, "南京破获一起[投资返利]骗局,抓获嫌疑人12名", WARN),
    ("[稳赚不赔],老板们上车", PROMOTE, "[稳赚不赔]的背后是陷阱", WARN),
    ("新人福利,[先返50元]", PROMOTE, "对方先[返50元],等她垫付三万后就失联了", WARN),
    ("We pay [2% a day]", PROMOTE, "The defendants paid [2% a day] and were sentenced to ten years", WARN),
    ("I promise you [guaranteed profit]", PROMOTE, "A woman lost her life savings to a [guaranteed profit]", WARN),
    ("Платим [2% в день]", PROMOTE, "Суд приговорил организатора, обещавшего [2% в день]", WARN),
    # teaching
    ("[兼职刷单],日结", PROMOTE, "反诈课堂:[兼职刷单]、冒充客服、虚假贷款,都是诈骗", WARN),
    ("第一步进群,第二步[领返利]", PROMOTE, "骗术揭秘:第一步进群,第二步[领返利],第三步让你上钩", WARN),
    ("看看这条[日赚500]", PROMOTE, "老师给大家看一条诈骗短信:[日赚500]", WARN),
    ("[高收益项目]适合你", PROMOTE, "什么是[高收益项目]?骗子取得信任后再诱导你转账", WARN),
    ("提醒大家[日结200]开始报名", PROMOTE, "提醒大家[日结200]莫轻信,天上不会掉馅饼", WARN),
    ("[Double your bitcoin] today", PROMOTE, "[Double your bitcoin] messages are always scams", WARN),
    ("How it works: [earn $500 a day]", PROMOTE, "How scammers work: [earn $500 a day], then a fee", WARN),
    ("Внимание, [лёгкий заработок]", PROMOTE, "Внимание, мошенники: [лёгкий заработок]", WARN),
    ("МВД одобряет: [лёгкий заработок]", PROMOTE, "МВД предупреждает: [лёгкий заработок] - это обман", WARN),
    # a member warns the others
    ("大家注意,[日赚500]今天最后一天", PROMOTE, "大家注意,发[日赚500]的那个人是骗子", WARN),
    ("群里发[月息30%]的项目,快上车", PROMOTE, "这群有人发[月息30%]的广告,都是骗子,大家小心", WARN),
    ("管理员推荐的[投资项目]", PROMOTE, "有骗子冒充管理员发[投资项目],大家当心", WARN),
    ("[跑分]一天两千,稳定", PROMOTE, "群里不少人因为[跑分]被拘留,涉案金额上百万", WARN),
    # questions that ask, and questions that sell
    ("想[日赚500]吗", PROMOTE, "真的能[日赚500]吗", ASK),
    ("要不要一起做,[日结200]", PROMOTE, "有人投过吗,[每天返3%]", ASK),
    ("你缺钱吗?[无视征信秒下款]", PROMOTE, "[无视征信秒下款]靠谱吗?", ASK),
    ("需要[直播间刷单]吗", PROMOTE, "[直播间刷单]合法吗", ASK),
    ("做[兼职]吗,日结", PROMOTE, "这种[兼职]可信吗,有人做过没有", ASK),
    ("想玩[棋牌]的吗,有人带", PROMOTE, "请问[棋牌]这种会不会被抓", ASK),
    ("还在拿死工资?[月入五万]等你来", PROMOTE, "[月入五万]?", ASK),
    ("感兴趣吗,[高息理财]", PROMOTE, "我妈要买[高息理财],能信吗", ASK),
    ("为什么不试试[日赚500]", PROMOTE, "他们说[日赚500]是真的吗", ASK),
    ("点链接,[注册送88元] https://example.top/reg?id=7", PROMOTE, "[注册送88元]是骗局吗", ASK),
    ("Need cash? [Earn $500 a day]", PROMOTE, "Is it legit? [Earn $500 a day]", ASK),
    ("Who wants [2% a day]?", PROMOTE, "Has anyone tried [2% a day]?", ASK),
    ("Ready for [this loan]?", PROMOTE, "Does anyone know whether [this loan] is safe?", ASK),
    ("Хотите [зарабатывать 5000 в день]?", PROMOTE, "Правда ли, что тут [5000 в день]?", ASK),
    ("Нужны деньги? [2% в день], {@rabota777}", PROMOTE, "Кто-нибудь пробовал? [2% в день]", ASK),
    # denials and refusals
    ("不要错过,[日赚500]", PROMOTE, "别信,[日赚500]", DENY),
    ("不断更新,[刷单]长期有", PROMOTE, "我不做[刷单]", DENY),
    ("前所未有的[优惠]", PROMOTE, "没有[优惠]", DENY),
    ("告别死工资,[月入两万]", PROMOTE, "[月入两万]?骗鬼呢", DENY),
    ("不到一个月[月入十万]", PROMOTE, "又来一个[月入十万]的,呵呵", DENY),
    ("看不穿衣,{加QQ22872491},[同城]", PROMOTE, "[同城交友]已举报", DENY),
    ("[躺着赚钱],不是做广告的话", PROMOTE, "[躺着赚钱],做梦吧", DENY),
    ("我投了,[每天返3%]", PROMOTE, "我不投,[每天返3%]", DENY),
    ("我们长期[收取保证金]", PROMOTE, "我们从不[收取保证金]", DENY),
    ("群里可以[接单]", PROMOTE, "群里禁止[接单]", DENY),
    ("Don't miss it, [earn $500 a day]", PROMOTE, "Don't fall for it, [earn $500 a day]", DENY),
    ("No experience, [earn $500 a day]", PROMOTE, "[Earn $500 a day]? Yeah right", DENY),
    ("We offer [loans]", PROMOTE, "We do not offer [loans]", DENY),
    ("Не упусти, [5000 в день]", PROMOTE, "Не верьте, [5000 в день]", DENY),
    ("Мы [берём предоплату]", PROMOTE, "Мы не [берём предоплату]", DENY),
    ("[5000 в день], конечно выплаты сразу", PROMOTE, "[5000 в день], ага, конечно", DENY),
    # what others said
    ("[日赚500],我做了一个月", PROMOTE, "他们说[日赚500],我没理", QUOTE),
    ("正规平台[月收益30%]", PROMOTE, "号称[月收益30%]", QUOTE),
    ("[带你赚大钱]", PROMOTE, "她说“[带你赚大钱]”", QUOTE),
    ("限时“[月收益30%]”活动", PROMOTE, "刚才那个人发的“[月收益30%]”你们看看", QUOTE),
    ("老师说“[跟我做],{加微信abc12345}”,大家快来", PROMOTE, "他私信我说“[跟我做],{加微信abc12345}”,我没回,别信", QUOTE),
    ("We guarantee [2% a day]", PROMOTE, "They claim [2% a day]", QUOTE),
    ("Yes, [earn $500 a day]", PROMOTE, 'He said "[earn $500 a day]" in the group', QUOTE),
    ("Теперь [платят 2% в день]", PROMOTE, "Говорят, что [платят 2% в день]", QUOTE),
    ("Пишите: [доход 5000 в день]", PROMOTE, "Мне написали: [доход 5000 в день]", QUOTE),
    # neither of the two scores
    ("听说[每天返3%]", QUOTE, "听说[每天返3%],靠谱吗", ASK),
    ("广告说[零风险]", QUOTE, "广告说[零风险],都是骗人的", WARN),
    ("[刷单返利]是真的吗", ASK, "[刷单返利]是真的吗?警方提醒:凡是刷单都是诈骗", WARN),
]

# The same for what befell somebody, for insults and for offers to get money back.
OTHER_KINDS: list[tuple[Kind, str, Stance, str, Stance]] = [
    ("payout_failure", "我投了5000,[提现失败]", REPORT, "李某投了5000,[提现失败]后报警,警方破获此案", WARN),
    ("payout_failure", "骗子平台,我们都被骗了,[提现失败]", REPORT, "典型案例:平台以各种理由[提现失败]", WARN),
    ("payout_failure", "已经报警了,[提现失败]三天", REPORT, "民警提醒:[提现失败]还要交保证金的是诈骗", WARN),
    ("payout_failure", "My [withdrawal failed] again", REPORT, "The court heard that every [withdrawal failed]", WARN),
    ("payout_failure", "У меня [вывод не работает]", REPORT, "МВД предупреждает: сначала [вывод не работает]", WARN),
    ("payout_ok", "我投了5000,[到账了]", REPORT, "投了5000的[到账了]吗", ASK),
    ("payout_ok", "[提现秒到],稳", REPORT, "他说“[提现秒到]”", QUOTE),
    ("app_down", "我的钱在里面,[打不开了]", REPORT, "受害人发现平台[打不开了],才意识到被骗", WARN),
    ("complaint", "能不能管管,[有人发广告]吗天天", REPORT, "没有[有人发广告]", DENY),
    ("insult", "你是不是[傻子]", REPORT, "他说“你是[傻子]”", QUOTE),
    ("insult", "诈骗犯,[你这个畜生]", REPORT, "我没有骂你[傻子]呀,不是[傻子]", DENY),
    ("recovery", "谨防骗子,[帮您追回损失],联系我", PROMOTE, "谨防骗子,说能[追回损失]的是二次诈骗", WARN),
    ("recovery", "被骗别慌,[追回被骗资金],{加微信abc12345}", PROMOTE, "王某谎称能[追回被骗资金],又骗走2万", WARN),
    (
        "recovery",
        "Lost to a scam? [We recover funds], DM me",
        PROMOTE,
        "A gang posing as lawyers said [we recover]",
        WARN,
    ),
    ("link", "[https://example.top] 你们看看?", PROMOTE, "诈骗短信里的链接[https://example.top],不要点", WARN),
]


class Judge:
    """Judges the stance of a marked claim."""

    def __init__(self) -> None:
        self._normaliser = Normaliser()
        self._lexicon = Lexicon.load(BUILTIN, self._normaliser)

    def __call__(self, marked: str, kind: Kind = "earnings", *, forwarded: bool = False) -> Stance:
        text, contacts, claim = _unmarked(marked, kind)
        normal = self._normaliser(text)
        assert len(normal.text) == len(text), "marks need a text whose normal form is as long"
        passage = Passage(normal, self._lexicon.scan(normal.text), self._lexicon.terms)
        passage.add([*contacts, claim])
        return StanceReader(passage, outer=forwarded)(claim)


def _unmarked(marked: str, kind: Kind) -> tuple[str, list[Found], Found]:
    text = ""
    start = 0
    claims: list[Found] = []
    contacts: list[Found] = []
    for character in marked:
        if character in "[{":
            start = len(text)
        elif character == "]":
            claims.append(Found(start, len(text), kind))
        elif character == "}":
            contacts.append(Found(start, len(text), "contact", "wechat"))
        else:
            text += character
    return text, contacts, claims[-1]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


_OF_ANY_KIND: list[tuple[Kind, str, Stance, str, Stance]] = [("earnings", *twins) for twins in TWINS]
_CASES = [
    (kind, *case)
    for kind, first, one, second, other in _OF_ANY_KIND + OTHER_KINDS
    for case in ((first, one), (second, other))
]


@pytest.mark.parametrize(("kind", "marked", "stance"), _CASES, ids=[f"{row[2]}: {row[1]}" for row in _CASES])
def test_a_claim_is_said_in_this_stance(judge: Judge, kind: Kind, marked: str, stance: Stance) -> None:
    assert judge(marked, kind) is stance


PROMOTIONS = [
    "[日赚500],有手机就行",
    "[每天返3%],早进早赚",
    "[兼职刷单],日结",
    "[无视征信秒下款],名额有限",
    "[月入两万]不是梦,速来",
    "我们平台[稳赚不赔]",
    "[Earn $500 a day], join now",
    "Want [2% a day]? We pay daily",
    "[Доход 5000 в день], пишите в лс",
]
FRAMES = [
    "警方提醒:“{}”是典型的诈骗话术,已有多人被骗",
    "典型案例:李某看到“{}”的广告,转账后发现被骗,遂报警",
    "记者从法院获悉,被告人发布“{}”骗取他人钱财,被判处有期徒刑",
    "反诈课堂:看到“{}”这样的信息,凡是要求先交钱的都是诈骗,切勿轻信",
    "近日,市民张女士在群里看到“{}”,被骗走8万元,警方已破获此案",
    'Police warn: the message "{}" is a scam, victims lost everything',
    "МВД предупреждает: «{}» - схема мошенников, есть пострадавшие",
]
CALLS = ["{加微信abc12345}马上带你,", "{加QQ22872491}进群领取,", "{dm me @fastcash77} and start, "]


@given(promotion=st.sampled_from(PROMOTIONS), frame=st.sampled_from(FRAMES))
def test_wrapped_in_a_warning_nothing_is_promoted(judge: Judge, promotion: str, frame: str) -> None:
    assert not judge(frame.format(promotion)).scores


@given(promotion=st.sampled_from(PROMOTIONS), frame=st.sampled_from(FRAMES), call=st.sampled_from(CALLS))
def test_a_frame_behind_a_contact_and_a_call_sells_again(judge: Judge, promotion: str, frame: str, call: str) -> None:
    assert judge(call + frame.format(promotion)) is PROMOTE


@given(promotion=st.sampled_from(PROMOTIONS))
def test_a_promotion_promotes(judge: Judge, promotion: str) -> None:
    assert judge(promotion) is PROMOTE


FORWARDS = [
    ("大家别信\n[日赚500],{加微信abc12345}", DENY),
    ("这是骗局。\n[日赚500],{加微信abc12345}", WARN),
    ("靠谱吗?\n[日赚500],{加微信abc12345}", ASK),
    ("[日赚500],{加微信abc12345}\n刚才收到的,小心上当", WARN),
    ("看看\n[日赚500],{加微信abc12345}", PROMOTE),
    ("[日赚500],骗子勿扰,{加微信abc12345}", PROMOTE),
    ("[日赚500],外面骗子太多,{加微信abc12345}", PROMOTE),
    ("Don't trust this.\n[Earn $500 a day], {dm @fastcash77}", DENY),
    ("Не верьте.\n[5000 в день], {@rabota777}", DENY),
]


@pytest.mark.parametrize(("marked", "stance"), FORWARDS, ids=[f"{row[1]}: {row[0]}" for row in FORWARDS])
def test_a_forward_is_judged_by_the_comment_on_it(judge: Judge, marked: str, stance: Stance) -> None:
    assert judge(marked, forwarded=True) is stance
