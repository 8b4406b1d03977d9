"""Whatever is typed after ``cunwu case`` and ``cunwu due``: a message or an answer, never a mistake of ours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cunwu.cli import run
from tests.cunwu.cases.conftest import RULES

VERBS = ["add", "fix", "withdraw", "status", "next", "explain", "history", "export"]
WORDS = [
    "2024-0001", "2024-0002", "-", "", "0", "1", "2", "３", "-1", "99999999999999999999", "决议", "商议", "不是步骤",
    "日期=2024-03-05", "日期＝2024年3月5日", "日期=2024-02-30", "日期=", "实到=31", "实到=三十二人", "实到=-1", "=",
    "步骤=", "步骤=决议", "经过=1", "材料=会议记录、签到册", "结果=作废", "金额=1e400万元", "标题=\ud800", "没有.xlsx",
    "--format", "json", "--lang", "en", "--reason", "--as-of", "2024-03-05", "决议·到会", "\x00", "a\nb",
]  # fmt: skip


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CUNWU_WHO", "王会计")
    monkeypatch.delenv("CUNWU_REGISTER", raising=False)
    shared = ["--rules", str(RULES), "--engine", "interpret"]
    assert run(["case", "open", "2024-0001", "标题=修路", "程序=五议决策法", "经过完整=是", *shared]) == 2
    assert run(["case", "add", "2024-0001", "决议", "日期=2024-03-05", "实到=31", *shared]) == 1
    return tmp_path


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*VERBS, "due"]), st.lists(st.sampled_from(WORDS), max_size=5))
def test_command_lines(opened, capsys, verb, words):
    command = ["due"] if verb == "due" else ["case", verb]
    rules = [] if verb in ("history", "export") else ["--rules", str(RULES)]
    code = run([*command, *words, *rules])
    said = capsys.readouterr()
    assert code in (0, 1, 2, 3), said.err
    assert code != 3 or said.err.strip()
    assert run(["case", "verify"]) == 0
