"""The teaching notebooks run from a clean kernel, and show what they are about."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "examples" / "notebooks"
SHOWN = {
    "1-认识小微权力清单": [
        "共36项，其中23项空缺",
        "村级重大事项决策",
        "缺1人",
        "Overall.COMPLIANT",
        "五议决策法·决议：不合规",
        "实到: 31人",
    ],
    "2-四步法与五议决策法": [
        "审议 2026-03-23 → 合规",
        "实到31人，缺1人",
        "进行中",
        "台账完整",
        "更正第6号",
        "方案公示：删去",
        "时间线：修村道",
    ],
    "3-重大行政决策五步": ["共30日", "2024-02-17", "2024-02-18", "都没有违反"],
    "4-写第一条规则": ["三分之二", "3", "缺1人"],
    "5-一个真实案例的复盘": [
        "发包方式是直接发包",
        "怎样才会合规",
        "('工程公开招标', '合规')",
        "规范核对表：",
        "工程公开招标：违规",
    ],
}
"""What each of them shows."""


def test_every_notebook_is_tried():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(SHOWN)


@pytest.mark.parametrize("name", sorted(SHOWN))
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_it_runs_and_shows(name, monkeypatch):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are made when it is run"
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FOLDER.parents[1]), os.environ.get("PYTHONPATH", "")]))
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}})
    client.execute()
    said = "\n".join(
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
    assert [one for one in SHOWN[name] if one not in said.replace("\n", "")] == []
