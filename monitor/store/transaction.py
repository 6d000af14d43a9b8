"""One transaction: all that can be done with the store, grouped by concern."""

from monitor.store.alerts import Alerts, Keys
from monitor.store.cases import Cases
from monitor.store.communities import Communities
from monitor.store.dispatches import Dispatches
from monitor.store.events import Events
from monitor.store.findings import Findings
from monitor.store.ledger import Ledgers
from monitor.store.outbox import Outbox
from monitor.store.privacy import Privacy
from monitor.store.resealing import Resealing
from monitor.store.retention import Retention
from monitor.store.rule_sets import RuleSets
from monitor.store.silences import Silences


class Transaction(
    Events,
    Communities,
    Findings,
    Alerts,
    Cases,
    Outbox,
    Keys,
    RuleSets,
    Retention,
    Resealing,
    Ledgers,
    Dispatches,
    Silences,
    Privacy,
):
    """Everything done here is committed together, or not at all."""
