"""The works-in-progress session of a demonstration: its rooms, and the papers of the example file."""

import csv
import io
from collections.abc import Sequence
from importlib import resources
from typing import Final

from sessionrunner import data
from sessionrunner.demo.cast import Row, to_csv

ROOMS: Final = ("Cedar Room", "Harbor Room", "Maple Room")
WISH: Final = {
    "format": "wip",
    "title": "Works in progress, a demonstration",
    "tracks": ROOMS,
    "discussants": 1,
}


def papers(people: Sequence[Row]) -> str:
    """As a file, the example's papers whose presenters are among `people`; one of the first, if none is."""
    example = resources.files(data).joinpath("papers.csv").read_text(encoding="utf-8")
    known = list(csv.DictReader(io.StringIO(example)))
    emails = {row["email"] for row in people}
    presented = [row for row in known if row["presenters"] in emails]
    return to_csv(presented or [known[0] | {"presenters": people[0]["email"]}])
