"""How long the faults are kept up: as long as a run of everything can bear, or as long as is asked for."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--kills N` and `--races N`: how often the server is killed at a random moment, and hosts race."""
    parser.addoption("--kills", type=int, default=KILLS, help="How often the server is killed.")
    parser.addoption("--races", type=int, default=RACES, help="How often two hosts click at once.")


KILLS = 4
RACES = 200


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill the server."""
    found: int = request.config.getoption("--kills", KILLS)
    return found


@pytest.fixture
def races(request: pytest.FixtureRequest) -> int:
    """How often two hosts click at once."""
    found: int = request.config.getoption("--races", RACES)
    return found
