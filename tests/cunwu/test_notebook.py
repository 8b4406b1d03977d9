"""``%load_ext cunwu`` in a real kernel."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.cunwu.conftest import DATA, ROOT

RULES = (DATA / "village.cunwu").read_text(encoding="utf-8")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture
def told(monkeypatch, tmp_path: Path):
    """Run cells; what each of them shows, by kinds."""

    def ran(*cells: str) -> list[dict[str, str]]:
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        monkeypatch.setenv("COLUMNS", "100")
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
        shown = []
        for cell in notebook.cells:
            found: dict[str, str] = {}
            for output in cell.outputs:
                kinds = {"text/plain": output.text} if output.output_type == "stream" else output.data
                for kind, text in kinds.items():
                    found[kind] = found.get(kind, "") + text
            shown.append(found)
        return shown

    return ran


def test_rules_in_a_cell(told):
    shown = told(
        "%load_ext cunwu",
        f"%%cunwu 本村\n{RULES}",
        f"import cunwu\ncunwu.check('{DATA / 'violating.yaml'}', rules=本村, as_of='2024-05-01').overall",
        f"%cunwu check {DATA / 'violating.yaml'} --rules $本村 --as-of 2024-05-01",
        "%%cunwu\n规则集 “甲”\n  施行：2024年1月1日起\n\n规则 人数\n  行为：每次 会议\n  应当 实到达到三分之二以上\n",
        "%%cunwu 不 行\n规则集 “甲”\n",
        "%cunwu chek",
        "%%cunwu 乙\n规则集 “乙”\n  地区：全国\n  版本：“1”\n  施行：2024年1月1日起\n\n"
        "规则 人数\n  行为：每次 村民代表会议\n  应当 实到不少于3人\n  【无上位依据：本村】\n",
    )
    _, rules, checked, command, wrong, named, unknown, right = shown
    assert "3个用例：3个一致" in rules["text/plain"] and "<svg" in rules["image/svg+xml"]
    assert "不合规" in checked["text/plain"]
    assert "结论：✗ 不合规（审查日 2024年5月1日）" in command["text/plain"]
    assert "没有写明是谁的“三分之二以上”" in wrong["text/plain"] and "规则.cunwu:6:6" in wrong["text/plain"]
    assert "“不 行”不能作名称" in named["text/plain"]
    assert "没有“chek”这个命令。是不是“check”？" in unknown["text/plain"]
    assert "“乙”没有错误，1条规则。用 rules=乙 核对。" in right["text/plain"]
