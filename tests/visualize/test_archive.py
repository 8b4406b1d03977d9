"""Many cases of one procedure laid over it."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cunwu.cli import run
from cunwu.work import Work
from visualize.archive import Passage, StepCount, archive_of

RULES = Path(__file__).parents[1] / "cunwu" / "data" / "village.cunwu"
AS_OF = date(2024, 6, 1)


def record(*events: tuple[str, str], **more: str) -> dict:
    told = [{"步骤": step, **({"日期": f"2024-{day}"} if day else {}), **more} for step, day in events]
    return {"程序": "五议决策法", "组成人员": 48, "经过完整": "是", "经过": told}


CASES = {
    "甲": record(("商议", "03-01"), ("决议", "03-20")),
    "乙": record(("商议", "03-01"), ("决议", "03-25"), ("决议公示", "03-26")),
    "丙": record(("决议", "03-05"), ("商议", "03-04"), ("决议", "03-15")),
    "丁": record(("商议", ""), ("决议", "")),
    "戊": record(),
}


@pytest.fixture(scope="module")
def archive():
    work = Work.open([RULES], AS_OF, {})
    results = [(case, work.check_mapping({"标题": case, **told})) for case, told in CASES.items()]
    procedure = results[0][1].catalogue.procedure("五议决策法")
    return archive_of(procedure, [(case, one.findings, one.facts) for case, one in results])


def test_each_step_is_counted(archive):
    assert archive.cases == 5
    by_name = {one.step: one for one in archive.steps}
    assert list(by_name) == ["商议", "方案公示", "决议", "决议公示", "报备"]
    assert by_name["决议"] == StepCount("决议", 4, 1, 0)  # who came and how they voted isn't told
    assert by_name["方案公示"] == StepCount("方案公示", 0, 0, 3)  # of one case no days are told


def test_ways_and_the_days_between(archive):
    assert archive.passages[0] == Passage("商议", "决议", 4, Fraction(19))  # 19, 24 and 1 day; one without days
    assert Passage("决议", "决议", 1, Fraction(10)) in archive.passages
    ways = {way.steps: way.cases for way in archive.ways}
    assert ways == {
        ("商议", "决议"): ("甲", "丁"),
        ("商议", "决议", "决议公示"): ("乙",),
        ("商议", "决议", "决议"): ("丙",),
        (): ("戊",),
    }
    assert archive.ways[0].cases == ("甲", "丁")


def test_deviations_name_their_cases(archive):
    found = {one.norm: one.cases for one in archive.deviations}
    assert found["五议决策法·方案公示·办理"] == ("甲", "乙", "丙")


def test_on_the_command_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for case, told in CASES.items():
        (tmp_path / f"{case}.json").write_text(json.dumps({"标题": case, **told}, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "己.json").write_text('{"标题": "己", "程序": "别的程序"}', encoding="utf-8")
    shared = ["五议决策法", str(tmp_path), "--rules", str(RULES), "--as-of", "2024-06-01"]
    assert run(["archive", *shared]) == 0
    told = capsys.readouterr().out
    assert told.startswith("五议决策法：共5件（另有1件不走这个程序）\n")
    assert "· 商议 → 决议  4次，中位数19日" in told and "· 商议 → 决议（丁、甲）" in told
    assert run(["archive", *shared, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["passages"][0]["days"] == 19
    (tmp_path / "坏.json").write_text("{", encoding="utf-8")
    assert run(["archive", *shared, "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert "五议决策法: 5 cases" in said.out and "坏.json" in said.err
