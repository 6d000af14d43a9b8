"""How long a promise of yield can be kept: Artzrouni's fund, fed by the joins or the money that were seen."""

from graph.outlook.drying import dries_up
from graph.outlook.forecast import Outlook, Promise, Recruiting, outlook
from graph.outlook.horizon import HORIZON
from graph.outlook.interval import Interval

__all__ = ["HORIZON", "Interval", "Outlook", "Promise", "Recruiting", "dries_up", "outlook"]
