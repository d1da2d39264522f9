"""What documents say and show is so: labels stand on pages, pictures are small, nothing betrays a machine."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURES = sorted((ROOT / "docs" / "images").iterdir())
MOST_BYTES = 150_000
PNG = b"\x89PNG\r\n\x1a\n"

GUIDE = ROOT / "docs" / "hosting.md"
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
BETRAYALS = re.compile(
    r"/(?:home|root|Users|tmp|work|opt)/|[A-Z]:\\|py[p]i\.org|python[h]osted|registry\.np[m]js|index-url|localhost:\d+/enter"
)


def on_pages() -> str:
    """All that pages may say: the templates and the modules."""
    sources = [*(ROOT / "templates").glob("*.html"), *(ROOT / "static" / "js").rglob("*.js")]
    return " ".join(" ".join(source.read_text(encoding="utf-8").split()) for source in sources)


def labels(document: str) -> list[str]:
    """The words in bold, each on one line."""
    return [" ".join(words.split()) for words in BOLD.findall(document)]


def test_every_label_of_the_guide_stands_on_a_page() -> None:
    """Whoever looks for the words in bold of docs/hosting.md finds them, to the letter."""
    said, wanted = on_pages(), labels(GUIDE.read_text(encoding="utf-8"))
    assert len(wanted) > 50
    assert [label for label in wanted if label not in said] == []


def test_every_picture_is_shown() -> None:
    """No picture lies about that no document shows."""
    shown = " ".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert [picture.name for picture in PICTURES if f"images/{picture.name})" not in shown] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_pictures_are_small(picture: Path) -> None:
    """Each is a PNG that opens at once over a hotel's Wi-Fi."""
    content = picture.read_bytes()
    assert content.startswith(PNG)
    assert len(content) <= MOST_BYTES


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_documents_betray_no_machine(document: Path) -> None:
    """No path of somebody's machine and no address of a package index stands in a document."""
    assert BETRAYALS.findall(document.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_pictures_are_described(document: Path) -> None:
    """Whoever does not see a picture reads what it shows."""
    descriptions = re.findall(r"!\[(.*?)\]\(", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [words for words in descriptions if len(words) < len("four phones, waiting")] == []
