"""Which addresses notices may be sent to: those of the public internet, and what the operator opens."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "169.254.0.0/16",  # link-local, where most clouds tell a machine its credentials
        "224.0.0.0/4",  # multicast
        "255.255.255.255/32",  # broadcast
        "100.100.100.200/32",  # what Alibaba Cloud tells a machine
        "168.63.129.16/32",  # what Azure does
        "192.0.0.192/32",  # what Oracle does
        "::/128",
        "fe80::/10",
        "ff00::/8",
        "fd00:ec2::/32",  # what Amazon tells a machine
        "fd20:ce::/32",  # what Google does
    )
)
_UNICAST = ip_network("2000::/3")  # all that was ever given out for the public internet
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"))  # 6to4, Teredo: nobody knows where they end
_NAT64 = ip_network("64:ff9b::/96")


def resolved(address: str) -> Address:
    """Return *address*, or the IPv4 address that it stands for: mapped into IPv6, or behind a NAT64."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return parsed
    if parsed.ipv4_mapped:
        return parsed.ipv4_mapped
    return IPv4Address(int(parsed) & 0xFFFF_FFFF) if parsed in _NAT64 else parsed


class Reach:
    """Says of an address whether it may be reached."""

    def __init__(self, allowed: Sequence[Network] = ()) -> None:
        """Reach the public internet, and the networks *allowed*, as far as they are not forbidden for ever."""
        self._allowed = tuple(allowed)

    def opens(self, address: Address) -> bool:
        """Return whether the operator opened *address*."""
        return _is_within(address, self._allowed) and not _is_within(address, _NEVER)

    def covers(self, address: Address) -> bool:
        """Return whether *address* may be reached."""
        return not _is_within(address, _NEVER) and (_is_within(address, self._allowed) or _is_public(address))

    @property
    def is_wider(self) -> bool:
        """Return whether the operator opened anything."""
        return bool(self._allowed)


def _is_within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address not in _UNICAST or _is_within(address, _TUNNELS)):
        return False
    return address.is_global
