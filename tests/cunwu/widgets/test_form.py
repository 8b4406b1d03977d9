"""A form that is checked while it is filled in, without a browser."""

from __future__ import annotations

import pytest
import yaml

import cunwu
from cunwu.errors import RecordError, RulesError, UsageError
from tests.cunwu.conftest import DATA, RULES

AS_OF = "2024-05-01"
MEETING = {"步骤": "决议", "日期": "2024-03-05", "主体": "村民代表会议", "实到": "31", "同意": "31"}


@pytest.fixture
def form():
    return cunwu.form("五议决策法", rules=RULES, as_of=AS_OF)


def fill(form, *events, **record):
    form.values = {"record": {"程序": "五议决策法", **record}, "events": [dict(event) for event in events]}
    return form


def notes(form, key: str) -> list[tuple[str, str]]:
    return [(note["word"], note["text"]) for note in form.answer["notes"].get(key, ())]


def test_it_offers_what_the_rules_know(form):
    spec = form.spec
    assert spec["main"][:1] == ["标题"] and {"程序", "组成人员"} <= set(spec["main"])
    assert list(spec["steps"]) == ["商议", "方案公示", "决议", "决议公示", "报备"]
    assert "实到" in spec["steps"]["决议"] and "实到" not in spec["steps"]["商议"] and "止" in spec["steps"]["方案公示"]
    kinds = {one["name"]: one["kind"] for one in (*spec["record"], *spec["event"])}
    assert (kinds["日期"], kinds["主体"], kinds["结果"], kinds["金额"], kinds["经过完整"]) == (
        "date",
        "list",
        "choice",
        "text",
        "choice",
    )
    outcome = next(one for one in spec["event"] if one["name"] == "结果")
    assert "未通过" in outcome["options"]


def test_a_change_is_judged_at_once(form):
    assert "待补正" in form.answer["head"]
    fill(form, MEETING, 组成人员="48")
    assert "不合规" in form.answer["head"]
    assert notes(form, "e0/实到")[0] == (
        "违规",
        "五议决策法·决议·到会：组成人员48人，三分之二为32人；实到31人，缺1人",
    )
    fill(form, {**MEETING, "实到": "32"}, 组成人员="48")
    assert "不合规" not in form.answer["head"]
    assert notes(form, "e0/实到")[0][0] == "合规"
    assert form.result.record.events[0].facts["实到"] == 32


def test_what_a_norm_waits_for_is_said_where_it_is_to_be_written(form):
    fill(form, {"步骤": "决议", "日期": "2024-03-05"})
    assert "e0/实到" in form.answer["asked"] and "r/组成人员" in form.answer["asked"]
    assert notes(form, "e0/实到")[0][0] == "待补充"
    assert "有没有会议记录" in notes(form, "e0/材料")[0][1]


def test_what_cannot_be_read_is_said_at_its_field(form):
    fill(form, {**MEETING, "实到": "三十来个"}, 金额="36.5")
    assert form.result is None and "填写有误" in form.answer["head"]
    assert notes(form, "r/金额")[0][0] == "填写有误" and "没有单位" in notes(form, "r/金额")[0][1]
    assert "“三十来个”读不出来" in notes(form, "e0/实到")[0][1]
    assert "没有单位" in form.answer["html"] and "读不出来" in form.answer["html"]
    assert yaml.safe_load(form.yaml)["金额"] == "36.5"  # nothing that was typed is lost
    fill(form, {"步骤": ""})
    assert notes(form, "e0/步骤")[0][0] == "填写有误"


def test_a_misspelt_procedure_is_said_at_its_field(form):
    fill(form, 程序="五议决测法")
    assert form.result is None and notes(form, "r/程序")[0][0] == "填写有误"


def test_the_record_so_far_comes_to_the_same_as_a_file(form, tmp_path):
    fill(form, MEETING, 组成人员="48", 金额="36.5万元")
    path = tmp_path / "记录.yaml"
    path.write_text(form.yaml, encoding="utf-8")
    checked = cunwu.check(path, rules=RULES, as_of=AS_OF)
    assert {one.norm.id: one.verdict for one in checked.findings} == {
        one.norm.id: one.verdict for one in form.result.findings
    }


def test_it_goes_on_with_a_record():
    form = cunwu.form("五议决策法", record=DATA / "violating.yaml", rules=RULES, as_of=AS_OF)
    assert form.values["record"]["金额"] == "36.5万元" and len(form.values["events"]) == 3
    assert form.result.overall is cunwu.check(DATA / "violating.yaml", rules=RULES, as_of=AS_OF).overall
    with pytest.raises(RecordError, match=r"wrong\.yaml:2:7"):
        cunwu.form("五议决策法", record=DATA / "wrong.yaml", rules=RULES, as_of=AS_OF)


def test_the_form_of_one_step_begins_with_it():
    form = cunwu.form("五议决策法·决议", as_of="2026-04-01")
    assert form.title == "五议决策法·决议" and form.values["events"] == [{"步骤": "决议"}]
    assert yaml.safe_load(form.yaml)["规则"] == ["ninghai/power_list"]


@pytest.mark.parametrize("about", ["national/organic_law", "村民委员会组织法", str(RULES)])
def test_the_form_of_a_ruleset(about: str):
    form = cunwu.form(about, as_of=AS_OF)
    assert form.values == {"record": {}, "events": []} and form.spec["steps"]


def test_names_that_mean_nothing_or_too_much():
    with pytest.raises(UsageError, match="没有叫“五议法”的规则集、程序或者步骤。是不是“五议决策法”？"):
        cunwu.form("五议法")
    with pytest.raises(UsageError, match="“决议”可以指2个"):
        cunwu.form("决议")
    with pytest.raises(RulesError):
        cunwu.form(DATA / "wrong.yaml")


@pytest.mark.parametrize(
    "values",
    [{}, {"record": None, "events": "x"}, {"record": {"金额": None, "没有这一栏": 3}, "events": [1, {"实到": []}]}],
)
def test_whatever_is_given_it_answers(form, values):
    form.values = values
    assert form.answer["head"] and isinstance(form.yaml, str)


def test_it_is_readable_without_a_kernel(form):
    data, _ = form._repr_mimebundle_()
    html = data["text/html"]
    assert html.count("<table") == 6 and "<th>实到</th>" in html and "单位人" in html and "<script" not in html
    assert data["text/plain"].startswith("五议决策法：待补正")
    fill(form, MEETING, 标题="<b>甲</b>")
    assert "<td>31</td>" in form.still_html() and "&lt;b&gt;甲" in form.still_html()
