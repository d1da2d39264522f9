"""What a setting's value must be beyond its type.

Each rule gives the value as it is used, or says what is wrong.
"""

import ipaddress
import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_TOKEN_LENGTH = 22
"""Characters of URL-safe base64 that hold 128 random bits."""

_SQLITE = "sqlite:///"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Unusable(ValueError):  # noqa: N818 - the value is at fault, not the program
    """The value cannot be used; the text goes after the setting's name."""


def host(value: str) -> str:
    """An address or name to listen on, without a port."""
    if not value or re.search(r"[\s/@]", value):
        raise Unusable("must be an address or a name of this machine")
    if ":" in value and not _is_address(value):
        raise Unusable("must be without a port, which is a setting of its own")
    return value


def public_url(value: str) -> str:
    """Empty, or an origin as browsers send it: lower case, and no port where it is the scheme's own."""
    if not value:
        return value
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise Unusable(f"is not an address ({error})") from error
    _check_origin(value, parts)
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    tail = "" if port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{name}{tail}"


def _check_origin(value: str, parts: SplitResult) -> None:
    if parts.scheme not in _DEFAULT_PORTS:
        raise Unusable("must start with http:// or https://")
    if not parts.hostname or re.search(r"\s", value):
        raise Unusable("must name a host")
    if "@" in parts.netloc:
        raise Unusable("must not hold a user name or a password")
    if parts.path or "?" in value or "#" in value:
        raise Unusable("must end after the host and port, without a path or a slash")


def database(value: str) -> str:
    """A SQLite file as sqlite:///PATH."""
    if not value.startswith(_SQLITE):
        raise Unusable("must start with sqlite:///")
    path = value.removeprefix(_SQLITE)
    if path == ":memory:":
        raise Unusable("must be a file: what is kept in memory is lost when the server stops")
    if not path or path.endswith("/") or re.search(r"[?#\x00-\x1f]", path):
        raise Unusable("must name a file after sqlite:///")
    return value


def database_path(value: str) -> Path:
    """The file of a `database` setting."""
    return Path(value.removeprefix(_SQLITE))


def operator_token(value: str) -> str:
    """Empty, or a secret too long to guess, of characters that need no escaping in a link."""
    if value and len(value) < _TOKEN_LENGTH:
        raise Unusable(f"is too easily guessed: it has {len(value)} characters and needs {_TOKEN_LENGTH}")
    if value and not _TOKEN.fullmatch(value):
        raise Unusable("must have only letters, digits, - and _")
    return value


def trusted_proxies(value: tuple[str, ...]) -> tuple[str, ...]:
    """Networks, each written out; a single address is a network of one."""
    return tuple(str(_network(entry)) for entry in value)


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        network = ipaddress.ip_network(entry, strict=False)
    except ValueError as error:
        raise Unusable(f'holds "{entry}", which is neither an address nor a network') from error
    if ipaddress.ip_address(entry.partition("/")[0]) != network.network_address:
        raise Unusable(f'holds "{entry}", which is a machine in a network: did you mean {network}?')
    return network


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True
