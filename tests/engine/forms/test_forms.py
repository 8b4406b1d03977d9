"""What norms read, the names that rules know, the columns of a form, and records as its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from dsl.model.fields import Field, Scope
from dsl.norms.nodes import (
    TRUE,
    Act,
    And,
    Bound,
    Compare,
    Const,
    Current,
    EventFact,
    Exists,
    Fact,
    HasDocument,
    Op,
    Pick,
    Which,
)
from dsl.values import FieldType
from engine.forms.example import example_of
from engine.forms.form import Column, Form, form_of
from engine.forms.names import known_names
from engine.forms.rows import CellValue, case_row, cell_value, event_row
from engine.forms.usage import usage_of
from engine.records.nodes import DecisionRecord, Event, FactValue
from engine.records.values import convert
from engine.records.vocabulary import Vocabulary
from rulesets.loader import Library, load
from tests.engine.interpret.build import norm

VILLAGE = Path(__file__).parents[2] / "cunwu" / "data" / "village.cunwu"


@pytest.fixture(scope="module")
def library() -> Library:
    return load([str(VILLAGE)])


@pytest.fixture(scope="module")
def form(library: Library) -> Form:
    return form_of(library.rulesets, library.programs, (), ("试验村规则（2024.1）",))


def column(form: Form, scope: Scope, name: str) -> Column:
    columns = form.cases if scope is Scope.RECORD else form.course
    return next(one for one in columns if one.field is not None and one.field.name == name)


# --- what norms read ------------------------------------------------------------------------


def test_fields_are_read_of_the_occurrences_that_are_meant() -> None:
    when = Exists(
        Act(("公示",)),
        "它",
        And(
            (
                HasDocument(Bound("它"), "照片"),
                Compare(Op.EQ, EventFact(Bound("它"), "地点", FieldType.TEXT), Const("村口", FieldType.TEXT)),
            )
        ),
    )
    require = Compare(
        Op.GE,
        EventFact(Current(), "日期", FieldType.DATE),
        EventFact(Pick(Act(("审议",), Which.LAST)), "日期", FieldType.DATE),
    )
    usage = usage_of([norm(act=Act(("决议", "村民代表会议")), when=when, require=require)])
    assert usage.steps_of("日期") == ("决议", "村民代表会议", "审议")
    assert usage.steps_of("地点") == ("公示",)
    assert usage.documents == {"照片": {"公示": None}}
    assert usage.values_of(Scope.EVENT, "地点") == ("村口",)
    assert tuple(usage.acts) == ("决议", "村民代表会议", "公示", "审议")
    assert (Scope.RECORD, "日期") not in usage.fields


def test_deadlines_are_read_too() -> None:
    found = usage_of([norm(act=None, require=TRUE, deadline=Fact("办理时限", FieldType.DATE))])
    assert (Scope.RECORD, "办理时限") in found.fields


def test_names_that_the_rules_know(library: Library) -> None:
    usage = usage_of(one for program in library.programs for one in program.norms)
    names = known_names(library.rulesets, usage, ("甲",))
    assert names[Scope.EVENT, "步骤"] == ("商议", "方案公示", "决议", "决议公示", "报备")
    assert names[Scope.EVENT, "主体"] == ("村民代表会议", "村务联席会议")
    assert names[Scope.RECORD, "没有的步骤"] == names[Scope.EVENT, "步骤"] + names[Scope.EVENT, "主体"]
    assert names[Scope.EVENT, "材料"] == names[Scope.EVENT, "缺少材料"] == ("会议记录", "签到册")
    assert names[Scope.RECORD, "程序"] == ("五议决策法",)
    assert names[Scope.RECORD, "规则"] == ("甲",)
    assert (Scope.RECORD, "事项") not in names


# --- the form -----------------------------------------------------------------------------------


def test_only_fields_that_norms_read_have_columns(form: Form) -> None:
    cases, course = (" ".join(one.head for one in columns) for columns in (form.cases, form.course))
    assert cases == (
        "案件编号 标题 程序 日期 金额（元） 村民代表（人） 村民委员会成员（人） 双重身份人数（人） 组成人员（人） 办结 "
        "来源 说明 经过完整 没有的步骤"
    )
    assert course == "案件编号 步骤 日期 止 主体 结果 实到（人） 同意（人） 材料 缺少材料 材料完整 说明"


def test_columns_say_what_may_stand_in_them(form: Form) -> None:
    outcome = column(form, Scope.EVENT, "结果")
    assert (outcome.choices, outcome.closed) == (("通过", "未通过", "作废"), True)
    step = column(form, Scope.EVENT, "步骤")
    assert (step.choices[0], step.closed, step.example) == ("商议", False, "商议")
    assert column(form, Scope.EVENT, "实到").steps == ("决议",)
    assert column(form, Scope.EVENT, "材料完整").choices == ("是", "否")
    assert column(form, Scope.EVENT, "材料").example == "会议记录、签到册"
    assert column(form, Scope.RECORD, "金额").example == "365000，或者36.5万元"
    assert column(form, Scope.EVENT, "同意").example == "31，或者31人"
    assert form.cases[0].field is None


def test_the_example_is_the_fullest_scenario_that_is_in_order(library: Library) -> None:
    example = example_of(library.rulesets, Vocabulary(library.fields))
    assert example is not None
    assert example.title == "示例：到会刚好"
    assert example.events[0].facts["实到"] == 32


def test_no_example_without_scenarios(library: Library) -> None:
    assert example_of(library.rulesets[:1], Vocabulary(library.fields)) is None


# --- rows -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "type_", "cell"),
    [
        (365000, FieldType.MONEY, 365000),
        (Fraction(73, 2), FieldType.MONEY, Decimal("36.5")),
        (Fraction(1, 3), FieldType.NUMBER, "1/3"),
        (10**15, FieldType.MONEY, "10000000亿元"),
        (31, FieldType.PERSONS, 31),
        (0, FieldType.PERSONS, 0),
        (True, FieldType.FLAG, "是"),
        (False, FieldType.FLAG, "否"),
        (date(2024, 3, 5), FieldType.DATE, date(2024, 3, 5)),
        ("甲", FieldType.TEXT, "甲"),
        (frozenset({"乙", "甲"}), FieldType.LIST, "乙、甲"),
        (frozenset(), FieldType.LIST, "无"),
    ],
)
def test_values_as_cells(value: FactValue, type_: FieldType, cell: CellValue) -> None:
    one = Field("甲", (), Scope.RECORD, type_, (), "", None, None)
    made = cell_value(value, one)
    assert made == cell
    assert type(made) is type(cell)
    if isinstance(made, str) and not isinstance(value, frozenset):
        assert convert(made, one) == value


def test_records_as_rows(form: Form) -> None:
    event = Event(
        step="决议",
        documents=frozenset({"签到册", "会议记录"}),
        documents_complete=True,
        note="在村委会",
        facts={"日期": date(2024, 3, 5), "实到": 32, "地点": "村口"},
    )
    record = DecisionRecord(
        title="路", source="报纸", missing_steps=frozenset({"报备"}), events=(event,), facts={"金额": 5, "村": "某村"}
    )
    row = dict(zip([one.head for one in form.cases], case_row(record, "A01", form.cases), strict=True))
    assert {head: value for head, value in row.items() if value is not None} == {
        "案件编号": "A01", "标题": "路", "金额（元）": 5, "来源": "报纸", "没有的步骤": "报备",
    }  # fmt: skip
    row = dict(zip([one.head for one in form.course], event_row(event, "A01", form.course), strict=True))
    assert {head: value for head, value in row.items() if value is not None} == {
        "案件编号": "A01", "步骤": "决议", "日期": date(2024, 3, 5), "实到（人）": 32,
        "材料": "会议记录、签到册", "材料完整": "是", "说明": "在村委会",
    }  # fmt: skip
