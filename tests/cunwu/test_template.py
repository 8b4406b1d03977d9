"""``cunwu template``: forms that say what their rules ask, and that read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import cunwu
from cunwu.forms.book import LAST_ROW, filled
from cunwu.forms.make import workbook
from cunwu.work import opened
from engine.forms.example import example_of
from engine.forms.form import form_of
from engine.forms.rows import case_row, event_row
from engine.records.from_excel import read_workbook
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping, read_file
from engine.records.vocabulary import Vocabulary
from engine.scenarios import mapping_of
from rulesets.loader import bundled_ids
from tests.cunwu.conftest import ROOT, RULES, Ran

RULESETS = [one for one in bundled_ids() if one != "national/vocabulary"]
EXAMPLES = sorted((ROOT / "examples" / "records").glob("*.yaml"))


@pytest.fixture(scope="module", params=RULESETS)
def ruleset(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def power_list() -> openpyxl.Workbook:
    chosen = ["ninghai/power_list"]
    return openpyxl.load_workbook(io.BytesIO(workbook(opened(chosen), chosen, RULESETS)))


def renumbered(data: bytes, number: str) -> bytes:
    """The form with its example as a case of its own."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in (book["案件"], book["经过"]):
        for (cell,) in sheet.iter_rows(min_row=2, max_col=1):
            if cell.value == "示例":
                cell.value = number
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def heads(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def facts(record: DecisionRecord) -> dict[str, Any]:
    """All that a record states, without its places, and without what checks nothing."""
    return record.model_dump(exclude={"places": True, "events": {"__all__": {"places"}}, "rules": True, "title": True})


# --- what it holds --------------------------------------------------------------------------


def test_the_example_is_right(ruleset: str) -> None:
    """The example of each form reads back as the scenario that it is, and no norm is violated by it."""
    catalogue = opened([ruleset])
    data = renumbered(workbook(catalogue, [ruleset], RULESETS), "A01")
    vocabulary = Vocabulary(catalogue.fields)
    (file,) = read_workbook(data, "记录.xlsx", vocabulary)
    assert file.record is not None, file.diagnostics
    assert not file.diagnostics
    assert file.record.rules == (ruleset,)
    own = [model for model in catalogue.rulesets if model.id == ruleset]
    example = example_of(own, vocabulary)
    assert example is not None
    form = form_of(catalogue.rulesets, catalogue.programs, (), ())
    known = {one.field.name for one in (*form.cases, *form.course) if one.field is not None}
    assert file.record.facts == {name: value for name, value in example.facts.items() if name in known}
    assert [event.step for event in file.record.events] == [event.step for event in example.events]
    judged = cunwu.check(file.record, rules=[ruleset], as_of="2026-11-22")
    assert judged.overall.value != "不合规"
    assert any(finding.verdict.chinese == "合规" for finding in judged.findings)


def test_forms_hold_only_what_their_rules_ask() -> None:
    def columns(ruleset: str) -> list[str]:
        book = openpyxl.load_workbook(io.BytesIO(workbook(opened([ruleset]), [ruleset], RULESETS)))
        return heads(book["案件"]) + heads(book["经过"])

    power, decisions = columns("ninghai/power_list"), columns("national/major_decisions")
    assert "发包方式" in power
    assert "发包方式" not in decisions
    assert "风险结论" in decisions
    assert "风险结论" not in power
    assert "人口（人）" in power and "人口（人）" not in decisions
    assert {"案件编号", "标题", "步骤", "日期", "材料", "经过完整"} <= set(power) & set(decisions)


def test_sheets_and_their_looks(power_list: openpyxl.Workbook) -> None:
    assert power_list.sheetnames == ["案件", "经过", "说明", "选项"]
    for name in ("案件", "经过"):
        sheet = power_list[name]
        assert sheet.freeze_panes.endswith("2")
        for cell in sheet[1]:
            assert cell.comment is not None, cell.value
            assert cell.comment.text.strip()
            assert sheet.column_dimensions[cell.column_letter].width >= 10
    assert power_list["经过"]["C2"].number_format == 'yyyy"年"m"月"d"日"'
    comment = next(cell.comment.text for cell in power_list["案件"][1] if cell.value == "金额（元）")
    assert comment == "事项涉及的总金额\n金额，单位元；如 365000，或者36.5万元"
    attended = next(cell.comment.text for cell in power_list["经过"][1] if cell.value == "实到（人）")
    assert "要写的步骤：" in attended
    assert "决议" in attended


def test_lists_offer_what_the_rules_know(power_list: openpyxl.Workbook) -> None:
    choices = power_list["选项"]
    course = power_list["经过"]
    offered = {}
    for validation in course.data_validations.dataValidation:
        (area,) = validation.sqref.ranges
        assert (area.min_row, area.max_row) == (2, LAST_ROW)
        head = course.cell(1, area.min_col).value
        if validation.type == "list":
            sheet, _, cells = validation.formula1.partition("!")
            assert sheet == "'选项'"
            offered[head] = [cell.value for (cell,) in choices[cells.replace("$", "")]], validation
    steps, free = offered["步骤"]
    assert steps[:8] == ["提议", "商议", "方案公示", "审议", "决议", "决议公示", "实施", "评议"]
    assert (free.errorStyle, bool(free.showErrorMessage)) == ("warning", True)
    outcomes, closed = offered["结果"]
    assert outcomes == ["通过", "未通过", "作废"]
    assert (closed.errorStyle, bool(closed.showErrorMessage)) == ("stop", True)
    bodies, several = offered["主体"]
    assert "村民代表会议" in bodies
    assert not several.showErrorMessage
    assert all(choice is not None for found, _ in offered.values() for choice in found)


def test_the_guide_tells_of_every_column(power_list: openpyxl.Workbook) -> None:
    rows = [[cell.value for cell in row] for row in power_list["说明"].iter_rows()]
    told = [(row[0], row[1]) for row in rows if row[0] in ("案件", "经过")]
    assert told == [(name, head) for name in ("案件", "经过") for head in heads(power_list[name])]
    texts = "\n".join(str(row[0]) for row in rows)
    assert "宁海县村级小微权力清单三十六条（2014.2）" in texts
    assert "用 cunwu check 文件名.xlsx 核对" in texts


def test_example_records_go_through_a_form_unchanged() -> None:
    """Each published case, and each scenario of the rulesets, written into a form and read back."""
    catalogue = opened([])
    vocabulary = Vocabulary(catalogue.fields)
    records = [read_file(path, vocabulary).record for path in EXAMPLES]
    scenarios = [one for model in catalogue.rulesets for one in model.scenarios]
    records += [from_mapping(mapping_of(one), vocabulary)[0] for one in scenarios[:: len(scenarios) // 60]]
    form = form_of(catalogue.rulesets, catalogue.programs, (), ())
    kept = {(one.field.scope, one.field.name) for one in (*form.cases, *form.course) if one.field is not None}
    cases, course, expected = [], [], []
    for number, record in enumerate((one for one in records if one is not None), 1):
        cases.append(case_row(record, f"{number:03}", form.cases))
        course += [event_row(event, f"{number:03}", form.course) for event in record.events]
        expected.append(_narrowed(record, kept))
    data = filled(form, cases, course)
    files = read_workbook(data, "记录.xlsx", vocabulary)
    assert len(files) == len(expected) > 50
    for file, record in zip(files, expected, strict=True):
        assert file.record is not None, file.diagnostics
        assert facts(file.record) == facts(record)


def _narrowed(record: DecisionRecord, kept: set[Any]) -> DecisionRecord:
    def of(scope: str, its: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in its.items() if (scope, name) in kept}

    events = tuple(event.model_copy(update={"facts": of("经过", event.facts)}) for event in record.events)
    return record.model_copy(update={"facts": of("记录", record.facts), "events": events, "only": ()})


# --- the command ----------------------------------------------------------------------------------


def test_template_then_check(cli: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    ran = cli("template", "ninghai/power_list", "-o", path)
    assert (ran.code, ran.out, ran.err) == (0, "", f"已写入 {path}\n")
    refused = cli("check", path)
    assert refused.code == 3
    assert "编号是“示例”的行不算" in refused.err
    path.write_bytes(renumbered(path.read_bytes(), "2022-01"))
    checked = cli("check", path, "--as-of", "2026-11-22")
    assert checked.code in (0, 2)
    assert "宁海县村级小微权力清单三十六条" in checked.out


@pytest.mark.parametrize("name", ["rulesets/ningbo/four_step.cunwu", "和村惠民四步法（模板）"])
def test_a_bundled_ruleset_by_its_path_and_by_its_title(
    cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(ROOT)
    by_id, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    assert cli("template", "ningbo/four_step", "-o", by_id).code == 0
    made = cli("template", name, "-o", other)
    assert (made.code, made.err) == (0, f"已写入 {other}\n")
    first, second = (openpyxl.load_workbook(path) for path in (by_id, other))
    for sheet in first:
        assert list(sheet.values) == list(second[sheet.title].values)


def test_a_rule_file_may_be_named_without_its_ending(cli: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    made = cli("template", RULES.with_suffix(""), "-o", path)
    assert (made.code, "--rules" in made.err) == (0, True)


def test_rule_files_of_ones_own(cli: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    made = cli("template", RULES, "-o", path)
    assert made.code == 0
    assert made.err.splitlines()[1:] == [f"核对时要写明规则文件：cunwu check {path} --rules {RULES}"]
    book = openpyxl.load_workbook(path)
    assert book["选项"]["A1"].value != "规则"
    assert any("--rules" in str(cell.value) for (cell,) in book["说明"].iter_rows(max_col=1))
    path.write_bytes(renumbered(path.read_bytes(), "A01"))
    assert cli("check", path, "--rules", RULES, "--as-of", "2024-05-01").code in (0, 2)


def test_a_form_for_rules_of_ones_own_checked_without_them_says_so(
    cli: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        RULES.read_text("utf-8")
        + "\n词汇 本村栏（own）：记录，是否，“x”\n规则 又一条【村组法 第三十条】\n  应当：本村栏\n"
    )
    Path("本 村.cunwu").write_text(text, "utf-8")
    made = cli("template", "本 村.cunwu", "-o", "记录.xlsx", "--lang", "en")
    assert made.err.splitlines()[1:] == ['Checking needs the rule file: cunwu check 记录.xlsx --rules "本 村.cunwu"']
    Path("记录.xlsx").write_bytes(renumbered(Path("记录.xlsx").read_bytes(), "A01"))
    hint = "自己的规则文件要用 --rules 写明。"
    for rules in ((), ("--rules", "ningbo/four_step")):
        refused = cli("check", "记录.xlsx", *rules)
        assert refused.code == 3
        assert "错误[R021]：没有“本村栏”这个栏目" in refused.err
        assert refused.err.splitlines()[-1] == hint
    assert cli("check", "记录.xlsx", "--rules", "本 村.cunwu").err == ""
    Path("a.yaml").write_text("别的栏: 5\n", "utf-8")
    assert hint not in cli("check", "a.yaml", "--rules", "本 村.cunwu").err
    assert "must be named with --rules" in cli("check", "a.yaml", "--lang", "en").err
    Path("a.yaml").write_text("规则: 本村\n", "utf-8")
    assert hint in cli("check", "a.yaml").err
    Path("a.yaml").write_text("金额: 很多\n", "utf-8")
    assert hint not in cli("check", "a.yaml").err


def test_filled_forms_are_not_overwritten(cli: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "记录.xlsx"
    path.write_bytes(b"x")
    ran = cli("template", "national/organic_law", "-o", path)
    assert ran.code == 3
    assert "可能有填好的记录" in ran.err
    assert path.read_bytes() == b"x"
    assert cli("template", "national/organic_law", "-o", path, "--force").code == 0
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ninghai/power_lst",), "是不是“ninghai/power_list”"),
        (("ninghai/power_list", "-o", "记录.xls"), "模板是 .xlsx 文件"),
        (("ninghai/power_list", "-o", "没有/记录.xlsx"), "无法写入"),
    ],
)
def test_wrong_usage(
    cli: Callable[..., Ran], arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = cli("template", *arguments)
    assert ran.code == 3
    assert says in ran.err
    assert not list(tmp_path.iterdir())
