"""The files of static/, read once at the start and served under an address that changes with them.

The address holds a hash over all of them, so a browser may keep each for ever, and relative
addresses between them (in CSS, between modules) stay right.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from aiohttp import web

_TYPES: Final = {
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
"""What is served at all; everything else in the folder stays in it."""
_TEXT: Final = frozenset({".css", ".js", ".mjs", ".svg", ".webmanifest"})
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_WORKER: Final = "js/sw.js"
_WORKER_POLICY: Final = "default-src 'none'; connect-src 'self'"
"""What the service worker may do: fetch what is ours, and nothing else."""
_IMPORTED: Final = re.compile(rb"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
_COMMENT: Final = re.compile(rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
"""Comments that have their lines to themselves: a third of our scripts, and only for who reads the source."""
_ADVICE: Final = (
    "The browser's modules are missing: {path} is not there. They are fetched when the package is"
    " installed. Run scripts/run, or pip install again from the project's folder."
)


class AssetsMissingError(Exception):
    """The installation is not complete; the text says what to do."""


class Asset(NamedTuple):
    """One file, as it is sent, and squeezed if that makes it smaller."""

    body: bytes
    squeezed: bytes | None
    content_type: str


class Assets:
    """All files of one static folder."""

    def __init__(self, folder: Path) -> None:
        self._files = dict(_read(folder))
        self._prefix = f"/static/{_hash(self._files)}/"
        self._modules = self._imports(folder)
        self.import_map = _as_map(self._modules)

    def address(self, path: str) -> str:
        """Where a browser finds the file at `path`, like js/phone.js. Raises `AssetsMissingError`."""
        if path not in self._files:
            raise AssetsMissingError(f"static/{path} is not there.")
        return self._prefix + path

    def modules(self, entry: str) -> Mapping[str, str]:
        """What the script `entry` (like js/phone.js) imports, however deep, and itself: addresses by name.

        A page that matters when the network is bad names these, and nothing that it does not need.
        """
        found: dict[str, str] = {}
        wanted = [f"#{entry}"]
        while wanted:
            name = wanted.pop()
            if name in self._modules and name not in found:
                found[name] = self._modules[name]
                body = self._files[found[name].removeprefix(self._prefix)].body
                wanted += reversed([each.decode() for each in _IMPORTED.findall(body)])
        return found

    def import_map_of(self, entry: str) -> str:
        """The import map of a page with this script alone."""
        return _as_map(self.modules(entry))

    async def serve(self, request: web.Request) -> web.Response:
        """Answer with one file; only exact paths of files that were read at the start are known."""
        return self._answer(request, request.path.removeprefix(self._prefix), {"Cache-Control": _FOR_EVER})

    async def serve_worker(self, request: web.Request) -> web.Response:
        """The service worker, at the root so that it may look after pages there; asked for anew each time."""
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": _WORKER_POLICY}
        return self._answer(request, _WORKER, headers)

    def _answer(self, request: web.Request, path: str, headers: dict[str, str]) -> web.Response:
        asset = self._files.get(path)
        if asset is None:
            raise web.HTTPNotFound
        body = asset.body
        headers["Vary"] = "Accept-Encoding"
        if asset.squeezed is not None and accepts_gzip(request.headers.get("Accept-Encoding", "")):
            body = asset.squeezed
            headers["Content-Encoding"] = "gzip"
        charset = "utf-8" if asset.content_type.startswith("text/") else None
        return web.Response(body=body, headers=headers, content_type=asset.content_type, charset=charset)

    def _imports(self, folder: Path) -> dict[str, str]:
        listed = folder / "vendor" / "imports.json"
        if not listed.is_file():
            raise AssetsMissingError(_ADVICE.format(path="static/vendor/imports.json"))
        vendor: Mapping[str, str] = json.loads(listed.read_text(encoding="utf-8"))
        for path in vendor.values():
            if path not in self._files:
                raise AssetsMissingError(_ADVICE.format(path=f"static/{path}"))
        own = {f"#{path}": path for path in self._files if path.startswith("js/") and path.endswith(".js")}
        return {name: self._prefix + path for name, path in {**vendor, **own}.items()}


def _as_map(modules: Mapping[str, str]) -> str:
    return json.dumps({"imports": modules}, separators=(",", ":"))


def accepts_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _read(folder: Path) -> Iterator[tuple[str, Asset]]:
    for file in sorted(folder.rglob("*")):
        content_type = _TYPES.get(file.suffix)
        if content_type is None or not file.is_file():
            continue
        path = file.relative_to(folder).as_posix()
        body = file.read_bytes()
        if path.startswith("js/"):
            body = _COMMENT.sub(b"", body)
        squeezed = gzip.compress(body, 9, mtime=0) if file.suffix in _TEXT else body
        worth_it = squeezed if len(squeezed) < len(body) else None
        yield path, Asset(body, worth_it, content_type)


def _hash(files: Mapping[str, Asset]) -> str:
    total = hashlib.sha256()
    for path, asset in files.items():
        total.update(f"{path}\0{len(asset.body)}\0".encode())
        total.update(asset.body)
    return total.hexdigest()[:16]
