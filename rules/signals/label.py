"""The one word for a message that `classify` prints, from the signals alone."""

from typing import Literal, cast

from rules.signals.signal import Kind, Reading, Signal

Label = Literal["ham", "ad", "fraud", "gambling", "porn", "loan", "fake_docs"]

_WEIGHTS: dict[Kind, float] = {  # how surely one signal alone says fraud (design; the rules judge, not this)
    "guarantee": 0.8,
    "entry_fee": 0.6,
    "crypto_deposit": 0.6,
    "commission": 0.4,
    "headcount": 0.6,
    "ranks": 0.5,
    "story": 0.3,
    "maintenance": 0.6,
    "terms": 0.7,
    "rate_hike": 0.4,
    "migration": 0.5,
}
_MONTHLY_PERCENT = ((10.0, 0.9), (6.0, 0.8), (3.0, 0.6), (10 / 12, 0.3))  # catalogue, yield-promise
_FROM = 0.6


def label(reading: Reading) -> tuple[Label, float]:
    """Return the label the signals of *reading* justify, and how surely (0..1).

    Only what is promoted counts: a member who reports, warns, asks, denies or quotes wrote no fraud.
    """
    promoted = [signal for signal in reading.signals if signal.stance == "promote"]
    doubt = 1.0
    for weight in {signal.kind: _weight(signal) for signal in promoted}.values():
        doubt *= 1 - weight
    fraud = 1 - doubt
    advertised = max((signal for signal in promoted if signal.kind == "ad"), key=_value, default=None)
    if fraud >= _FROM:
        return "fraud", round(fraud, 3)
    if advertised is not None:
        return cast("Label", advertised.unit or "ad"), _value(advertised)
    return "ham", round(1 - fraud, 3)


def _weight(signal: Signal) -> float:
    if signal.kind == "yield":
        return next((weight for percent, weight in _MONTHLY_PERCENT if _value(signal) >= percent), 0.0)
    if signal.kind == "commission":
        return _WEIGHTS["commission"] * min(_value(signal), 3) / 2
    return _WEIGHTS.get(signal.kind, 0.0)


def _value(signal: Signal) -> float:
    return signal.value if isinstance(signal.value, float) else 0.0
