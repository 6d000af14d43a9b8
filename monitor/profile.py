"""What a deployment declares about a community; the rest is read off the group's own events."""

from datetime import date, time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError

from monitor.errors import MonitorError
from monitor.event import Platform
from rules.pack.override import Thresholds

Observable = Literal["messages", "joins", "notices", "roles", "moderation", "settings", "reports", "records"]
AdsPolicy = Literal["allowed", "forbidden", "silent"]
Kind = Literal[
    "interest", "marketing", "work", "family", "ad", "paid", "class", "shop", "event", "announcement", "other"
]

CHINESE_PLATFORMS = frozenset({"qq", "wechat", "wecom", "feishu", "dingtalk"})
DEFAULT_OBSERVES: frozenset[Observable] = frozenset({"messages", "joins", "notices"})
ADVISORY_KINDS = frozenset({"family", "work"})


class ProfileError(MonitorError):
    """A profile file cannot be used; the message names the place and what was expected."""


def _zone(value: object) -> object:
    if isinstance(value, str):
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError(f"unknown time zone {value!r}; expected a name like Asia/Shanghai") from error
    return value


def _hours(value: object) -> object:
    if isinstance(value, str):
        begin, dash, end = value.partition("-")
        if not dash:
            raise ValueError(f"quiet hours are written 23:00-08:00, not {value!r}")
        return (time.fromisoformat(begin), time.fromisoformat(end))
    return value


CommunityKey = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(get_args(Platform))}):.+$")]
ZoneName = Annotated[str, BeforeValidator(_zone)]
Hours = Annotated[tuple[time, time], BeforeValidator(_hours)]


class Profile(BaseModel):
    """One community as its owner or the platform declares it. Every field may stay away.

    `observes` is what the connector can see; an answer outside it is unknown, never a failure. `ends` is the last day
    of a group that is for one occasion, `log_retention_days` how long the provider keeps its logs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str | None = None
    kind: Kind | None = None
    time_zone: ZoneName | None = None
    ads: AdsPolicy | None = None
    quiet_hours: Hours = (time(23), time(8))
    observes: frozenset[Observable] = DEFAULT_OBSERVES
    owner: str | None = None
    members: int | None = None
    ends: date | None = None
    log_retention_days: Annotated[int, Field(ge=1)] | None = None
    thresholds: Thresholds = Field(default_factory=dict)
    _former_owner: str = PrivateAttr("")

    def hidden(self, owner: str, former: str) -> "Profile":
        """Return the profile with the owner under a pseudonym, and the *former* one under the key before, if any."""
        hidden = self.model_copy(update={"owner": owner})
        hidden._former_owner = former
        return hidden

    @property
    def former_owner(self) -> str:
        """Return the owner's pseudonym under the key before, empty when there is none."""
        return self._former_owner

    @property
    def is_advisory(self) -> bool:
        """Return whether owner duties are advice only because of the kind of group (X10)."""
        return self.kind in ADVISORY_KINDS

    def zone(self, platform: str) -> ZoneInfo:
        """Return the declared zone, else Asia/Shanghai for Chinese platforms, else UTC."""
        default = "Asia/Shanghai" if platform in CHINESE_PLATFORMS else "UTC"
        return ZoneInfo(self.time_zone or default)


Profiles = dict[str, Profile]


def read_profiles(value: object, where: str) -> Profiles:
    """Return the profiles of a mapping `platform:id` -> fields.

    Raises:
        ProfileError: every wrong field, located.
    """
    if not isinstance(value, dict):
        raise ProfileError(f"{where}: expected a mapping of community id (platform:id) to its profile")
    profiles: Profiles = {}
    problems: list[str] = []
    for key, fields in value.items():  # pyright: ignore[reportUnknownVariableType] - YAML is untyped
        try:
            profiles[str(key)] = Profile.model_validate(fields)  # pyright: ignore[reportUnknownArgumentType]
        except ValidationError as error:
            problems += [
                f"{where}: {key}.{'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
                for item in error.errors()
            ]
    if problems:
        raise ProfileError("\n".join(problems))
    return profiles
