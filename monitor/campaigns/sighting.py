"""What one community contributes to campaigns: that somebody posted a promotional text."""

import re
from collections.abc import Iterable

import msgspec

from monitor.findings import Proof
from rules.signals import Signal, Stance
from rules.signals.signal import Kind

_PROMOTING: frozenset[Kind] = frozenset(
    {
        *("yield", "guarantee", "entry_fee", "crypto_deposit", "story", "commission", "headcount", "ranks", "hype"),
        *("rate_hike", "migration", "recovery", "fundraising"),
        *("earnings", "task_rebate", "safe_account", "screen_share", "credit_pretext", "insider_tip"),
        *("account_rental", "data_trade", "gambling", "porn", "loan", "fake_docs", "ad"),
    }
)
_SIGN_UP_LIST = re.compile(r"[\s#\[【]{0,4}接龙[^\x00]{0,400}?\n\s{0,4}\d{1,3}\s?[.、,)]")
_DIVERSION: frozenset[Kind] = frozenset({"contact", "scored"})


class Sighting(msgspec.Struct, frozen=True, array_like=True):
    """One promotional message. `account` is the same in all communities, unlike the pseudonym of a member."""

    at: int
    community: str
    event: str
    account: str
    fingerprint: bytes
    proof: Proof
    ad_percent: int = 0
    is_newcomer: bool = False
    is_service_notice: bool = False

    @property
    def place(self) -> tuple[int, str, str]:
        """Return where it stands among the sightings of all communities."""
        return self.at, self.community, self.event


def is_sign_up_list(normal: str) -> bool:
    """Return whether a text in normal form is a sign-up list (接龙): who joins posts it again, longer by a line."""
    return _SIGN_UP_LIST.match(normal) is not None


def is_promotional(signals: Iterable[Signal]) -> bool:
    """Return whether *signals* promote something.

    A contact does where the text is scored as spam: notices and appeals name one too. A link or a telephone number
    alone never does: news and sign-up lists that many pass on have them.
    """
    promoted = {signal.kind for signal in signals if signal.stance is Stance.promote and signal.value != "phone"}
    return not promoted.isdisjoint(_PROMOTING) or promoted >= _DIVERSION
