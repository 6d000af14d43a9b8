"""The languages that answers are worded in."""

from typing import Literal

LanguageCode = Literal["en", "zh"]
