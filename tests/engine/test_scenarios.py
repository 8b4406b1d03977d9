"""Scenarios come out as written, or say in what not, and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dsl.diagnostics.nodes import Severity
from engine.facts import facts_of
from engine.interpret.evaluator import compile_programs
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.scenarios import Failure, Mismatch, ScenarioResult, ScenarioRunner, as_of_day, mapping_of, matching
from rulesets.loader import load

HEAD = """规则集 “试验”
  施行：2011年1月1日起
依据 法：《试验法》（法律）
  施行：2010年1月1日起
机构 村民代表会议：“村民代表会议”
行为 备案：“报乡镇备案”
程序 简易决策
  步骤 决议                 【法 第一条】
    主体：村民代表会议
    到会：组成人员的三分之二以上   【法 第二条】
  步骤 公示                 【法 第三条】
    次序：决议之后
    公示：不少于3日           【法 第三条】
规则 报备
  当 金额超过10万元
  应当 备案，在决议之后10日内
  【法 第四条】
"""


@pytest.fixture
def run(tmp_path: Path):
    """Run one scenario, given as the lines below its header."""

    def ran(*lines: str) -> ScenarioResult:
        path = tmp_path / "试验.cunwu"
        path.write_text(HEAD + "\n".join(["用例 “一”", "  程序：简易决策", *("  " + line for line in lines)]), "utf-8")
        library = load([str(path)])
        assert [found.message for found in library.diagnostics if found.severity is Severity.ERROR] == []
        (result,) = ScenarioRunner(library.rulesets, library.programs).run(library.rulesets[-1])
        return result

    return ran


def only(result: ScenarioResult) -> Mismatch:
    (mismatch,) = result.mismatches
    return mismatch


def test_a_scenario_that_comes_out_as_written_passes(run):
    assert run("组成人员：48", "决议：2024年3月5日，实到32", "结论：合规 决议·到会").passed


def test_another_verdict_is_told_with_the_finding_and_the_place(run):
    mismatch = only(run("组成人员：48", "决议：2024年3月5日，实到31", "结论：合规 决议·到会"))
    assert (mismatch.failure, mismatch.expected) == (Failure.VERDICT, "合规 决议·到会")
    assert mismatch.actual == "违规 简易决策·决议·到会"
    assert mismatch.finding is not None
    assert mismatch.span.line == HEAD.count("\n") + 5


def test_each_expectation_is_checked(run):
    result = run(
        "组成人员：48",
        "决议：2024年3月5日，实到31",
        "结论：合规 决议·到会；合规；违规 决议·到会",
    )
    assert [(m.failure, m.expected, m.actual) for m in result.mismatches] == [
        (Failure.VERDICT, "合规 决议·到会", "违规 简易决策·决议·到会"),
        (Failure.VERDICT, "合规", "不合规"),
    ]


def test_missing_facts_are_compared_by_either_name(run):
    event = "决议：2024年3月5日，实到31"
    assert run(event, "结论：待补充 决议·到会（缺 组成人员）").passed
    wrong = only(run(event, "结论：待补充 决议·到会（缺 户数）"))
    assert wrong.failure is Failure.MISSING
    assert "缺 组成人员" in wrong.actual
    too_many = only(run(event, "结论：待补充 决议·到会（缺 组成人员、户数）"))
    assert too_many.failure is Failure.MISSING
    assert run("组成人员：48", "决议：2024年3月5日", "结论：待补充 决议·到会（缺 决议的实到）").passed
    assert run("组成人员：48", "决议：2024年3月5日", "结论：待补充 决议·到会（缺 实到）").passed


@pytest.mark.parametrize("word", ["不合规", "违规"])
def test_the_record_as_a_whole(run, word):
    assert run("组成人员：48", "决议：2024年3月5日，实到31", f"结论：{word}").passed


def test_an_unknown_norm_is_a_failure(run):
    assert only(run("决议：2024年3月5日", "结论：合规 决议·道会")).failure is Failure.NORM


def test_wrong_facts_are_a_failure_not_an_error(run):
    mismatch = only(run("组成人员：许多", "结论：合规"))
    assert mismatch.failure is Failure.RECORD
    assert mismatch.diagnostics
    assert "许多" in mismatch.actual
    assert mismatch.span.line == 20


@pytest.mark.parametrize(
    ("lines", "line", "marked", "help_"),
    [
        (("金额：3万元", "公市：2024年3月5日"), 21, "公市", "是不是“公示”？"),
        (("金额：3万元", "备按：2024年3月5日"), 21, "备按", "是不是“备案”？"),
        (("决议：2024年3月5日", "金厄：3万元"), 21, "金厄", "是不是“金额”？"),
        (("公示：2024年3月1日", "决议：2024年3月5日，实倒31"), 21, "实倒", "是不是“实到”？"),
        (("决议：2024年3月5日", "实到：31"), 21, "实到", "请写到那一步的日期后面"),
        (("决议：2024年3月5日，金额 3万元",), 20, "金额", "请另起一行"),
        (("决议：2024年3月5日，实到31.5",), 20, "实到", "写成“31人”这样"),
    ],
)
def test_a_wrong_fact_is_told_at_its_own_place_with_what_was_meant(run, lines, line, marked, help_):
    result = run(*lines, "结论：合规")
    mismatch = only(result)
    assert mismatch.failure is Failure.RECORD and mismatch.span.line == line
    text = Path(mismatch.span.file).read_text("utf-8")
    assert text[mismatch.span.start : mismatch.span.end].startswith(marked)
    assert help_ in mismatch.diagnostics[0].help


def test_each_wrong_fact_is_told_by_itself_in_the_order_of_the_file(run):
    result = run("决议：2024年3月5日，实倒31", "公市：2024年3月6日", "金厄：3万元", "结论：合规")
    assert [mismatch.span.line for mismatch in result.mismatches] == [20, 21, 22]


def test_the_as_of_day_is_the_one_stated_or_the_last_in_the_record(run):
    facts = ("金额：12万元", "决议：2024年4月25日")
    assert run(*facts, "经过完整：是", "结论：未到期 报备").passed
    assert run(*facts, "经过完整：是", "审查日：2024年5月6日", "结论：未到期 报备").passed
    assert run(*facts, "经过完整：是", "审查日：2024年5月7日", "结论：违规 报备").passed


def test_a_verdict_that_must_depend_on_a_reading(run):
    facts = ("组成人员：48", "决议：2024年3月1日，实到40")
    short = "公示：2024年3月4日至2024年3月6日止"
    long = "公示：2024年3月4日至2024年3月16日止"
    assert run(*facts, short, "结论：违规 公示·公示（取决于 公示含首日）").passed
    mismatch = only(run(*facts, long, "结论：合规 公示·公示（取决于 公示含首日）"))
    assert mismatch.failure is Failure.READING


def test_both_ways_of_a_reading_are_told(run):
    facts = ("组成人员：48", "决议：2024年3月1日，实到40", "公示：2024年3月4日至2024年3月16日止")
    assert "都是合规" in only(run(*facts, "结论：合规 公示·公示（取决于 公示含首日）")).actual


SHORT = ("组成人员：48", "决议：2024年3月5日，实到30")


@pytest.mark.parametrize(
    "piece",
    [
        "缺2人",
        "三分之二为32人",
        "组成人员48人，三分之二为32人；实到30人，缺2人",
        "组成人员４８人,三分之二",
        "实到 30 人",
    ],
)
def test_a_piece_of_the_reason_is_found_whatever_its_width_and_blanks(run, piece):
    assert run(*SHORT, f"结论：违规 决议·到会（理由 “{piece}”）").passed


def test_another_reason_is_told_with_what_came_and_the_nearest(run):
    mismatch = only(run(*SHORT, "结论：违规 决议·到会（理由 “缺1人”）"))
    assert mismatch.failure is Failure.REASON
    assert mismatch.expected == "理由里有“缺1人”"
    assert mismatch.actual == "组成人员48人，三分之二为32人；实到30人，缺2人"
    assert mismatch.nearest == "缺2人"


def test_each_piece_of_a_reason_must_be_said(run):
    result = run(*SHORT, "结论：违规 决议·到会（理由 “缺2人”、“三分之二为33人”、“户数”）")
    assert [mismatch.expected for mismatch in result.mismatches] == ["理由里有“三分之二为33人”", "理由里有“户数”"]
    assert result.mismatches[0].nearest == "三分之二为32人"


def test_the_reason_of_another_verdict_is_not_looked_at(run):
    assert [m.failure for m in run(*SHORT, "结论：合规 决议·到会（理由 “缺1人”）").mismatches] == [Failure.VERDICT]


def test_reasons_are_there_for_what_is_missing_and_for_exceptions_too(run):
    event = "决议：2024年3月5日，实到31"
    assert run(event, "结论：待补充 决议·到会（缺 组成人员；理由 “缺少：组成人员”）").passed
    assert run("金额：10万元", event, "结论：不适用 报备（理由 “没有超过10万元”）").passed


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("决议·道会", "简易决策·决议·到会"),
        ("报背", "报备"),
        ("公示·次需", "简易决策·公示·次序"),
        ("完全不同的名称", ""),
    ],
)
def test_the_norm_that_was_probably_meant(run, name, near):
    mismatch = only(run("决议：2024年3月5日", f"结论：合规 {name}"))
    assert (mismatch.failure, mismatch.nearest) == (Failure.NORM, near)


def test_the_place_of_each_expectation(run):
    result = run(*SHORT, "结论：违规 决议·到会；", "  待补充 决议·主体", "结论：不合规")
    assert [(one.place, one.norm) for one in result.scenario.expectations] == [
        (0, "决议·到会"),
        (1, "决议·主体"),
        (0, ""),
    ]
    assert [outcome.found[0].norm.name for outcome in result.outcomes[:2]] == [
        "简易决策·决议·到会",
        "简易决策·决议·主体",
    ]


def test_norms_above_are_those_of_the_file_that_is_named(tmp_path):
    (tmp_path / "上").mkdir()
    (tmp_path / "上" / "镇.cunwu").write_text(HEAD, "utf-8")
    lower = tmp_path / "村.cunwu"
    lower.write_text(
        "规则集 “村”\n  上位：“上/镇.cunwu”\n用例 “一”\n  程序：简易决策    组成人员：48\n"
        "  决议：2024年3月5日，实到31\n  结论：违规 决议·到会；无适用规则\n",
        "utf-8",
    )
    library = load([str(lower)])
    runner = ScenarioRunner(library.rulesets, library.programs)
    (result,) = runner.run(library.rulesets[-1])
    assert result.mismatches == ()
    assert [one.id for one in runner.uppers(library.rulesets[-1])] == ["national/vocabulary", "镇"]
    assert len(runner.norms(library.rulesets[-1])) == len(library.programs[1].norms)


LONG_POSTING = "  程序：公示法\n  公示：2024年3月4日至2024年3月6日止\n"
POSTING = "程序 公示法\n  步骤 公示【法 第三条】\n    公示：不少于3日【法 第三条】\n"


@pytest.mark.parametrize("own", ["", "读法 公示含首日：否，“x”\n"])
@pytest.mark.parametrize("above", ["是", "否"])
def test_a_reading_is_taken_as_in_a_check(tmp_path, above, own):
    """By the ruleset's own default, else by that of the ruleset next above; 取决于 flips it from there."""
    taken = above == "是" and not own
    verdict = "合规" if taken else "违规"
    (tmp_path / "镇.cunwu").write_text(
        f"规则集 “镇”\n依据 法：《试验法》（法律）\n读法 公示含首日：{above}，“x”\n", "utf-8"
    )
    lower = tmp_path / "村.cunwu"
    lower.write_text(
        f"规则集 “村”\n  上位：“镇”\n{own}{POSTING}用例 “一”\n{LONG_POSTING}"
        f"  结论：{verdict} 公示·公示（取决于 公示含首日）\n",
        "utf-8",
    )
    library = load([str(lower)])
    runner = ScenarioRunner(library.rulesets, library.programs)
    (scenario,) = library.rulesets[-1].scenarios
    (result,) = runner.run(library.rulesets[-1])
    assert [(one.expected, one.actual) for one in result.mismatches] == []
    record, _ = from_mapping(mapping_of(scenario), Vocabulary(library.fields))
    assert record is not None
    evaluator = compile_programs(library.programs)
    findings = evaluator.findings(facts_of(record, date(2024, 4, 1)), date(2024, 4, 1))
    assert [one.verdict.chinese for one in findings if one.norm.name == "公示法·公示·公示"] == [verdict]


def test_as_of_without_any_day_is_later_than_all(run):
    result = run("组成人员：48", "结论：待补充 决议·办理；待补充 决议·到会")
    scenario = result.scenario
    record, _ = from_mapping(mapping_of(scenario), Vocabulary(load([]).fields))
    assert record is not None
    assert as_of_day(scenario, record) == date.max


def test_names_match_whole_then_by_parts_then_by_ends(run):
    result = run("组成人员：48", "决议：2024年3月5日，实到31", "结论：合规 决议·到会")
    finding = only(result).finding
    assert finding is not None
    for name in ("简易决策·决议·到会", "试验:简易决策·决议·到会", "决议·到会", "到会", "会"):
        assert matching(name, [finding]) == (finding,)
    assert matching("决议", [finding]) == ()


def test_every_bundled_scenario_comes_out_as_written():
    library = load()
    runner = ScenarioRunner(library.rulesets, library.programs)
    results = [result for ruleset in library.rulesets for result in runner.run(ruleset)]
    failed = [
        (result.ruleset, result.scenario.name, [(m.failure.value, m.expected, m.actual) for m in result.mismatches])
        for result in results
        if not result.passed
    ]
    assert failed == []
    assert len(results) >= sum(len(ruleset.scenarios) for ruleset in library.rulesets) > 100
