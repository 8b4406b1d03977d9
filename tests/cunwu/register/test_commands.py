"""``cunwu case`` on a register in PostgreSQL."""

from __future__ import annotations

from tests.cunwu.cases.conftest import RULES


def test_a_case_in_postgresql(server, cli, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CUNWU_WHO", "王会计")
    monkeypatch.setenv("CUNWU_REGISTER", server.database().replace("postgresql+psycopg://", "postgresql://"))
    rules = ("--rules", RULES, "--as-of", "2024-03-05")
    opened = cli(
        "case", "open", "-", "标题=修村道", "程序=五议决策法", "组成人员=48", "金额=12万元", "经过完整=是", *rules
    )
    assert opened.code == 2 and opened.out.startswith("2024-0001 第1号 立项：标题 修村道")
    assert cli("case", "add", "2024-0001", "决议", "日期=2024-03-05", "实到=31", *rules).code == 1
    assert "还有10日  2024-0001 修村道" in cli("due", *rules).out
    assert "✓ 台账完整，共2条登记。" in cli("case", "verify").out
    assert not list(tmp_path.iterdir())
    refused = cli("case", "status", "--register", "postgresql://postgres@/nowhere?host=/nowhere", *rules)
    assert refused.code == 3 and "连不上台账所在的数据库" in refused.err
