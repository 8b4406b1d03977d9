"""The READMEs show what the program really prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cunwu
from cunwu.result import CheckResult

ROOT = Path(__file__).parents[1]
CASE = ROOT / "examples" / "records" / "c23.yaml"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_worked_example_is_real(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    shown = next(block for block in re.findall(r"```\n(.*?)\n```", text, re.S) if block.startswith("宁海"))
    assert "cunwu check examples/records/c23.yaml --as-of 2026-11-22" in text
    assert cunwu.check(CASE, as_of="2026-11-22").text(columns=100).startswith(shown)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_the_notebook_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1].replace("examples/records/c23.yaml", CASE.as_posix()), names)
    assert isinstance(names["result"], CheckResult)
    assert names["result"].overall.name == "VIOLATED"
