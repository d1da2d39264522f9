"""How long 5,000 people take to import, beside what Python's csv module alone takes to split them.

    python benchmarks/roster_import.py [PEOPLE]

Prints the best of five runs of each. Nothing here passes or fails.
"""

import csv
import io
import sys
import time
from collections.abc import Callable, Iterator

import openpyxl

from sessionrunner.adapters.roster_files import read_roster

HEADER = ("name", "email", "years", "role", "institution", "interests", "requests", "avoid")
RUNS = 5


def people(count: int) -> Iterator[tuple[str | int, ...]]:
    """`count` people who use every column."""
    for number in range(count):
        wanted, shunned = (number + 7) % count, (number + 9) % count
        yield (
            f"Zoë Person {number}",
            f"p{number}@school.example",
            number % 30,
            "either" if number % 10 == 0 else "",
            f"School No. {number % 97}",
            f"Topic {number % 31}; Topic {number % 37}; Topic {number % 41}",
            f"p{wanted}@school.example",
            f"Zoë Person {shunned}",
        )


def as_csv(count: int) -> bytes:
    """The roster as CSV in UTF-8."""
    target = io.StringIO()
    csv.writer(target).writerows([HEADER, *people(count)])
    return target.getvalue().encode()


def as_xlsx(count: int) -> bytes:
    """The roster as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in (HEADER, *people(count)):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def best(run: Callable[[], object]) -> float:
    """The fewest seconds that `run` took."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    text, book = as_csv(count), as_xlsx(count)
    floor = best(lambda: list(csv.reader(io.StringIO(text.decode(), newline=""))))
    print(f"{count:,} people, 8 columns, best of {RUNS}\n")
    print(f"{'':<28}{'ms':>8}{'times csv.reader':>20}")
    for name, seconds in (
        ("csv.reader alone", floor),
        (f"import CSV  ({len(text) / 1e6:.1f} MB)", best(lambda: read_roster(text))),
        (f"import XLSX ({len(book) / 1e6:.1f} MB)", best(lambda: read_roster(book))),
    ):
        print(f"{name:<28}{seconds * 1000:>8.0f}{seconds / floor:>20.0f}")


if __name__ == "__main__":
    main()
