"""The page about scenarios says what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from dsl.model.conclusions import KINDS, conclusions

PAGE = (Path(__file__).parents[2] / "docs" / "scenarios.zh.md").read_text("utf-8")


@pytest.fixture
def village(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "文件夹").mkdir()
    for name in ("村.cunwu", "文件夹/村.cunwu"):
        (tmp_path / name).write_bytes((data / "village.cunwu").read_bytes())
    block = re.search(r"```cunwu\n(.*?)```", PAGE, re.S)
    assert block is not None
    (tmp_path / "村.用例.cunwu").write_text(block[1].replace("到会差一人", "差一人"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_its_example_holds(cli, village):
    ran = cli("test", "村.用例.cunwu")
    assert (ran.code, "共1个用例：1个一致" in ran.out) == (0, True)


def test_its_commands_run(cli, village):
    commands = {*re.findall(r"`(cunwu [^`]+)`", PAGE), "cunwu test 村.cunwu --coverage-html 覆盖.html --junit 结果.xml"}
    assert len(commands) >= 8
    for command in commands - {"cunwu test"}:
        assert cli(*shlex.split(command)[1:]).code == 0, command
    assert (village / "覆盖.html").exists() and (village / "结果.xml").exists()


@pytest.mark.parametrize("note", re.findall(r"`(（[^`]+）)`", PAGE))
def test_its_notes_are_read(note):
    (part,) = conclusions(f"违规 甲{note}")
    assert part.norm == "甲"
    assert [one.kind in KINDS and bool(one.names[0]) for one in part.notes] == [True]
