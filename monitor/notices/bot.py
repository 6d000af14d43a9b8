"""What the group bots of the Chinese office messengers share: they answer 200 to everything, and say in the body."""

from collections.abc import Collection

import msgspec

from monitor.notices.outbound import Answer
from monitor.notices.sink import Refused, Undelivered

_LONGEST_REASON = 200  # characters


class _Said(msgspec.Struct, frozen=True):
    """What a bot answers: WeCom and DingTalk say `errcode` and `errmsg`, Feishu `code` and `msg`."""

    errcode: int | None = None
    errmsg: str = ""
    code: int | None = None
    msg: str = ""


_decoder = msgspec.json.Decoder(_Said)


def size(text: str) -> int:
    """Return the bytes of *text* in the body of a request, escapes and all."""
    return len(msgspec.json.encode(text))


def expect_taken(answer: Answer, passing: Collection[int]) -> None:
    """Raise unless *answer* says that the message was taken; codes in *passing* may go away by themselves.

    Raises:
        Undelivered: a fault of the other side, or too many messages.
        Refused: the bot does not want this message.
    """
    answer.expect_taken()
    try:
        said = _decoder.decode(answer.body)
    except msgspec.DecodeError:
        raise Undelivered("answered 200 with something else than a bot says") from None
    code = said.errcode if said.errcode is not None else said.code
    if code == 0:
        return
    reason = f"answered code {code}: {(said.errmsg or said.msg)[:_LONGEST_REASON]}"
    raise Undelivered(reason) if code is None or code in passing else Refused(reason)
