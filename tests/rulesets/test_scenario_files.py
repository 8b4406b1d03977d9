"""Finding the scenario files beside rule files."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulesets.loader import bundled_ids, load
from rulesets.scenario_files import is_scenario_file, path_of, read_beside, rule_file_of, scenario_files_of

RULES = "规则集 “甲”\n机构 会：“x”\n规则 r\n  行为：每次 会\n  应当 实到不少于 3人【无上位依据：本村】\n"
SCENARIO = "用例 “二”\n  会：2024年3月5日，实到3\n  结论：合规 r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.cunwu").write_text(RULES, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("甲.用例.cunwu", True),
        ("甲.cases.cunwu", True),
        ("甲.用例.cunwu.md", True),
        ("a/b/甲.cases.cunwu.md", True),
        ("甲.cunwu", False),
        ("甲.cunwu.md", False),
        ("用例.cunwu", False),
        ("甲.用例.yaml", False),
    ],
)
def test_names(name, is_one):
    assert is_scenario_file(name) is is_one
    assert is_scenario_file(Path(name)) is is_one


@pytest.mark.parametrize("ending", [".用例.cunwu", ".cases.cunwu", ".用例.cunwu.md", ".cases.cunwu.md"])
def test_rules_and_scenarios_find_one_another(folder, ending):
    path = folder / f"甲{ending}"
    path.write_text(SCENARIO, "utf-8")
    ruleset = load([str(folder / "甲.cunwu")]).rulesets[-1]
    assert path_of(ruleset) == folder / "甲.cunwu"
    assert scenario_files_of(ruleset) == (path,)
    assert rule_file_of(path) == folder / "甲.cunwu"


def test_a_literate_rule_file_has_scenario_files_too(tmp_path):
    (tmp_path / "乙.cunwu.md").write_text(f"说明\n\n```cunwu\n{RULES}```\n", "utf-8")
    path = tmp_path / "乙.用例.cunwu"
    path.write_text(SCENARIO, "utf-8")
    ruleset = load([str(tmp_path / "乙.cunwu.md")]).rulesets[-1]
    assert scenario_files_of(ruleset) == (path,)
    assert rule_file_of(path) == tmp_path / "乙.cunwu.md"


def test_a_scenario_file_without_rules_belongs_to_nothing(tmp_path):
    assert rule_file_of(tmp_path / "甲.用例.cunwu") is None


def test_scenarios_of_bundled_files_are_looked_for_beside_them():
    ruleset = load(["ningbo/four_step"]).rulesets[-1]
    assert path_of(ruleset).is_file()
    assert scenario_files_of(ruleset) == ()


def test_a_scenario_file_is_no_ruleset(folder):
    (folder / "甲.用例.cunwu").write_text(SCENARIO, "utf-8")
    library = load([str(folder / "甲.用例.cunwu")])
    assert [one.reason for one in library.failed] == ["这是用例文件，不是规则文件"]
    assert not [one for one in bundled_ids() if is_scenario_file(f"{one}.cunwu")]


def test_a_file_that_is_no_text_is_told(folder):
    library = load([str(folder / "甲.cunwu")])
    *uppers, ruleset = library.rulesets
    path = folder / "甲.用例.cunwu"
    path.write_bytes("用例".encode("gbk"))
    made = read_beside(path, ruleset, uppers)
    assert [one.code for one in made.diagnostics] == ["M135"]
    made = read_beside(folder / "不在.用例.cunwu", ruleset, uppers)
    assert [one.code for one in made.diagnostics] == ["M136"]
    assert made.diagnostics[0].span is not None and "不在" in made.diagnostics[0].span.file


def test_a_mark_of_byte_order_is_no_part_of_the_text(folder):
    *uppers, ruleset = load([str(folder / "甲.cunwu")]).rulesets
    path = folder / "甲.用例.cunwu"
    path.write_bytes(b"\xef\xbb\xbf" + SCENARIO.encode())
    made = read_beside(path, ruleset, uppers)
    assert made.ok and made.scenarios[0].span.start == 0
