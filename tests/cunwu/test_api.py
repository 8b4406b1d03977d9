"""``import cunwu``: what a notebook does with it."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

import cunwu
from cunwu.work import Work
from dsl.norms.nodes import Norm
from engine.findings.nodes import Overall, Verdict
from engine.records.nodes import DecisionRecord, Event
from tests.cunwu.conftest import AS_OF, DATA, RULES


def check(record, **settings):
    return cunwu.check(record, **{"rules": RULES, "as_of": AS_OF, **settings})


def test_a_record_in_any_form_gives_the_same_verdicts():
    path = DATA / "violating.yaml"
    text = path.read_text("utf-8")
    mapping = yaml.safe_load(text)
    forms = [path, str(path), text, mapping, json.dumps(mapping, default=str, ensure_ascii=False, indent=1)]
    verdicts = {tuple(finding.verdict for finding in check(form).findings) for form in forms}
    assert len(verdicts) == 1
    assert check(check(path).record).overall is Overall.VIOLATED


def test_a_record_made_in_python():
    event = Event(step="决议", facts={"日期": date(2024, 3, 5), "实到": 31})
    result = check(DecisionRecord(events=(event,), facts={"程序": "五议决策法", "组成人员": 48}))
    violated = [finding.norm.name for finding in result.findings if finding.verdict is Verdict.VIOLATED]
    assert "五议决策法·决议·到会" in violated


@pytest.mark.parametrize("day", ["2024-05-07", "2024年5月7日", date(2024, 5, 7), datetime(2024, 5, 7, 12)])  # noqa: DTZ001
def test_the_day_of_the_check_in_any_form(day):
    assert check(DATA / "pending.yaml", as_of=day).overall is Overall.VIOLATED


def test_the_day_of_the_check_is_today_otherwise():
    assert check(DATA / "pending.yaml", as_of=None).report.as_of == datetime.now().astimezone().date()
    assert check(DATA / "pending.yaml").overall is Overall.IN_PROGRESS


def test_a_day_that_is_none_is_refused():
    with pytest.raises(cunwu.UsageError, match="2024-02-30"):
        check(DATA / "pending.yaml", as_of="2024-02-30")


def test_wrong_records_raise_with_all_mistakes():
    with pytest.raises(cunwu.RecordError) as raised:
        check(DATA / "wrong.yaml")
    assert len(raised.value.diagnostics) == 4
    assert "四十八个人左右" in str(raised.value)
    assert "发现 4 处错误" in str(raised.value)
    assert "found 4 errors" in raised.value.text("en")
    with pytest.raises(cunwu.RecordError, match="没有“实倒”这个栏目"):
        check({"实倒": 31})
    with pytest.raises(cunwu.RecordError, match="读不了文件"):
        check("nowhere.yaml")


def test_wrong_rules_raise(tmp_path):
    with pytest.raises(cunwu.RulesError, match="找不到这个规则集"):
        check(DATA / "compliant.yaml", rules="nowhere")
    (tmp_path / "x.cunwu").write_text("规则集 “甲”\n  地驱：乙\n", "utf-8")
    with pytest.raises(cunwu.RulesError, match="地驱") as raised:
        check(DATA / "compliant.yaml", rules=tmp_path / "x.cunwu")
    assert raised.value.diagnostics


def test_unknown_readings_are_refused():
    with pytest.raises(cunwu.UsageError, match="没有叫“公示”的读法"):
        check(DATA / "compliant.yaml", readings={"公示": True})


def test_a_reading_changes_the_verdict():
    record = {
        "程序": "五议决策法",
        "经过": [{"步骤": "方案公示", "日期": "2024-01-01", "止": "2024-01-15"}],
    }

    def posting(**readings):
        result = check(record, readings=readings)
        return next(one.verdict for one in result.findings if one.norm.name == "五议决策法·方案公示·公示")

    assert posting() is posting(公示含首日=False) is Verdict.VIOLATED
    assert posting(公示含首日=True) is Verdict.COMPLIANT


def test_exit_codes(results):
    codes = {name: result.exit_code for name, result in results.items()}
    assert codes == {"compliant": 0, "violating": 1, "incomplete": 2, "pending": 2}


def test_results_show_themselves_in_notebooks(results):
    bundle = results["violating"]._repr_mimebundle_()
    assert "不合规" in bundle["text/plain"]
    assert bundle["text/html"].startswith("<iframe srcdoc=")
    assert "<script" not in bundle["text/html"]
    assert str(results["violating"]) == results["violating"].text()


def test_results_as_data_are_json(results):
    for result in results.values():
        data = result.to_dict()
        assert json.loads(json.dumps(data)) == data
        assert data["overall_zh"] == result.overall.value
        assert len(data["findings"]) == len(result.findings)


def test_the_rulesets_a_record_names_are_those_that_count(tmp_path):
    mapping = yaml.safe_load((DATA / "violating.yaml").read_text("utf-8"))
    named = cunwu.check({**mapping, "规则": ["national/major_decisions"]}, as_of=AS_OF)
    assert {finding.norm.ruleset for finding in named.findings} == {"national/major_decisions"}
    by_title = cunwu.check({**mapping, "规则": "重大行政决策程序"}, as_of=AS_OF)
    assert by_title.findings == named.findings
    everything = cunwu.check(mapping, as_of=AS_OF)
    assert {finding.norm.ruleset for finding in everything.findings} > {"national/major_decisions"}
    chosen = check({**mapping, "规则": ["national/major_decisions"]})
    assert {finding.norm.ruleset for finding in chosen.findings} == {"village"}
    with pytest.raises(cunwu.RecordError, match="没有叫“national/major”的规则集") as unknown:
        cunwu.check({**mapping, "规则": "national/major"}, as_of=AS_OF)
    assert unknown.value.diagnostics[0].help == "是不是“national/major_decisions”？"
    with pytest.raises(cunwu.RecordError, match=r"(?s)没有叫“另一个”的规则集.*用 cunwu rules 可以看到全部"):
        cunwu.check({**mapping, "规则": "另一个"}, as_of=AS_OF)


def test_a_name_of_several_rulesets_says_of_none_that_it_counts(tmp_path):
    files = [tmp_path / "甲.cunwu", tmp_path / "乙.cunwu"]
    for file in files:
        file.write_text("规则集 “村规”\n", "utf-8")
    work = Work.open(files, date.fromisoformat(AS_OF), {})
    with pytest.raises(cunwu.RecordError, match="“村规”可以指几个规则集") as refused:
        replace(work, chosen=False).check({"标题": "试", "规则": "村规"})
    (found,) = refused.value.diagnostics
    assert found.code == "R093" and "、" in found.help


def test_the_rulesets_above_count_too():
    ids = [head.id for head in cunwu.rules(["ninghai/power_list"]).heads]
    assert "national/organic_law" in ids
    catalogue = cunwu.rules()
    assert set(catalogue.with_uppers(["ninghai/power_list"])) <= set(ids)
    assert "national/organic_law" in catalogue.with_uppers(["ninghai/power_list"])


def test_rules_can_be_looked_up():
    catalogue = cunwu.rules(RULES)
    norm = catalogue.norm("决议·到会")
    assert isinstance(norm, Norm)
    assert catalogue.norm(norm.id) is catalogue.norm(norm.name) is norm
    assert catalogue.procedure("五议决策法") is catalogue.procedure("village:五议决策法")
    assert catalogue.ruleset("试验村规则").id == "village"
    with pytest.raises(cunwu.UsageError, match="是不是“五议决策法·决议·到会”"):
        catalogue.norm("五议决策法·决议·道会")
    with pytest.raises(cunwu.UsageError, match="没有叫“”的规范"):
        catalogue.norm("")


def test_explain():
    said = cunwu.explain(DATA / "violating.yaml", "决议·到会", rules=RULES, as_of=AS_OF)
    assert said.finding.verdict is Verdict.VIOLATED
    assert "48人（第5行）" in str(said)
    with pytest.raises(cunwu.UsageError):
        cunwu.explain(DATA / "violating.yaml", "没有的", rules=RULES)


def test_map_draws():
    plain = cunwu.map("五议决策法", rules=RULES)
    case = cunwu.map("五议决策法", record=DATA / "violating.yaml", rules=RULES)
    assert "<svg" in plain._repr_mimebundle_()["image/svg+xml"]
    assert "违规" in case._repr_mimebundle_()["image/svg+xml"]
    assert str(plain).startswith("五议决策法：商议 → ")
    with pytest.raises(cunwu.UsageError):
        cunwu.map("没有的", rules=RULES)


def test_errors_can_be_pickled_as_worker_processes_do():
    error = cunwu.RecordError("中文", "English", ())
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == "中文"


def test_a_path_need_not_exist_as_text():
    with pytest.raises(cunwu.RecordError):
        check(Path("不存在") / "记录.yaml")


def test_a_norm_that_the_record_leaves_out_cannot_be_explained():
    record = {"只核对": ["决议·到会"], "程序": "五议决策法", "经过": [{"步骤": "决议", "日期": "2024-03-05"}]}
    assert cunwu.explain(record, "决议·到会", rules=RULES).finding.verdict is Verdict.UNKNOWN
    with pytest.raises(cunwu.UsageError, match="只核对"):
        cunwu.explain(record, "决议·主体", rules=RULES)
