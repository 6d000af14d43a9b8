"""The HTTP way in."""

from api.http.app import create_app
from api.http.settings import HttpSettings

__all__ = ["HttpSettings", "create_app"]
