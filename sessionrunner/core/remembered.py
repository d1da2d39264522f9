"""What was worked out before, kept for when it is asked again of the very same values."""

from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a function's newest `most` results, found again by which objects its arguments are.

    For functions of values that never change. To compare the values, or take their hashes, would be a walk
    through thousands of people; another value that is equal is only worked out once more.
    """

    def remember(work_out: Callable[P, R]) -> Callable[P, R]:
        kept: deque[tuple[tuple[object, ...], R]] = deque(maxlen=most)

        @wraps(work_out)
        def known_or_worked_out(*values: P.args, **no_names: P.kwargs) -> R:
            assert not no_names, "values are given in order, so that they can be compared"
            for known, result in tuple(kept):
                if all(map(is_, known, values)):
                    return result
            result = work_out(*values, **no_names)
            kept.append((values, result))
            return result

        return known_or_worked_out

    return remember
