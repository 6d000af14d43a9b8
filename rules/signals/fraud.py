"""How fraud speaks: paid clicks, safe accounts, shared screens, pretexts, tips, rented accounts, data, recovery."""

from rules.signals.combinations import Combination

_REACHED = ("=contact", "=link")
_LINK_REACH = 80  # characters from a pretext to the end of its link, which may be long (design)

FRAUD: tuple[Combination, ...] = (
    Combination("task_rebate", "task_offer"),
    Combination("task_rebate", "task", near=("task_pay",), unless=("task_talk",), reach=24),
    Combination("task_rebate", "task_word", near=("task_rebate_pay",), unless=("task_talk",), reach=24),
    Combination("safe_account", "safe_account", near=("move_money",), unless=("case_talk",), across=True),
    Combination(
        "safe_account", "accused", near=("move_money",), also=("addressed",), unless=("case_talk",), across=True
    ),
    Combination("screen_share", "screen_share", near=("bank_business",), unless=("screen_talk",)),
    Combination("screen_share", "code_asked", near=("bank_business",), unless=("code_talk",)),
    Combination("credit_pretext", "credit_repair", near=("call_me", "price", "offer", *_REACHED), across=True),
    Combination("credit_pretext", "account_pretext", near=("move_money", *_REACHED), reach=_LINK_REACH, across=True),
    Combination(
        "credit_pretext",
        "lapses",
        near=("lapsing",),
        also=("move_money", *_REACHED),
        unless=("lapse_talk",),
        reach=_LINK_REACH,
        across=True,
    ),
    Combination("insider_tip", "insider_offer"),
    Combination("insider_tip", "insider", near=("join_pay", "=contact"), unless=("market_talk",)),
    Combination("account_rental", "account_offer", unless=("lost_card",)),
    Combination("account_rental", "account_word", near=("account_terms", "account_trade"), unless=("lost_card",)),
    Combination("account_rental", "account_good", near=("account_trade",), unless=("lost_card",), reach=10),
    Combination("account_rental", "mule", near=("mule_terms",), unless=("benchmark",)),
    Combination("account_rental", "mule_word", near=("mule_slang",), unless=("benchmark", "lost_card")),
    Combination("data_trade", "data_offer", unless=("data_leak",)),
    Combination("data_trade", "people", near=("data_sale",), unless=("data_leak", "data_talk"), reach=20),
    Combination("data_trade", "data", near=("data_terms",), unless=("data_talk",), reach=16),
    Combination("recovery", "recovery_offer", unless=("recovery_talk",)),
    Combination("recovery", "recovery", near=("recovery_terms", *_REACHED), unless=("recovery_talk",)),
)
