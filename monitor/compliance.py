"""How a community stands, as the store and the memory over it tell."""

import msgspec

from monitor.assessment import report
from monitor.document import CommunityReport
from monitor.findings import Finding
from monitor.language import Language
from monitor.memory import Memory
from monitor.store import Transaction
from rules import Catalogue

_findings = msgspec.msgpack.Decoder(Finding)


def compliance(
    transaction: Transaction, memory: Memory, community: str, catalogue: Catalogue, language: Language
) -> CommunityReport | None:
    """Return what is known of *community*, None when nothing is."""
    if community not in memory.places:
        return None
    fold = memory.fold(transaction, community)
    rows = [*transaction.findings(community=community), *transaction.campaign_findings(community)]
    own = [_findings.decode(row.body) for row in rows if row.body]
    schemes = [scheme for scheme in memory.schemes.values() if community in scheme.communities]
    of_schemes = {key for scheme in schemes for key in scheme.findings}
    findings = [finding for finding in own if finding.id not in of_schemes]
    return report(fold, findings, schemes, catalogue, language)
