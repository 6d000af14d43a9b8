"""What can be set about HTTP, with its defaults."""

from typing import Annotated

import limits
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator


class HttpSettings(BaseModel):
    """Limits and secrets of the HTTP interface."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_body_bytes: Annotated[int, Field(gt=0, description="largest body of a request, packed and unpacked alike")] = (
        8 * 2**20
    )
    max_records: Annotated[int, Field(gt=0, description="most records in one request")] = 10_000
    rate_limit: Annotated[str, Field(description="requests one API key may make, as `count/period`")] = "600/minute"
    metrics_token: Annotated[SecretStr | None, Field(description="bearer token of /metrics; open to all if unset")] = (
        None
    )

    @field_validator("rate_limit")
    @classmethod
    def _is_a_rate(cls, rate: str) -> str:
        limits.parse(rate)
        return rate
