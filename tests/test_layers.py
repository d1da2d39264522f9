"""Imports point inwards only, and the core stays pure; read from the source, so that no import slips by."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sessionrunner"

MAY_IMPORT = {
    "core": {"core"},
    "runtime": {"core", "runtime"},
    "adapters": {"core", "runtime", "adapters"},
    "gateway": {"core", "runtime", "gateway"},
    "web": {"core", "runtime", "web", "settings"},
    "settings": {"core", "settings"},
}
"""What each layer may import of ours. What is not listed (app, cli, demo) stands outermost and wires."""

IMPURE = frozenset(
    {
        "aiohttp",
        "asyncio",
        "concurrent",
        "datetime",
        "io",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "random",
        "secrets",
        "select",
        "shutil",
        "signal",
        "socket",
        "socketio",
        "sqlalchemy",
        "sqlite3",
        "ssl",
        "structlog",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib",
        "uuid",
    }
)
"""What the core may not import: clocks, chance, threads, files, the network and logs."""

SEEDED = "core/planning/"
"""Here `from random import Random` is fine: a generator made from the seed that the state keeps."""

BUILT_IN_IO = {"open", "print", "input", "breakpoint", "exec", "eval"}


def imports(tree: ast.Module, module: str) -> Iterator[tuple[int, str]]:
    """Every import anywhere in a file as (line, full dotted name), relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def faults(path: str, source: str) -> list[str]:
    """What is wrong with the imports of one file; `path` is relative to the package, with slashes."""
    layer = path.partition("/")[0].removesuffix(".py")
    if layer not in MAY_IMPORT:
        return []
    tree = ast.parse(source)
    module = "sessionrunner." + path.removesuffix(".py").replace("/", ".")
    found = [f"{path}:{line} {name}" for line, name in imports(tree, module) if forbidden(path, layer, name)]
    return found + ([f"{path}:{line} {name}()" for line, name in io_calls(tree)] if layer == "core" else [])


def forbidden(path: str, layer: str, name: str) -> bool:
    """Whether a file of this layer may not import `name`."""
    top, *rest = name.split(".")
    if top == "sessionrunner":
        return not rest or rest[0] not in MAY_IMPORT[layer]
    if layer != "core" or (path.startswith(SEEDED) and name == "random.Random"):
        return False
    return top in IMPURE


def io_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Built-in functions that read or write, called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BUILT_IN_IO:
            yield node.lineno, node.func.id


def async_parts(tree: ast.Module) -> list[int]:
    """The lines where something is async."""
    kinds = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    return [node.lineno for node in ast.walk(tree) if isinstance(node, kinds)]


SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES)
def test_imports_point_inwards(path: str) -> None:
    """No file imports from a layer further out or beside its own, and the core imports nothing impure."""
    assert faults(path, (PACKAGE / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.startswith("core/")])
def test_the_core_is_not_async(path: str) -> None:
    """Nothing in the core waits: there is nothing to wait for where there is no I/O."""
    assert async_parts(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))) == []


def test_every_layer_is_there_to_be_read() -> None:
    """The test above would say nothing about a layer that it did not find."""
    assert {path.split("/")[0] for path in SOURCES if "/" in path} >= {"core", "runtime", "settings"}


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/model.py", "import time"),
        ("core/model.py", "import os.path"),
        ("core/model.py", "from datetime import datetime"),
        ("core/model.py", "from random import Random"),
        ("core/planning/plan.py", "import random"),
        ("core/planning/plan.py", "from random import shuffle"),
        ("core/model.py", "from sessionrunner.runtime import ports"),
        ("core/model.py", "from sessionrunner import runtime"),
        ("core/model.py", "import sessionrunner"),
        ("core/model.py", "def late():\n    from sessionrunner.web import pages"),
        ("core/model.py", "from ..runtime import ports"),
        ("core/planning/plan.py", "from ...adapters.clock import now"),
        ("core/model.py", "print('x')"),
        ("runtime/runner.py", "from sessionrunner.adapters.store import Store"),
        ("runtime/runner.py", "from sessionrunner.settings import Settings"),
        ("adapters/store.py", "from sessionrunner.web import pages"),
        ("gateway/server.py", "import sessionrunner.web.tokens"),
        ("web/pages.py", "from sessionrunner.gateway import server"),
        ("web/pages.py", "from ..gateway import server"),
        ("web/pages.py", "from sessionrunner.app import App"),
        ("settings/model.py", "from sessionrunner.web import pages"),
    ],
)
def test_an_arrow_the_other_way_is_found(path: str, source: str) -> None:
    """The check can fail: each kind of wrong import, at the top or inside, absolute or relative, is named."""
    [fault] = faults(path, source)
    assert fault.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/model.py", "from sessionrunner.core.time import Instant"),
        ("core/planning/plan.py", "from random import Random"),
        ("core/planning/plan.py", "from ..time import Instant"),
        ("adapters/clock.py", "import time"),
        ("web/pages.py", "from sessionrunner.settings import Settings"),
        ("app.py", "from sessionrunner.web import pages"),
    ],
)
def test_an_arrow_inwards_is_fine(path: str, source: str) -> None:
    """The check does not cry over what is allowed."""
    assert faults(path, source) == []


def test_async_is_found() -> None:
    """The check for async parts can fail."""
    assert async_parts(ast.parse("async def wait():\n    await thing")) == [1, 2]
