"""The settings: what an operator of a server may set, what each means, and how to mend a wrong one."""

from pathlib import Path
from typing import Annotated, Literal, get_type_hints

from msgspec import Meta

from sessionrunner.core.frozen import Frozen
from sessionrunner.settings import rules


def _about(meaning: str, mend: str, *, ge: int | None = None, le: int | None = None) -> Meta:
    """What a setting means and how to mend a wrong one, kept beside its type; `ge` and `le` are its range."""
    return Meta(description=meaning, extra={"mend": mend}, ge=ge, le=le)


class Settings(Frozen):
    """Everything an operator may set; each has a default that works."""

    host: Annotated[
        str,
        _about(
            "The address to listen on. 0.0.0.0 is every network this machine is in, so that phones in the"
            " room reach it; 127.0.0.1 is this machine only, for a proxy in front.",
            'Use an address of this machine without a port, such as "0.0.0.0" or "127.0.0.1".',
        ),
    ] = "0.0.0.0"  # noqa: S104 - phones in the room have to reach it; narrowing is one setting away
    port: Annotated[
        int,
        _about(
            "The port to listen on. 0 takes any that is free.",
            "Use a whole number from 0 to 65535, such as 8080.",
            ge=0,
            le=65_535,
        ),
    ] = 8080
    public_url: Annotated[
        str,
        _about(
            "The address that people type and the QR code holds, when this machine cannot know it: behind a"
            " proxy, or with a name of its own. Empty: this machine's address in its network.",
            'Use an address that ends after the host and port, such as "https://sessions.example.org".',
        ),
    ] = ""
    database: Annotated[
        str,
        _about(
            "Where sessions are kept: a SQLite file, made when it is missing. A path without a slash in front"
            " starts from the folder the server was started in.",
            'Use sqlite:/// and a file, such as "sqlite:///sessionrunner.sqlite3" or'
            ' "sqlite:////var/lib/sessionrunner/sessions.sqlite3".',
        ),
    ] = "sqlite:///sessionrunner.sqlite3"
    operator_token: Annotated[
        str,
        _about(
            "The secret that may make sessions. Empty: one is made at the first start, kept beside the"
            " database, and printed as a link.",
            "Leave it out and one is made, or use at least 22 random letters, digits, - and _;"
            " python3 -c 'import secrets; print(secrets.token_urlsafe())' prints some.",
        ),
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        _about(
            "Proxies in front of this server, as addresses or networks: their word about a visitor's address"
            " (X-Forwarded-For) is taken. Empty: the address of the connection counts.",
            'Use addresses or networks, such as ["127.0.0.1", "10.0.0.0/8"]; outside a file, with commas'
            " between: 127.0.0.1,10.0.0.0/8.",
        ),
    ] = ()
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        _about(
            "How much is logged: debug, info, warning or error.",
            'Use "debug", "info", "warning" or "error".',
        ),
    ] = "info"
    log_format: Annotated[
        Literal["console", "json"],
        _about(
            "How it is logged: console is for people, json (one object a line) for programs.",
            'Use "console" or "json".',
        ),
    ] = "console"
    max_roster_bytes: Annotated[
        int,
        _about(
            "The largest roster file that is taken, in bytes.",
            "Use a whole number from 1000 to 10000000 (10 MB).",
            ge=1_000,
            le=10_000_000,
        ),
    ] = 10_000_000
    max_people: Annotated[
        int,
        _about(
            "The most people that files and joining bring into a session; a host may add more by hand.",
            "Use a whole number from 2 to 5000.",
            ge=2,
            le=5_000,
        ),
    ] = 5_000
    join_misses_per_minute: Annotated[
        int,
        _about(
            "How many wrong codes or names one address may try in a minute. A whole room often shares one.",
            "Use a whole number from 1 to 10000, such as 30.",
            ge=1,
            le=10_000,
        ),
    ] = 30
    keep_finished_days: Annotated[
        int,
        _about(
            "How many days a finished session is kept before it and everything about its people is deleted.",
            "Use a whole number from 1 to 3650, such as 30.",
            ge=1,
            le=3_650,
        ),
    ] = 30

    @property
    def database_path(self) -> Path:
        """The file that `database` names."""
        return rules.database_path(self.database)

    def __repr__(self) -> str:
        """All settings but the secret one, which must not reach a log."""
        shown = {name: getattr(self, name) for name in self.__struct_fields__}
        shown["operator_token"] = "(kept secret)" if self.operator_token else ""
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


_TYPES = get_type_hints(Settings, include_extras=True)


def meaning(setting: str) -> str:
    """What a setting means, in plain words, as the example file and the documentation say it."""
    return str(_meta(setting).description)


def mend(setting: str) -> str:
    """What to write instead, when a setting's value is wrong."""
    return str((_meta(setting).extra or {})["mend"])


def _meta(setting: str) -> Meta:
    found = _TYPES[setting].__metadata__[0]
    assert isinstance(found, Meta)
    return found
