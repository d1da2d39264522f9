"""Who is at the other end: the visitor's address, and the address under which they see this server."""

import ipaddress
import re
from collections.abc import Iterable
from typing import TypeAlias

from aiohttp import web

from sessionrunner.core.errors import Detail, Invalid

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
_NEIGHBOURS = 64
"""One visitor commonly holds a whole IPv6 network of this prefix length."""


class Remote:
    """Reads addresses off requests; believes what proxies say only where they are trusted."""

    def __init__(self, public_url: str, trusted_proxies: Iterable[str], address: str = "") -> None:
        self.public_url = public_url
        self._address = address
        self._trusted: tuple[Network, ...] = tuple(
            ipaddress.ip_network(proxy, strict=False) for proxy in trusted_proxies
        )

    def visitor(self, request: web.Request) -> str:
        """Whose limits this request counts towards: an address, or an IPv6 network of one household.

        With trusted proxies in front it is the last address in X-Forwarded-For that is not one of
        theirs: everything before it may be made up by the visitor.
        """
        address = _address(request.remote or "")
        claimed = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        while address is not None and self._is_trusted(address) and claimed:
            address = _address(claimed.pop().strip()) or address
        return _counted(address) if address else "unknown"

    def is_secure(self, request: web.Request) -> bool:
        """Whether the visitor's browser speaks https, to us or to a trusted proxy in front."""
        if self.public_url:
            return self.public_url.startswith("https://")
        peer = _address(request.remote or "")
        if peer is not None and self._is_trusted(peer):
            return request.headers.get("X-Forwarded-Proto", "").strip().lower() == "https"
        return request.secure

    def base_url(self, request: web.Request) -> str:
        """The server's address as the visitor's browser knows it, without a slash at the end."""
        return self.public_url or f"http{'s' * self.is_secure(request)}://{host(request)}"

    def shared_url(self, request: web.Request) -> str:
        """The address to hand to other people: not "localhost", even if this browser came by it."""
        return self.public_url or self._address or self.base_url(request)

    def socket_url(self, request: web.Request) -> str:
        """The same for WebSockets."""
        return "ws" + self.base_url(request).removeprefix("http")

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def host(request: web.Request) -> str:
    """The Host header, once it is known to be nothing but a host and a port; raises `Invalid` otherwise."""
    if not _HOST.fullmatch(request.host):
        raise Invalid([Detail(field="Host", message="is not a host name")])
    return request.host.lower()


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _counted(address: Address) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((int(address), _NEIGHBOURS), strict=False))
