"""Induced sharing: a reward for passing something on or for bringing people."""

from rules.signals.combinations import Combination

SHARING: tuple[Combination, ...] = (
    Combination("induced_sharing", "share_offer", unless=("share_talk",)),
    Combination("induced_sharing", "boost", near=("boost_call", "=link"), unless=("share_talk",), across=True),
    Combination(
        "induced_sharing", "share_act", near=("share_reward",), unless=("share_talk", "share_thanks"), reach=30
    ),
    Combination(  # thanks with a link to it are a campaign, not a gift
        "induced_sharing", "share_act", near=("share_reward",), also=("=link",), unless=("share_talk",), across=True
    ),
)
