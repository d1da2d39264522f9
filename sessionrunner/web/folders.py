"""Where the pages' files are: in the installed package, or beside it in a checkout."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def static_folder() -> Path:
    """The folder of style sheets and scripts."""
    return _folder("static")


def templates_folder() -> Path:
    """The folder of Jinja2 templates."""
    return _folder("templates")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
