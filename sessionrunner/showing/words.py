"""Numbers and lists as somebody would say them."""

from collections.abc import Sequence
from typing import Final

_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(count: int) -> str:
    """A small number as a word, a larger one in figures."""
    return _SMALL[count] if count < len(_SMALL) else str(count)


def times(count: int) -> str:
    """`once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(count) or f"{in_words(count)} times"


def counted(count: int, one: str, many: str) -> str:
    """`1 person`, `3 people`: the number with the right word."""
    return f"{count:,} {one if count == 1 else many}"


def between(least: int, most: int) -> str:
    """How often something happens: `once`, `at most twice`, `two or three times`."""
    if least == most:
        return times(most) if most else "never"
    if not least:
        return f"at most {times(most)}"
    if (least, most) == (1, 2):
        return "once or twice"
    return f"{in_words(least)} {'or' if most == least + 1 else 'to'} {in_words(most)} times"


def listed(words: Sequence[str], most: int) -> str:
    """`Ada, Grace and 3 more`: at most `most` words spelled out."""
    shown = [*words] if len(words) <= most else [*words[:most], f"{len(words) - most} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
