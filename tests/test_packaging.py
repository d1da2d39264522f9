"""What is built can be installed: the wheel and the sdist hold what a server and a build need."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """hatch_build.py, loaded as hatchling loads it."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist of this tree, built without asking any network."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "CI": "1"})
    return folder


def tracked(*folders: str) -> set[str]:
    """The files of these folders that git holds."""
    command = ["git", "ls-files", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


def lock() -> dict[str, Any]:
    """package-lock.json."""
    content: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return content


def test_the_wheel_holds_what_a_server_needs(built: Path, hook: ModuleType) -> None:
    """Installed from the wheel there are pages, and every module that they may import with its licence."""
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        imports = json.loads(archive.read("sessionrunner/static/vendor/imports.json"))
    assert set(imports) == set(hook.MODULES)
    assert {f"sessionrunner/static/{address}" for address in imports.values()} <= names
    packages = {package for package, _ in hook.MODULES.values()}
    assert sum(name.endswith("LICENSE") for name in names) == len(packages)
    assert {f"sessionrunner/{name}" for name in tracked("templates", "static")} | tracked(
        "sessionrunner"
    ) <= names


def test_the_sdist_holds_what_a_build_needs(built: Path) -> None:
    """From the sdist a wheel can be built, without npm."""
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"pyproject.toml", "hatch_build.py", "package.json", "package-lock.json", "static/vendor/stamp"}
    assert wanted | {"static/vendor/imports.json", "sessionrunner/__init__.py", "README.md"} <= names
    assert not {name for name in names if name.startswith(("node_modules", ".venv"))}


def test_modules_are_there_in_the_versions_of_the_lock_file(hook: ModuleType) -> None:
    """What pages import is what package-lock.json names, and what this tree was stamped with."""
    assert hook.is_current(ROOT)
    imports = json.loads((ROOT / "static/vendor/imports.json").read_text(encoding="utf-8"))
    for name, (package, file) in hook.MODULES.items():
        version = lock()["packages"][f"node_modules/{package}"]["version"]
        assert imports[name] == f"vendor/{package}/{version}/{file}"
        assert (ROOT / "static" / imports[name]).is_file()


def test_modules_import_each_other_only_by_names_of_the_import_map(hook: ModuleType) -> None:
    """No module asks for a file that is not served: bare names that the map has, nothing relative."""
    pattern = re.compile(r'(?:\bfrom|\bimport)\s*\(?"([^"]+)"')
    for address in json.loads((ROOT / "static/vendor/imports.json").read_text(encoding="utf-8")).values():
        text = (ROOT / "static" / address).read_text(encoding="utf-8")
        assert set(pattern.findall(text)) <= set(hook.MODULES)


def test_nothing_is_fetched_when_all_is_there(hook: ModuleType, tmp_path: Path) -> None:
    """A second build needs neither npm nor Node; a changed lock file does."""
    shutil.copytree(ROOT / "static" / "vendor", tmp_path / "static" / "vendor")
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    assert hook.is_current(tmp_path)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    assert not hook.is_current(tmp_path)


def test_npm_out_of_reach_says_what_to_do_and_keeps_what_was_there(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build stops with a sentence that helps, and an earlier static/vendor/ is untouched."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    kept = tmp_path / "static" / "vendor" / "kept"
    kept.parent.mkdir(parents=True)
    kept.write_text("from before", encoding="utf-8")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(SystemExit, match="connect this machine to the npm registry"):
        hook.fetch(tmp_path)
    assert kept.read_text(encoding="utf-8") == "from before"
    assert [path.name for path in (tmp_path / "static").iterdir()] == ["vendor"]


def test_the_lock_file_names_no_address() -> None:
    """Versions and checksums say all; where they are fetched from is the machine's own matter."""
    assert "://" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert all("integrity" in package for path, package in lock()["packages"].items() if path)


def test_every_pin_is_a_name_and_a_version() -> None:
    """constraints.txt holds exact versions and no address."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert len(pins) > 30
    assert all(len(pin.split("==")) == 2 and "/" not in pin for pin in pins)


def test_the_stamp_changes_with_the_list_of_modules(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module added to the list is fetched although the lock file is the same."""
    before = hook.fingerprint(ROOT)
    monkeypatch.setattr(hook, "MODULES", {**hook.MODULES, "htm/mini": ("htm", "mini/index.mjs")})
    assert hook.fingerprint(ROOT) != before
    assert len(before) == hashlib.sha256().digest_size * 2
