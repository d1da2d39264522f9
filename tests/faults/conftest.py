"""How long the faults are kept up."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--kills N`: how often the server is killed at a random moment; more take longer."""
    parser.addoption(
        "--kills", type=int, default=KILLS, help="How often the server is killed (100: 5 minutes)."
    )


KILLS = 6


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill the server."""
    found: int = request.config.getoption("--kills", KILLS)
    return found
