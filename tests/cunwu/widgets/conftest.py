"""JupyterLab and a browser of our own, to use the widgets as a person does."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cunwu.conftest import ROOT

PROJECTOR = {"width": 1280, "height": 800}
STARTS = 60
"""Seconds that a server or a kernel may take to start on a busy machine."""

ANSWERS = 20
"""Seconds that anything else may take."""


class Lab:
    """A JupyterLab server in a folder of its own, and a page that shows a notebook of it."""

    def __init__(self, url: str, folder: Path, page: Page) -> None:
        self.url, self.folder, self.page = url, folder, page

    def run(self, name: str, *cells: str) -> Page:
        """Open a notebook of these cells and run them all, through the menus."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, self.folder / f"{name}.ipynb")
        page = self.page
        page.goto(f"{self.url}/lab/tree/{name}.ipynb?reset")
        expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=STARTS * 1000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        return page


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    books = folder / "books"
    books.mkdir()
    _quiet(folder / "settings")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(_command(port, folder), env=_environment(folder), cwd=books, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, server, folder / "log")
        page = browser.new_page(viewport=PROJECTOR)  # type: ignore[arg-type]
        page.set_default_timeout(STARTS * 1000)
        expect.set_options(timeout=ANSWERS * 1000)
        yield Lab(url, books, page)
        page.close()
    finally:
        server.terminate()
        server.wait(20)


def _command(port: int, folder: Path) -> list[str]:
    return [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password=",
        f"--ServerApp.root_dir={folder / 'books'}", f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's own settings, and the package under test."""
    folders = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    return {**os.environ, **folders, "IPYTHONDIR": str(folder / "ipython"), "PYTHONPATH": str(ROOT)}


def _quiet(settings: Path) -> None:
    """No question about news, which would lie over the notebook."""
    folder = settings / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "notification.jupyterlab-settings").write_text(json.dumps({"fetchNews": "false"}))


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace"))
