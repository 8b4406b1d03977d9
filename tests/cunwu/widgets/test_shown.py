"""How a widget shows itself where it can't live: in a page made of a notebook, and without anywidget."""

from __future__ import annotations

import subprocess
import sys
from html import unescape

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from tests.cunwu.conftest import DATA, ROOT, RULES

CELL = f"""import cunwu
cunwu.replay({str(DATA / "violating.yaml")!r}, rules={str(RULES)!r}, as_of="2024-05-01")"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_page_of_a_notebook_is_readable(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, resources=resources, store_widget_state=False).execute()
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert "实到31人，缺1人" in unescape(page) and 'class="map-step"' in page
    assert "application/vnd.jupyter.widget-view+json" not in page


def test_without_anywidget_it_says_what_to_install():
    command = (
        "import sys; sys.modules['anywidget'] = None\n"
        "import cunwu\n"
        "try: cunwu.quiz('national/organic_law')\n"
        "except cunwu.UsageError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pip install cunwu[notebook]" in said.stdout
