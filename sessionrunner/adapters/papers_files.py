"""A file of papers into papers: whatever bytes come, the answer is a reading or a clear refusal.

The file itself is read as a roster is, with the same bounds.
"""

from itertools import chain, islice
from typing import Final

from sessionrunner.adapters.roster_files import ROWS_TO_FIND_THE_HEADER, Kind, read_table, skipped
from sessionrunner.core.papers import PapersReading, find_header, names_titles, read_rows, recognised
from sessionrunner.core.roster import UnreadableRoster
from sessionrunner.core.roster import recognised as recognised_of_roster

_PAPERS: Final = Kind(one_a_row="one paper a row", keep="the papers of this session", recognised=recognised)


def is_papers(data: bytes, filename: str = "") -> bool:
    """Whether a file lists papers rather than people: it names their titles, and more of their columns."""
    try:
        first = list(islice(read_table(data, filename, _PAPERS).rows, ROWS_TO_FIND_THE_HEADER))
    except UnreadableRoster:
        return False
    at = find_header(first)
    if at is None or not names_titles(first[at]):
        return False
    return recognised(first[at]) >= recognised_of_roster(first[at])


def read_papers(data: bytes, filename: str = "") -> PapersReading:
    """Read a CSV or XLSX file of papers; what the file is, its bytes say, not its name.

    Raises:
        UnreadableRoster: the file as a whole is no table of papers; problems of rows are in the reading.
    """
    table = read_table(data, filename, _PAPERS)
    rows = iter(table.rows)
    first = list(islice(rows, ROWS_TO_FIND_THE_HEADER))
    at = find_header(first)
    if at is None:
        raise UnreadableRoster(
            "No row with column names was found.",
            "Write the names of the columns into the first row: title, presenters, emails, abstract,"
            " keywords, link, discussants, not before, done by, day, position, room. Only title and"
            " presenters are needed.",
        )
    reading = read_rows(first[at], chain(first[at + 1 :], rows), header_row=at + 1)
    return PapersReading(
        entries=reading.entries,
        problems=reading.problems,
        notes=(*table.notes, *skipped(first[:at]), *reading.notes),
    )
