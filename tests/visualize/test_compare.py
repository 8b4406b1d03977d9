"""Two procedures side by side."""

from __future__ import annotations

import re

import pytest

from rulesets.loader import load
from tests.visualize.procedures import demand, procedure, step
from visualize.compare import Mark, compare, mermaid

BUNDLED = [one for ruleset in load().rulesets for one in ruleset.procedures]
OLD = procedure(
    "旧",
    step("提议", ("村党组织",)),
    step("商议", ("村务联席会议",), ("提议",)),
    step("公示", (), ("商议",), (demand("公示", "不少于7日"),)),
    step("决议", ("村民代表会议",), ("公示",), (demand("材料", "会议记录"),), on_failure="商议"),
    step("备案", (), ("决议",)),
)
NEW = procedure(
    "新",
    step("提议", ("村党组织",)),
    step("公示", (), ("提议",), (demand("公示", "不少于15日"),)),
    step("商议", ("村务联席会议", "村监会"), ("公示",), optional=True),
    step("审议", ("党员大会",), ("商议",)),
    step("决议", ("村民代表会议",), ("审议",), (demand("到会", "组成人员的三分之二以上"),)),
)


def test_each_step_has_its_mark_and_what_differs():
    found = {one.step: (one.mark, one.details) for one in compare(OLD, NEW)}
    assert found["提议"] == (Mark.SAME, ())
    assert found["审议"][0] is Mark.ADDED and "主体：党员大会" in found["审议"][1]
    assert found["备案"] == (Mark.REMOVED, ())
    assert {found["公示"][0], found["商议"][0]} == {Mark.MOVED, Mark.CHANGED}  # one of the two that changed places
    assert "公示：由“不少于7日”改为“不少于15日”" in found["公示"][1]
    assert (
        "主体：由“村务联席会议”改为“村务联席会议、村监会”" in found["商议"][1] and "可选：新增“是”" in found["商议"][1]
    )
    assert found["决议"][0] is Mark.CHANGED
    assert {"材料：删去“会议记录”", "到会：新增“组成人员的三分之二以上”", "未通过：删去“退回商议”"} <= set(
        found["决议"][1]
    )


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.name)
def test_a_procedure_is_the_same_as_itself(one):
    assert {each.mark for each in compare(one, one)} == {Mark.SAME}


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.name)
def test_every_step_of_both_is_told_once(one):
    names = [each.step for each in compare(OLD, one)]
    assert sorted(names) == sorted({each.name for each in (*OLD.steps, *one.steps)})


def test_the_other_way_round_what_came_in_went():
    there = {one.step: one.mark for one in compare(OLD, NEW)}
    back = {one.step: one.mark for one in compare(NEW, OLD)}
    assert (back["审议"], back["备案"]) == (Mark.REMOVED, Mark.ADDED) and there.keys() == back.keys()


def test_as_a_flow_chart():
    text = mermaid(OLD, NEW)
    assert text == mermaid(OLD, NEW) and "【新增】审议" in text and "【删去】备案" in text
    declared = set(re.findall(r"^  (\w+)[\[(]", text, re.M))
    joined = {name for pair in re.findall(r"^  (\w+) (?:-->|-\.->) (\w+)$", text, re.M) for name in pair}
    assert joined == declared and "classDef removed" in text and "class s" in text


def test_on_the_command_line(tmp_path, capsys, monkeypatch):
    from cunwu.cli import run

    monkeypatch.setenv("COLUMNS", "100")
    assert run(["compare", "五议决策法", "和村惠民四步法"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("五议决策法 → 和村惠民四步法\n") and "＋ 说事（新增）" in told and "－ 提议（删去）" in told
    assert run(["compare", "五议决策法", "五议决策法", "-o", str(tmp_path / "x.mmd")]) == 0
    assert (tmp_path / "x.mmd").read_text(encoding="utf-8").startswith("flowchart TD")
    assert run(["compare", "五议决策", "五议决策法"]) == 3
    assert "是不是“五议决策法”" in capsys.readouterr().err
