"""Workbooks on the command line and in the API: one report a case, places as cells."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cunwu
from cunwu.work import opened
from engine.records.read import read, read_records
from engine.records.vocabulary import Vocabulary
from tests.cunwu.conftest import AS_OF, DATA, ROOT, RULES, Ran

LIBREOFFICE = DATA / "workbooks" / "libreoffice.xlsx"
HEADS = ["案件编号", "步骤", "日期", "主体", "实到（人）", "同意（人）", "材料"]
DECISION = ["决议", date(2024, 3, 5), "村民代表会议"]
AS_YAML = """
标题: 大青村道路硬化
规则: [ninghai/power_list]
金额: 36.6万元
村民代表: 43
村民委员会成员: 5
双重身份人数: 0
程序: 五议决策法
办结: 否
经过:
  - {步骤: 提议, 日期: 2024-03-01, 主体: 村党组织}
  - {步骤: 商议, 日期: 2024-03-03, 主体: 村务联席会议}
  - {步骤: 方案公示, 日期: 2024-03-04, 止: 2024-03-19}
  - {步骤: 决议, 日期: 2024-03-22, 主体: 村民代表会议, 实到: 32, 同意: 31, 材料: [会议记录, 签到册], 材料完整: 是}
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write 案件 with these rows, and 经过 with those."""

    def written(cases: list[list[Any]], course: list[list[Any]], name: str = "记录.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "案件"
        for row in [["案件编号", "标题", "程序", "组成人员（人）"], *cases]:
            sheet.append(row)
        sheet = book.create_sheet("经过")
        for row in [HEADS, *course]:
            sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return written


@pytest.fixture
def two(workbook: Callable[..., Path]) -> Path:
    """A case in order and one that isn't, as far as they are told."""
    return workbook(
        [["A01", "甲路", "五议决策法", 48], ["A02", "乙路", "五议决策法", 48]],
        [["A01", *DECISION, 32, 31, "会议记录、签到册"], ["A02", *DECISION, 31, 30, "会议记录"]],
    )


# --- a real file -------------------------------------------------------------------------------


def test_a_workbook_that_libreoffice_saved() -> None:
    """Written by us, filled in, saved as .ods and again as .xlsx: formulas, merged and hidden cells, lists, notes."""
    vocabulary = Vocabulary(opened([]).fields)
    first, second = read_records(LIBREOFFICE, vocabulary)
    expected, _ = read(AS_YAML, "案.yaml", vocabulary, format="yaml")
    assert first.record is not None
    assert expected is not None
    assert (first.case, first.diagnostics) == ("2024-01", ())
    plain: Any = {"places": True, "events": {"__all__": {"places"}}}
    assert first.record.model_dump(exclude=plain) == expected.model_dump(exclude=plain)
    assert second.record is not None
    assert second.record.facts["金额"] == 50000
    assert second.record.missing_steps == {"公开招标", "采购"}
    assert second.record.events[0].facts["日期"] == date(2024, 4, 1)
    assert [one.code for one in second.diagnostics] == ["R079"]


# --- the command line --------------------------------------------------------------------------


def test_a_report_for_each_case(check: Callable[..., Ran], two: Path) -> None:
    ran = check(two)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("甲路\n")
    assert "共核对2份记录：" in ran.out
    assert re.search(r"✗ 不合规 +乙路", ran.out)


def test_one_case_by_its_number(check: Callable[..., Ran], two: Path) -> None:
    ran = check(f"{two}#A01")
    assert ran.code == 2
    assert "共核对" not in ran.out
    assert ran.out.startswith("甲路\n")
    wrong = check(f"{two}#A0l")
    assert wrong.code == 3
    assert "没有“A0l”这一件。是不是“A01”？" in wrong.err
    assert "there" not in wrong.err
    assert check(f"{two}.没有.xlsx#A01").code == 3


def test_explain_asks_which_case(cli: Callable[..., Ran], two: Path) -> None:
    arguments = ["决议·到会", "--rules", RULES, "--as-of", AS_OF]
    asked = cli("explain", two, *arguments)
    assert asked.code == 3
    assert f"里有2件：A01、A02。请写明是哪一件，如“{two}#A01”" in asked.err
    told = cli("explain", f"{two}#A02", *arguments)
    assert told.code == 0
    assert "实到 31人（经过!E3）" in told.out
    assert "(经过!E3)" in cli("explain", f"{two}#A02", *arguments, "--lang", "en").out


def test_mistakes_name_their_cells_and_leave_other_cases_alone(
    check: Callable[..., Ran], workbook: Callable[..., Path]
) -> None:
    path = workbook(
        [["A01", "甲路", "五议决策法", "很多"], ["A02", "乙路", "五议决策法", 48]],
        [["A01", *DECISION, 32, 31, None], ["A02", *DECISION, 31, 30, "会议记录"]],
    )
    ran = check(path)
    assert ran.code == 3
    assert "错误[R032]：“组成人员”是人数，“很多”读不出来" in ran.err
    assert f"→ {path}:案件!D2" in ran.err
    assert "2 | A01 | 甲路 | 五议决策法 | 很多" in ran.err
    assert ran.out.startswith("乙路\n")


def test_the_message_in_the_documents(
    check: Callable[..., Ran], workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(
        [["A01", "甲路", "五议决策法", 48], ["A02", "乙路", "五议决策法", 48]],
        [["A01", *DECISION, 32, 31, None], ["A02", *DECISION, 32, "三十人左右", "会议记录"]],
    )
    monkeypatch.chdir(path.parent)
    told = (ROOT / "docs" / "excel.zh.md").read_text("utf-8").split("```\n")[1]
    shown = check(path.name).err.replace("经过!F3", "经过!G3")  # the form has one column more
    assert told.splitlines() == shown.splitlines()[:6]


def test_warnings_name_their_cells(check: Callable[..., Ran], workbook: Callable[..., Path]) -> None:
    path = workbook([["A01", "甲路", "五议决策法", 48]], [["A01", "决义", date(2024, 3, 5), "村委会", 31, 32, None]])
    out = check(path).out
    assert "经过!F2：同意共32人，多于实到31人" in out
    assert "经过!B2：所用的规则里没有叫“决义”的步骤，没有规则核对它（是不是“决议”？）" in out
    assert "经过!B2: the rules in use know no “步骤” named “决义”" in check(path, "--lang", "en").out


def test_a_misspelt_procedure_is_refused_at_its_cell(check: Callable[..., Ran], workbook: Callable[..., Path]) -> None:
    ran = check(workbook([["A01", "甲路", "五议决策发", 48]], [["A01", *DECISION, 32, 31, None]]))
    assert ran.code == 3
    assert "案件!C2" in ran.err


def test_json(check: Callable[..., Ran], two: Path) -> None:
    document = json.loads(check(two, "--format", "json").out)
    assert [(result["case"], result["title"]) for result in document["results"]] == [("A01", "甲路"), ("A02", "乙路")]
    places = [
        fact["place"]
        for finding in document["results"][1]["findings"]
        for fact in finding["facts"]
        if fact["name"] == "实到"
    ]
    assert places[0] == {"file": str(two), "line": 3, "column": 5, "cell": "经过!E3"}
    plain = json.loads(check("violating", "--format", "json").out)["results"][0]
    assert "case" not in plain
    assert "cell" not in plain["findings"][0]["place"]


def test_html(check: Callable[..., Ran], two: Path) -> None:
    page = check(f"{two}#A02", "--format", "html").out
    assert "<th>单元格</th>" in page
    assert "实到 31人（经过!E3）" in page
    assert ">经过!B3<" in page
    assert "<th>行</th>" in check("violating", "--format", "html").out


def test_folders_and_what_excel_leaves_in_them(check: Callable[..., Ran], two: Path) -> None:
    (two.parent / "~$记录.xlsx").write_bytes(b"\x05Clerk" + b"\0" * 150)
    assert "共核对2份记录：" in check(two.parent).out
    ran = check(two.parent / "~$记录.xlsx")
    assert ran.code == 3
    assert "请核对“记录.xlsx”" in ran.err


def test_standard_input(program: Callable[..., subprocess.CompletedProcess[bytes]], two: Path) -> None:
    ran = program("check", "-", "--rules", RULES, "--as-of", AS_OF, input=two.read_bytes())
    assert ran.returncode == 1
    assert "共核对2份记录" in ran.stdout.decode()
    ran = program("check", "-", "--rules", RULES, input=two.read_bytes()[:2000])
    assert ran.returncode == 3
    assert "“标准输入”不是可以读的 Excel 工作簿" in ran.stderr.decode()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("记录.xlsx", "案件编号,标题\n".encode("gb18030"), "CSV"),
        ("记录.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "另存为“Excel 工作簿（.xlsx）”"),
        ("记录.et", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧的 .xls 或者 .et"),
        ("记录.xlsx", b"", "cunwu template"),
        ("记录.yaml", b"PK\x03\x04", "损坏"),
    ],
)
def test_files_that_are_none(check: Callable[..., Ran], tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    ran = check(tmp_path / name)
    assert (ran.code, ran.out) == (3, "")
    assert says in ran.err


def test_files_that_another_program_keeps_open(
    check: Callable[..., Ran], two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def refused(path: Path, *arguments: Any, **more: Any) -> Any:
        if path == two:
            raise PermissionError(13, "Permission denied")
        return usual(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", refused)
    assert "如果它正在 Excel 或者 WPS 里打开，请先关闭" in check(two).err


# --- the API ---------------------------------------------------------------------------------------


def test_check_all(two: Path, workbook: Callable[..., Path]) -> None:
    first, second = cunwu.check_all(two, rules=RULES, as_of=AS_OF)
    assert (first.case, second.overall.value) == ("A01", "不合规")
    (only,) = cunwu.check_all(DATA / "compliant.yaml", rules=RULES, as_of=AS_OF)
    assert (only.case, only.overall.value) == ("", "合规")
    wrong = workbook([["A01", "甲路", "五议决策法", "很多"], ["A02", "乙路", "五议决策法", "许多"]], [], "b.xlsx")
    with pytest.raises(cunwu.RecordError) as raised:
        cunwu.check_all(wrong, rules=RULES)
    assert [one.span.cell for one in raised.value.diagnostics if one.span] == ["案件!D2", "案件!D3"]


def test_check_wants_one_case(two: Path) -> None:
    assert cunwu.check(f"{two}#A02", rules=RULES, as_of=AS_OF).overall.value == "不合规"
    with pytest.raises(cunwu.UsageError, match="里有2件"):
        cunwu.check(two, rules=RULES)


def test_text_records_do_not_import_openpyxl() -> None:
    code = (
        "import sys, cunwu\n"
        f"cunwu.check({str(DATA / 'compliant.yaml')!r}, rules={str(RULES)!r}, as_of='{AS_OF}').text()\n"
        "print('openpyxl' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
