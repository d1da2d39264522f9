"""What all tests share; kept tiny, so that a test says itself what it stands on."""

import os
import shutil

import hypothesis
import pytest

# Two shared cores are sometimes slow: a slow example is no fault. Slowness is measured in benchmarks/.
hypothesis.settings.register_profile("sessionrunner", deadline=None, print_blob=True)
hypothesis.settings.load_profile("sessionrunner")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser to open pages in. A missing one fails the test: nothing is skipped quietly."""
    found = os.environ.get("SESSIONRUNNER_CHROMIUM") or shutil.which("chromium-headless-shell")
    if not found or not shutil.which(found):
        pytest.fail("There is no browser. ./scripts/test finds or installs one, or names what to install.")
    return found
