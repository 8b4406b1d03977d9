"""What all tests share: reproducible generated examples, and no traces outside the test's own folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", parent=settings.get_profile("search"), derandomize=True, database=None)
# New examples in every run are asked for: --hypothesis-profile search.
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes anew what is expected of messages: each mistake, all forms, the list of codes."""
    parser.addoption(
        "--update-mistakes",
        action="store_true",
        help="write the expected messages (tests/dsl, docs/messages.zh.md) anew, for review by git diff",
    )


@pytest.fixture(scope="session", autouse=True)
def cache_of_this_run(tmp_path_factory: pytest.TempPathFactory):
    """Keep compiled rulesets in the run's own folder, never in the user's."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    patch.setenv("CUNWU_CACHE_DIR", str(folder))
    yield folder
    patch.undo()


_CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; it ends with the file, since nothing asynchronous can run beside it."""
    program = shutil.which("chromium")
    if program is None:
        assert not os.environ.get("CI"), "CI must have chromium: .ci/run installs it"
        pytest.skip("chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(_CHROMIUM))
        yield opened
        opened.close()
