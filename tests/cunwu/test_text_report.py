"""The report on a terminal."""

from __future__ import annotations

import re

import pytest

import cunwu
from cunwu.report.build import view_of
from cunwu.report.text import TextReport, table
from cunwu.report.view import ReportView
from cunwu.report.width import width
from engine.findings.nodes import Overall
from tests.cunwu.conftest import AS_OF, RULES

PLAIN = re.compile(r"\x1b\[[0-9;]*m")


def layout(**settings) -> TextReport:
    return TextReport("zh", **{"colour": False, "columns": 80, "everything": False, **settings})


@pytest.mark.parametrize("name", ["compliant", "violating", "incomplete", "pending"])
@pytest.mark.parametrize("columns", [60, 80, 110])
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_too_wide(results, name, columns, everything):
    for line in results[name].text(columns=columns, everything=everything).splitlines():
        assert width(line) <= columns, line


def test_colours_change_nothing_else(results):
    for result in results.values():
        plain, colour = result.text(), result.text(colour=True)
        assert "\x1b" not in plain
        assert "\x1b[" in colour
        assert PLAIN.sub("", colour) == plain


def test_the_order_is_what_is_wrong_then_what_is_missing_then_what_is_in_order(results):
    text = results["violating"].text()
    places = [
        text.index(sign) for sign in ("结论：", "【违规】", "【待补充】", "【合规】", "条不适用（加", "【需人工】")
    ]
    assert places == sorted(places)


def test_the_headline_counts_every_finding_once(results):
    for result in results.values():
        counted = [int(number) for text in view_of(result, "zh").counts for number in re.findall(r"\d+", text)]
        assert sum(counted) == len(result.findings)


def test_groups_hold_every_finding_once(results):
    for result in results.values():
        view = view_of(result, "zh")
        groups = [*view.unknown, *view.unlisted]
        listed = [item.norm_id for group in groups for item in group.items]
        parts = (view.violated, view.pending, view.advice, view.compliant, view.not_applicable)
        listed += [item.norm_id for part in parts for item in part]
        assert sorted(listed) == sorted(finding.norm.id for finding in result.findings)


def test_steps_not_mentioned_are_summed_up(results):
    text = results["incomplete"].text()
    view = view_of(results["incomplete"], "zh")
    waiting = sum(len(group.items) for group in view.unlisted)
    assert f"有{waiting}条规范要看经过里没有写到的步骤" in text
    assert "没有的步骤" in text
    assert {step.step for step in view.steps} >= {"商议", "方案公示", "决议公示"}
    everything = results["incomplete"].text(everything=True)
    assert "没有写到的步骤" not in everything
    assert all(item.norm in everything for group in view.unlisted for item in group.items)


def test_no_violation_no_word_on_validity(results):
    assert "只核对程序" in results["violating"].text()
    assert "只核对程序" not in results["compliant"].text()


def test_a_verdict_that_hangs_on_a_reading_says_so_though_it_is_in_order():
    posting = {"步骤": "方案公示", "日期": "2024-01-01", "止": "2024-01-15"}
    record = {"程序": "五议决策法", "经过": [{"步骤": "商议", "日期": "2023-12-01"}, posting]}
    result = cunwu.check(record, rules=RULES, as_of=AS_OF, readings={"公示含首日": True})
    (posted,) = [one for one in result.findings if one.norm.name == "五议决策法·方案公示·公示"]
    assert posted.verdict.chinese == "合规"
    assert posted.human
    assert "需人工：" in result.text()
    assert "公示含首日" in result.text(columns=200)
    assert "公示含首日" in result.html()


def test_warnings_of_the_record_are_shown_with_their_line():
    lines = ("程序: 五议决策法", "经过:", "  - 步骤: 决议", "    应到: 30", "    实到: 40", "    同意: 50")
    result = cunwu.check("\n".join(lines), rules=RULES, as_of=AS_OF)
    assert result.diagnostics
    shown = result.text()
    assert "【记录本身】" in shown
    assert all(f"第{found.span.line}行：" in shown for found in result.diagnostics if found.span)


def test_events_after_the_day_of_the_check_are_told_of(results):
    result = cunwu.check(results["violating"].record, rules=RULES, as_of="2024-03-01")
    assert "2024年3月5日" in "".join(result.report.notes)
    assert "【说明】" in result.text()


def test_caveats_of_a_ruleset_are_said_once(tmp_path):
    text = RULES.read_text("utf-8").replace("  版本：", "  未证实：“只见于一份材料”\n  版本：", 1)
    (tmp_path / "village.cunwu").write_text(text, "utf-8")
    result = cunwu.check(
        {"程序": "五议决策法", "经过": [{"步骤": "决议", "日期": "2024-03-05", "实到": 31}]},
        rules=tmp_path / "village.cunwu",
        as_of=AS_OF,
    )
    shown = result.text(everything=True, columns=200)
    assert shown.count("只见于一份材料") == 1


def test_an_empty_report_is_short():
    empty = ReportView(
        title="", file="", overall=Overall.NO_RULE, overall_word="无适用规则", as_of="2024年5月1日", rulesets=(),
        counts=(), violated=(), unknown=(), unlisted=(), steps=(), pending=(), advice=(), compliant=(),
        not_applicable=(), warnings=(), notes=(), human=(),
    )  # fmt: skip
    assert layout().render(empty) == "结论：– 无适用规则（审查日 2024年5月1日）"


def test_table_aligns_chinese():
    assert table([("村民", "a"), ("x", "b")]) == "村民  a\nx     b"
    assert table([]) == ""
