"""Induced sharing: clicks and friends for a reward, and what is passed on for nothing."""

import pytest

from rules.signals import SignalReader

INDUCED = [
    "转发朋友圈集赞38个送电影票",
    "邀请好友注册领红包",
    "把活动转发到三个群,截图领红包",
    "帮我砍一刀,就差一个了",
    "拼多多助力,帮忙点一下",
    "集满50个赞到店免费领取礼品",
    "分享本店到朋友圈,现金奖励",
    "谢谢大家,转发链接截图领红包 https://a.example.com/s",
    "Invite friends and get a gift card",
    "Share this with your friends and win a prize",
    "Сделай репост и получи подарок",
    "Приведи друга - скидка обоим",
]

QUIET = [
    "猫找到了,感谢大家帮忙转发,发个小红包表示感谢",
    "停水通知请转发到各栋的群",
    "请大家转发扩散,急寻走失老人,酬谢红包",
    "年会抽奖结果出来了",
    "菜市场大妈真会砍价,送了两根葱",
    "别再发砍一刀的链接了,帮我也没用",
    "凭短信领取礼品,转发无效",
    "内推入职,推荐朋友有奖励",
    "谢谢大家的红包",
    "Please share this with your friends, the library needs volunteers",
    "Thanks for the retweet, the raffle was fun",
    "Перешлите объявление соседям, пропал кот",
]


def _is_induced(reader: SignalReader, text: str) -> bool:
    return "induced_sharing" in {signal.kind for signal in reader.read(text).signals if signal.stance.scores}


@pytest.mark.parametrize("text", INDUCED)
def test_a_reward_for_sharing_is_read(reader: SignalReader, text: str) -> None:
    assert _is_induced(reader, text)


@pytest.mark.parametrize("text", QUIET)
def test_thanks_calls_for_help_and_rewards_for_other_things_stay_quiet(reader: SignalReader, text: str) -> None:
    assert not _is_induced(reader, text)
