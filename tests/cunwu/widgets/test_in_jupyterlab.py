"""The widgets in JupyterLab, used with mouse and keyboard in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import cunwu
from tests.cunwu.conftest import DATA, RULES

RECORD = str(DATA / "violating.yaml")
OTHERS = {"record": {"组成人员": "30"}, "events": [{"步骤": "商议"}, {"步骤": "决议"}]}
pytestmark = pytest.mark.slow


def test_a_case_is_replayed(lab):
    page = lab.run(
        "replay",
        f"import cunwu\nw = cunwu.replay({RECORD!r}, rules={str(RULES)!r}, as_of='2024-05-01')\nw",
        "print('position', w.position)",
    )
    shown = page.locator(".cunwu-replay")
    slider, verdict = shown.get_by_role("slider"), shown.locator(".cunwu-panel .cunwu-verdict")
    expect(verdict).to_contain_text("不合规")
    slider.fill("2")
    expect(verdict).to_contain_text("审查日 2024年1月15日")
    expect(verdict).not_to_contain_text("不合规")
    shown.get_by_role("button", name="下一步").click()
    expect(verdict).to_contain_text("不合规")
    expect(shown.locator(".cunwu-changes")).to_contain_text("实到31人，缺1人")
    expect(shown.locator(".cunwu-map .cunwu-now")).to_contain_text("决议")
    shown.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("2")
    page.keyboard.press("End")
    expect(slider).to_have_value("4")
    page.keyboard.press("PageUp")
    expect(slider).to_have_value("3")
    # Python knows of it.
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text("position 3")


def test_a_form_is_filled_in(lab):
    page = lab.run(
        "form",
        f"import cunwu\nf = cunwu.form('五议决策法', rules={str(RULES)!r}, as_of='2024-05-01')\nf",
        "print(f.yaml)",
        f"if f.values['events']:\n    f.values = {OTHERS!r}",
    )
    form = page.locator(".cunwu-form")
    verdict = form.locator(".cunwu-head")
    expect(verdict).to_contain_text("待补正")
    form.get_by_role("button", name="＋ 决议", exact=True).click()
    form.locator("[data-key='e0/日期'] input").fill("2024-03-05")
    form.get_by_label("组成人员").fill("48")
    form.get_by_label("实到").fill("31")
    expect(verdict).to_contain_text("不合规")
    notes = form.locator("[data-key='e0/实到'] .cunwu-notes")
    expect(notes).to_contain_text("违规 五议决策法·决议·到会：组成人员48人，三分之二为32人；实到31人，缺1人")
    form.get_by_label("实到").press_sequentially("x")
    expect(notes).to_contain_text("填写有误")
    form.get_by_label("实到").fill("32")
    expect(verdict).to_contain_text("待补正")
    expect(notes).to_contain_text("合规")
    form.locator(".cunwu-yaml summary").click()
    expect(form.get_by_label("记录（YAML）")).to_have_value(re.compile("实到: 32人"))
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text("实到: 32人")
    # The form follows Python, takes more fields, and lets steps go.
    page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(form.locator("[data-key='r/组成人员'] input")).to_have_value("30")
    expect(form.locator(".cunwu-card legend")).to_have_text(["1. 商议", "2. 决议"])
    form.locator("[data-key='e1']").get_by_label("加一栏").select_option("结果")
    form.locator("[data-key='e1/结果'] select").select_option("未通过")
    expect(form.get_by_label("记录（YAML）")).to_have_value(re.compile("结果: 未通过"))
    form.get_by_role("button", name="删去商议").click()
    expect(form.locator(".cunwu-card legend")).to_have_text(["1. 决议"])
    expect(form.locator("[data-key='e0/结果'] select")).to_have_value("未通过")
    expect(form.get_by_label("记录（YAML）")).not_to_have_value(re.compile("商议"))


def test_a_quiz_is_answered(lab):
    right = [question.right for question in cunwu.quiz("national/major_decisions", seed=1, count=2).questions]
    page = lab.run(
        "quiz",
        "import cunwu\nq = cunwu.quiz('national/major_decisions', seed=1, count=2)\nq",
        "print('score', q.score, q.answers)",
    )
    quiz = page.locator(".cunwu-quiz")
    quiz.get_by_role("radio").nth(right[0]).check()
    quiz.get_by_role("button", name="回答").click()
    expect(quiz.locator(".cunwu-answer")).to_contain_text("答对了")
    expect(quiz.locator(".cunwu-answer")).to_contain_text("《重大行政决策程序暂行条例》")
    expect(quiz.get_by_role("radio").nth(right[0])).to_be_disabled()
    quiz.get_by_role("button", name="下一题").click()
    expect(quiz.locator(".cunwu-answer")).to_be_empty()
    wrong = 1 if right[1] == 0 else 0
    quiz.get_by_role("radio").nth(wrong).check()
    page.keyboard.press("Enter")
    expect(quiz.locator(".cunwu-answer")).to_contain_text("不对")
    expect(quiz.get_by_role("status")).to_have_text("答对 1 题，已答 2 题，共 2 题")
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text(f"score 1 [{right[0]}, {wrong}]")
