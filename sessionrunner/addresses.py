"""Where the server listens, and under which address people in the room reach it."""

import ipaddress
import socket

import ifaddr

BACKLOG = 2_048
"""Connections that may wait to be taken: everybody's phone reconnects at the same moment."""


class CannotListen(Exception):  # noqa: N818 - said to whoever started the server
    """The address or port cannot be used; the message names the mend."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free. Raises `CannotListen`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise CannotListen(
            f"Cannot listen on {host} port {port}: {error.strerror or error}. "
            "Perhaps it runs already; otherwise choose another with --port or --host."
        ) from error


def public_address(public_url: str, host: str, port: int) -> str:
    """The address to show people: the one that was set, else this machine's in its network."""
    return public_url or f"http://{_written(_reachable(host))}:{port}"


def _reachable(host: str) -> str:
    address = ipaddress.ip_address(host) if _is_address(host) else None
    if address is None or not address.is_unspecified:
        return host
    return next(iter(_own_addresses()), "localhost")


def _own_addresses() -> list[str]:
    """This machine's IPv4 addresses in its networks, private ones first: those a phone in the room shares."""
    found = [
        ipaddress.ip_address(ip.ip)
        for adapter in ifaddr.get_adapters()
        if not adapter.nice_name.startswith(("docker", "br-", "veth", "virbr"))
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]
    usable = [address for address in found if not (address.is_loopback or address.is_link_local)]
    return [str(address) for address in sorted(usable, key=lambda address: not address.is_private)]


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
