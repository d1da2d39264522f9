"""The documents say what the program does: they name everything, and lead nowhere that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer.main
from typer.core import TyperGroup

from scripts import reference
from sessionrunner.cli import app
from sessionrunner.core.agenda import FlashSettings
from sessionrunner.core.transitions import FORMATS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def headings(page: Path) -> set[str]:
    """The anchors that a page's headings make, as code hosts make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to a file or a heading which is not there."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"] for match in LINK.finditer(text)]
    return [target for target in targets if "://" not in target and not leads_somewhere(page, target)]


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a relative link from `page` has an end."""
    path, _, anchor = target.partition("#")
    file = (page.parent / path) if path else page
    return file.exists() and (not anchor or anchor in headings(file))


def test_the_reference_is_what_the_code_says() -> None:
    """Every state, command, field, event and error code is in docs/reference.md. If not: run the script."""
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == reference.page(), "docs/reference.md is old: run python -m scripts.reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    """No page sends its reader to a file or a heading that is not there."""
    assert broken_links(page) == []


def test_every_command_of_works_in_progress_is_explained() -> None:
    """docs/wip.md says of each who may give it, when it is refused and what undo does."""
    page = (ROOT / "docs" / "wip.md").read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in page.splitlines() if line.count("|") > 4)
    commands = [name for name, format_ in FORMATS.items() if format_ == "wip" and name != "import_papers"]
    assert [name for name in commands if f"`{name}`" not in rows] == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """The check above can fail, for a file and for a heading; links in code are none."""
    page = tmp_path / "page.md"
    page.write_text("# One two\n[a](#one-two) [b](#three) [c](none.md) `[d](e.md)`\n", encoding="utf-8")
    assert broken_links(page) == ["#three", "none.md"]


def test_every_page_is_reached_from_the_readme() -> None:
    """Whoever starts at the README finds every document."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [
        page.name for page in PAGES if page.parent.name == "docs" and f"docs/{page.name}" not in readme
    ] == []


def options() -> Iterator[tuple[str, str]]:
    """Every command of the program with each of its options."""
    program = typer.main.get_command(app)
    assert isinstance(program, TyperGroup)
    for name, command in program.commands.items():
        yield from ((name, option) for parameter in command.params for option in parameter.opts)


def section(page: Path, command: str) -> str:
    """What a page says below a command's heading, and below `serve` if it refers to that."""
    _, _, after = page.read_text(encoding="utf-8").partition(f"\n## `{command}`\n")
    text, _, _ = after.partition("\n## ")
    return text + (section(page, "serve") if "The options of `serve`" in text else "")


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option_is_explained_under_its_command(command: str, option: str) -> None:
    """docs/command-line.md names every option and argument of every command where one looks for it."""
    text = section(ROOT / "docs" / "command-line.md", command)
    named = f"`{option}" if option.startswith("-") else option.upper()
    assert re.search(rf"{re.escape(named)}\b", text), f"{command}: {named} is not explained"


def test_the_command_line_page_lists_every_command() -> None:
    """Its first table says what each command does."""
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`sessionrunner ([a-z-]+)", text))
    assert {command for command, _ in options()} <= listed


def test_the_api_page_names_every_setting_of_a_session() -> None:
    """docs/api.md names what POST /sessions takes."""
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    names = [field.encode_name for field in msgspec.structs.fields(FlashSettings)]
    assert [name for name in names if f"`{name}`" not in text] == []
