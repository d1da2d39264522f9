"""The rules of a file of papers, pure: what its columns mean, and what is wrong with its rows."""

from sessionrunner.core.papers.columns import find_header, names_titles, recognised
from sessionrunner.core.papers.reading import read_rows
from sessionrunner.core.papers.types import PaperEntry, PapersReading

__all__ = ["PaperEntry", "PapersReading", "find_header", "names_titles", "read_rows", "recognised"]
