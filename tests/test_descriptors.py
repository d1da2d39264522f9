"""How many connections the server makes possible."""

import resource
from collections.abc import Iterator

import pytest

from sessionrunner.descriptors import WANTED, allow_many_connections


@pytest.fixture
def limits() -> Iterator[tuple[int, int]]:
    """This process's limits, as they are put back afterwards."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_low_limit_is_raised_as_far_as_it_may_go(limits: tuple[int, int]) -> None:
    """Systems start programs with a thousand or so; a phone each would stop at that."""
    hard = limits[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    raised = allow_many_connections()
    assert raised == resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    assert raised == (WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED))


def test_a_limit_that_may_not_be_raised_is_said(
    limits: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server starts all the same, with as many as there are."""

    def refuse(*_: object) -> None:
        raise ValueError("not allowed")

    resource.setrlimit(resource.RLIMIT_NOFILE, (512, limits[1]))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    said = allow_many_connections()
    monkeypatch.undo()
    assert said == 512
