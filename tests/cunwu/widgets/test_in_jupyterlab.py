"""The widgets in JupyterLab, used with mouse and keyboard in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cunwu.conftest import DATA, RULES

RECORD = str(DATA / "violating.yaml")
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
