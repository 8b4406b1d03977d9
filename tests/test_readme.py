"""The READMEs show what the program really prints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import cunwu
from cunwu.cli import run
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
def test_the_growing_case_is_real(name: str, capsys, monkeypatch, tmp_path: Path) -> None:
    """Every command is run, one after the other; the lines under it are lines of its answer, in their order."""
    text = (ROOT / name).read_text("utf-8")
    block = re.search(r"```\n(\$ cunwu case open.*?)\n```", text, re.S)
    assert block is not None
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("CUNWU_REGISTER", str(tmp_path / "cunwu.db"))
    monkeypatch.chdir(ROOT)
    told = 0
    for part in re.split(r"(?m)^\$ cunwu ", block[1])[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        assert run(command.split()) in (0, 1, 2)
        answer = iter(capsys.readouterr().out.split("\n"))
        assert all(line in answer for line in shown), command
        told += 1
    assert told == 11


def test_the_page_on_cases_shows_commands_that_work(capsys, monkeypatch, tmp_path: Path) -> None:
    block = re.search(r"```\n(cunwu case open.*?)\n```", (ROOT / "docs" / "cases.zh.md").read_text("utf-8"), re.S)
    assert block is not None
    shutil.copytree(ROOT / "examples" / "cases", tmp_path / "examples" / "cases")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CUNWU_REGISTER", raising=False)
    for line in block[1].splitlines():
        assert run(line.partition("#")[0].split()[1:]) in (0, 1, 2), capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} >= {"cunwu.db", "期限.ics", "件.yaml", "备份.jsonl"}


def test_the_case_book_of_the_page_runs(monkeypatch, tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "cases.zh.md").read_text("utf-8"), re.S)
    assert code is not None
    shutil.copytree(ROOT / "examples" / "cases", tmp_path / "examples" / "cases")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(code[1], names)
    assert names["answer"].standing.result.overall.value == "合规"  # type: ignore[attr-defined]


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
