"""What can be set about HTTP, with its defaults."""

from typing import Annotated

from pydantic import Field, SecretStr

from monitor.settings import HttpLimits


class HttpSettings(HttpLimits):
    """Limits and secrets of the HTTP interface."""

    metrics_token: Annotated[SecretStr | None, Field(description="bearer token of /metrics; open to all if unset")] = (
        None
    )
