"""Rewriting what scenarios state: only what differs, in its own style, and right afterwards."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from dsl.diagnostics import Severity
from dsl.model.conclusions import conclusions, value_span
from dsl.model.nodes import RuleSet
from engine.scenarios import ScenarioResult, ScenarioRunner
from engine.scenarios.update import changed_lines, changes, lasting, rewritten
from rulesets.loader import load
from rulesets.scenario_files import path_of
from tests.engine.test_scenarios import HEAD

SHORT = "  程序：简易决策    组成人员：48\n  决议：2024年3月5日，实到30\n"


def ran(text: str, folder: Path) -> tuple[tuple[ScenarioResult, ...], str]:
    path = folder / "试验.cunwu"
    path.write_bytes(text.encode())
    library = load([str(path)])
    assert [found.message for found in library.diagnostics if found.severity is Severity.ERROR] == []
    return ScenarioRunner(library.rulesets, library.programs).run(library.rulesets[-1]), text


@pytest.fixture
def updated(tmp_path: Path):
    """The conclusion of one scenario, as it is rewritten; what comes of it must then be as stated."""

    def update(facts: str, conclusion: str) -> str:
        text = f"{HEAD}用例 “一”\n{facts}  结论：{conclusion}\n"
        (result,), text = ran(text, tmp_path)
        assert not result.passed
        new = rewritten(text, changes(result, text))
        (again,), new = ran(new, tmp_path)
        assert again.passed, again.mismatches
        before, after = f"{HEAD}用例 “一”\n{facts}  结论：", "\n"
        assert new.startswith(before) and new.endswith(after)
        return new[len(before) : -len(after)]

    return update


@pytest.mark.parametrize(
    ("stated", "right"),
    [
        ("合规 决议·到会", "违规 决议·到会"),
        ("合规  “决议·到会”", "违规  “决议·到会”"),
        ("合规 决议·到会；待补充 决议·主体", "违规 决议·到会；待补充 决议·主体"),
        ("待补充 决议·主体;合规 到会。", "待补充 决议·主体;违规 到会。"),
        ("违规 决议·到会（理由 “缺1人”）", "违规 决议·到会（理由 “缺2人”）"),
        ("违规 决议·到会(理由「缺1人」)", "违规 决议·到会(理由 「缺2人」)"),
        ("违规 决议·到会（理由 缺1人）", "违规 决议·到会（理由 “缺2人”）"),
        ("违规 到会（理由 “实到30人”、“缺1人”）", "违规 到会（理由 “实到30人”、“缺2人”）"),
        ("违规 到会（理由 “缺1人”、“缺了3人”）", "违规 到会（理由 “缺2人”）"),
        ("合规 决议·到会（理由 “符合”）", "违规 决议·到会（理由 “缺2人”）"),
        ("待补充 决议·到会（缺 组成人员）", "违规 决议·到会"),
        ("待补充 决议·到会（缺 组成人员；理由 “缺3人”）", "违规 决议·到会（理由 “缺2人”）"),
        ("合规 决议·主体", "待补充 决议·主体（缺 决议的主体）"),
        ("违规 到会（取决于 公示含首日）", "违规 到会"),
        ("违规 到会 （取决于 公示含首日）", "违规 到会"),
        ("违规 到会（取决于 公示含首日；理由 “缺2人”）", "违规 到会（理由 “缺2人”）"),
        ("合规", "不合规"),
        ("待补充；违规 决议·到会", "不合规；违规 决议·到会"),
        ("“合规 决议·到会”", "“违规 决议·到会”"),
        ("合规\n    决议·到会；\n  待补充 决议·主体", "违规\n    决议·到会；\n  待补充 决议·主体"),
    ],
)
def test_what_differs_is_rewritten_in_its_own_style(updated, stated, right):
    assert updated(SHORT, stated) == right


@pytest.mark.parametrize(
    ("stated", "right"),
    [
        ("待补充 到会（缺 户数）", "待补充 到会（缺 实到、组成人员）"),
        ("待补充 到会（缺 决议的实到）", "待补充 到会（缺 决议的实到、组成人员）"),
        ("待补充 到会（缺 实到，户数）", "待补充 到会（缺 实到、组成人员）"),
        ("违规 到会（理由 “缺2人”）", "待补充 到会（缺 决议的实到、组成人员）（理由 “组成人员（记录）”）"),
    ],
)
def test_what_is_missing_keeps_its_order_and_its_short_names(updated, stated, right):
    assert updated("  程序：简易决策\n  决议：2024年3月5日\n", stated) == right


def test_versions_that_came_out_differently_get_a_part_each(updated):
    facts = "  程序：简易决策    组成人员：48\n  决议：2024年3月5日，实到40\n  公示：2024年3月4日至2024年3月16日止\n"
    assert updated(facts, "合规 次序；违规 决议·到会") == "违规 次序；合规 决议·到会"


def test_what_rewriting_cannot_mend_is_left_alone(tmp_path):
    text = (
        f"{HEAD}用例 “一”\n{SHORT}  结论：合规 决议·道会；合规 决议·到会\n"
        "用例 “二”\n  组成人员：许多\n  结论：合规\n用例 “三”\n  审查日：“以后”\n  结论：合规\n"
    )
    results, text = ran(text, tmp_path)
    own = [change for result in results for change in changes(result, text)]
    assert [(change.before, change.after) for change in own] == [("合规 决议·到会", "违规 决议·到会")]
    assert [lasting(result, text) for result in results] == [True, True, True]


def test_a_scenario_that_passes_is_never_touched(tmp_path):
    (result,), text = ran(f"{HEAD}用例 “一”\n{SHORT}  结论：违规 到会（理由 “缺2人”）；不合规\n", tmp_path)
    assert changes(result, text) == ()
    assert not lasting(result, text)


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path):
    (result,), text = ran(f"{HEAD}用例 “一”\n{SHORT}  结论：合规 到会\n", tmp_path)
    assert changes(result, text.replace("合规 到会", "违规 到会")) == ()
    assert changes(result, text[: -len("合规 到会\n")]) == ()
    assert lasting(result, "")


def test_names_in_which_another_block_would_begin_are_quoted(tmp_path):
    rule = "规则 “事项·程序”\n  当 程序为“简易决策”\n  应当 金额不超过10万元\n  【法 第四条】\n"
    text = f"{HEAD}{rule}用例 “一”\n  金额：9万元\n  决议：2024年3月5日\n  结论：违规 “事项·程序”\n"
    (result,), text = ran(text, tmp_path)
    new = rewritten(text, changes(result, text))
    assert new.endswith("结论：待补充 “事项·程序”（缺 “程序”）\n")
    (again,), _ = ran(new, tmp_path)
    assert again.passed


def test_lines_before_and_after(tmp_path):
    text = f"{HEAD}用例 “一”\r\n{SHORT}  结论：合规 到会；\r\n    合规 主体\r\n"
    (result,), text = ran(text, tmp_path)
    lines = list(changed_lines(text, changes(result, text)))
    first = text[: text.index("结论：合规 到会")].count("\n") + 1
    assert lines == [
        (first, "结论：合规 到会；", "结论：违规 到会；"),
        (first + 1, "合规 主体", "待补充 主体（缺 决议的主体）"),
    ]


# --- the bundled files, spoiled -----------------------------------------------------------


def spoiled(text: str, ruleset: RuleSet, random: Random) -> tuple[str, dict[str, int]]:
    """The file with one of the verdicts, missing facts or readings of some scenarios made wrong, and which."""
    edits: list[tuple[int, int, str]] = []
    names: dict[str, int] = {}
    for scenario in ruleset.scenarios:
        expectation = random.choice(scenario.expectations)
        span = expectation.span
        entry = text[span.start : span.end]
        start, end = value_span(entry)
        part = conclusions(entry[start:end])[expectation.place]
        place = span.start + start
        if random.random() < 0.5:
            continue
        names[scenario.name] = expectation.place
        if part.notes and random.random() < 0.5:
            note = random.choice(part.notes)
            kind = "缺 “别的事实”" if note.kind == "缺" else "取决于 通知须满整日、公示含首日、别的读法"
            edits.append((place + note.start, place + note.end, kind))
        else:
            words = ("合规", "不合规", "待补正") if not expectation.norm else ("合规", "违规", "待补充", "不适用")
            other = random.choice([word for word in words if word != part.verdict])
            edits.append((place + part.start, place + part.verdict_end, other))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text, names


@pytest.mark.parametrize("id_", ["national/organic_law", "ninghai/power_list", "ningbo/four_step"])
def test_bundled_files_are_put_right_after_any_spoiling(id_, tmp_path):
    ruleset = load([id_]).rulesets[-1]
    original = path_of(ruleset).read_bytes().decode()
    wrong, names = spoiled(original, ruleset, Random(7))
    path = tmp_path / "x.cunwu"
    path.write_text(wrong, "utf-8")
    library = load([str(path)])
    assert not library.diagnostics
    runner = ScenarioRunner(library.rulesets, library.programs)
    results = runner.run(library.rulesets[-1])
    assert {result.scenario.name for result in results if not result.passed} <= set(names)
    assert sum(not result.passed for result in results) > len(names) * 0.8
    assert not any(lasting(result, wrong) for result in results)
    right = rewritten(wrong, [change for result in results for change in changes(result, wrong)])
    # Every line that was not spoiled stays as it was.
    pairs = list(zip(original.splitlines(), wrong.splitlines(), right.splitlines(), strict=True))
    assert all(before == after for before, spoilt, after in pairs if before == spoilt)
    path.write_text(right, "utf-8")
    library = load([str(path)])
    again = ScenarioRunner(library.rulesets, library.programs).run(library.rulesets[-1])
    assert [(result.scenario.name, result.mismatches) for result in again if not result.passed] == []
    assert len(again) == len(results) == len(ruleset.scenarios)
    assert [result.scenario.name for result in again] == [one.name for one in ruleset.scenarios]
