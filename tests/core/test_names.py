"""Names compared and found again."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessionrunner.core.frozen import Frozen
from sessionrunner.core.names import Resolved, address_book, find, fold, resolve, search_key, tidy


class Someone(Frozen):
    """A person as far as an address book cares."""

    id: str
    name: str
    email: str = ""


PEOPLE = (
    Someone(id="ann", name="Ann  O’Hara", email="Ann@School.edu"),
    Someone(id="jose", name="José García"),
    Someone(id="lee1", name="Kim Lee", email="kim@one.edu"),
    Someone(id="lee2", name="kim lee", email="kim@two.edu"),
)
BOOK = address_book(PEOPLE)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("ann o'hara", ("ann",)),
        (" ANN   O'HARA ", ("ann",)),
        ("ann@school.EDU", ("ann",)),
        ("José García", ("jose",)),
        ("Jose\u0301 Garci\u0301a", ("jose",)),
        ("jose garcia", ("jose",)),
        ("Kim Lee", ("lee1", "lee2")),
        ("kim@two.edu", ("lee2",)),
        ("Kim", ()),
        ("", ()),
    ],
)
def test_a_word_finds_people_however_it_is_written(word: str, ids: tuple[str, ...]) -> None:
    """Case, spacing, composed accents, missing accents and curly apostrophes do not hide anybody."""
    assert find(word, BOOK) == ids


def test_an_exact_spelling_beats_one_without_accents() -> None:
    """Jose and José are two people, each found by their own spelling."""
    book = address_book((Someone(id="plain", name="Jose Diaz"), Someone(id="accent", name="José Díaz")))
    assert find("Jose Diaz", book) == ("plain",)
    assert find("josé díaz", book) == ("accent",)


def test_resolve_sorts_words_into_known_unknown_and_ambiguous() -> None:
    """Known people come in order and once; the other words come back as they were written."""
    words = ("jose garcia", "ann@school.edu", "Nobody Here", "KIM LEE", "José García")
    assert resolve(words, BOOK) == Resolved(
        ids=("jose", "ann"), unknown=("Nobody Here",), ambiguous=("KIM LEE",)
    )


def test_people_without_a_name_or_email_are_not_found_by_nothing() -> None:
    """An empty word does not mean the person whose email is empty."""
    assert find(" ", address_book((Someone(id="x", name=""),))) == ()


@pytest.mark.parametrize(
    ("text", "folded", "key"),
    [
        ("Müller", "müller", "muller"),
        ("STRASSE", "strasse", "strasse"),
        ("Straße", "strasse", "strasse"),
        ("Łukasz Żak", "łukasz żak", "lukasz zak"),
        ("Anne\u2011Marie O’Neil", "anne-marie o'neil", "anne marie oneil"),
        ("Søren", "søren", "soren"),
        ("Ann\u200b\u202e Lee\x00", "ann lee", "ann lee"),
        ("İpek", "i̇pek", "ipek"),
    ],
)
def test_fold_keeps_accents_and_search_key_does_not(text: str, folded: str, key: str) -> None:
    """What equal means for names, and what it means while searching."""
    assert fold(text) == folded
    assert search_key(text) == key


@example("℠")  # a sign that is two capitals once it is taken apart
@example("ŉ\u0345")  # folds into an apostrophe, and a mark that folds into a letter
@given(st.text())
def test_tidying_and_folding_twice_changes_nothing_more(text: str) -> None:
    """Comparing stored words with fresh ones is safe: both normalisations are stable."""
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
    assert search_key(search_key(text)) == search_key(text)
    assert "\x00" not in tidy(text)
    assert "\n" not in tidy(text)


def test_a_hostile_heap_of_accents_is_cut_and_does_not_take_quadratic_time() -> None:
    """A letter keeps 30 marks; sorting 100,000 alternating ones would take minutes of processor time."""
    began = time.process_time()
    tidied = tidy("a" + "\u0301\u0316" * 50_000 + "b")
    assert time.process_time() - began < 5
    assert len(tidied) <= 32
    assert tidied.endswith("b")
