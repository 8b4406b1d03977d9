"""``cunwu new``: what it makes works, in every place where it may be made, and nothing is overwritten."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import cunwu
from cunwu.errors import RulesError, UsageError
from cunwu.start.folder import FOUNDATION, make_folder
from cunwu.suites import suites
from dsl.surface.words import HEADERS
from engine.coverage import Collector
from engine.findings.nodes import Verdict
from rulesets.loader import bundled_ids, load

BELOW = [
    id_ for id_ in bundled_ids() if id_ == FOUNDATION or FOUNDATION in {ruleset.id for ruleset in load([id_]).rulesets}
]

TEMPLATE = "zhejiang/county_list"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("upper", BELOW)
def test_rules_scenarios_and_record_hold_below_every_bundled_ruleset(here, cli, upper):
    ran = cli("new", "大青村", "--upper", upper)
    assert (ran.code, ran.err) == (0, "")
    made = sorted(path.name for path in (here / "大青村").iterdir())
    assert made == sorted(["大青村.cunwu", "大青村.用例.cunwu", "记录.yaml", "README.md"])
    library = load([str(here / "大青村" / "大青村.cunwu")])
    assert [found.message for found in library.diagnostics] == []
    assert library.rulesets[-1].title == "大青村议事规则"
    tested = cli("test", "大青村")
    assert (tested.code, "0个不一致" in tested.out) == (0, True)
    assert cli("fmt", "--check", "大青村").code == 0
    # Below a county's list a name of the new file may be one that the list has, too (采购): that is worth a word.
    assert set(re.findall(r"W\d+", cli("lint", "大青村").out)) <= ({"W501"} if upper != FOUNDATION else set())
    checked = cli("check", "大青村/记录.yaml", "--rules", "大青村/大青村.cunwu", "--as-of", "2026-06-01")
    if upper == TEMPLATE:  # Its numbers are for the county to fill in: nothing is concluded before.
        assert (checked.code, checked.err) == (2, "")
        assert "【违规】" not in checked.out and "参数“采购招标限额”" in checked.out
    else:
        assert (checked.code, checked.err) == (0, "")
        assert "待补充" not in checked.out and "※" not in checked.out.split("规则：")[0]


def test_the_commands_that_are_printed_and_those_of_the_readme_work(here, cli, monkeypatch):
    said = cli("new", "a/b/大青村").out
    commands = [line.strip() for line in said.splitlines() if line.strip().startswith("cunwu ")]
    assert len(commands) == 2
    for command in commands:
        assert cli(*shlex.split(command)[1:]).code == 0, command
    readme = (here / "a/b/大青村/README.md").read_text("utf-8")
    monkeypatch.chdir(here / "a/b/大青村")
    commands = [*re.findall(r"^cunwu .+$", readme, re.M), *re.findall(r"`(cunwu [^`]+)`", readme)]
    assert len(commands) >= 6
    for command in commands:
        assert cli(*shlex.split(command)[1:]).code == 0, command
    files = re.findall(r"^\| `([^`]+)` \|", readme, re.M)
    assert len(files) == 3
    assert all(Path(name).exists() for name in files)


def test_the_rule_file_shows_each_kind_of_block(here):
    rules, scenarios, _, _ = make_folder(here / "村")
    text = rules.read_text("utf-8")
    shown = {line.split()[0] for line in text.splitlines() if line.strip() and line.split()[0] in HEADERS}
    assert set(HEADERS) <= shown
    assert {word for word in ("应当", "不得", "有权", "例外") if f"\n  {word} " in text} == {
        "应当",
        "不得",
        "有权",
        "例外",
    }
    assert scenarios.read_text("utf-8").count("用例 “") > 15
    assert "$" not in "".join(path.read_text("utf-8") for path in (here / "村").iterdir())


def test_every_norm_and_boundary_has_its_scenarios(here):
    rules, *_ = make_folder(here / "村")
    (suite,) = suites([str(rules)])
    collector = Collector(suite.ruleset, suite.runner.norms(suite.ruleset))
    for run in suite.runner.runs(suite.ruleset, suite.scenarios):
        assert run.result.passed
        collector.add(run)
    coverage = collector.coverage()
    assert coverage.exceptions and coverage.boundaries and coverage.norms
    assert all(one.seen.covered for one in coverage.exceptions)
    assert all(one.covered for one in coverage.boundaries)
    assert coverage.stated(Verdict.VIOLATED) == len(coverage.norms)
    assert all(one.of(Verdict.COMPLIANT).all for one in coverage.norms)


def test_no_name_is_declared_in_vain(here):
    rules, *_ = make_folder(here / "村")
    text = rules.read_text("utf-8")
    model = load([str(rules)]).rulesets[-1]
    groups = (model.sources, model.readings, model.parameters, model.fields, model.bodies, model.acts)
    names = [one.name for group in groups for one in group]
    assert {name for name in names if text.count(name) < 2} == set()


def test_a_title_of_ones_own(here, cli):
    assert cli("new", "村", "--title", "  大青村 村规民约（2026）").code == 0
    assert load([str(here / "村" / "村.cunwu")]).rulesets[-1].title == "大青村 村规民约（2026）"
    assert cli("test", "村").code == 0
    assert cunwu.check(here / "村" / "记录.yaml", rules=here / "村" / "村.cunwu", as_of="2026-06-01").exit_code == 0


def test_below_a_file_of_ones_own(here, cli):
    assert cli("new", "县/县里").code == 0
    assert cli("new", "村", "--upper", "县/县里/县里").code == 0
    assert "上位：“../县/县里/县里.cunwu”" in (here / "村" / "村.cunwu").read_text("utf-8")
    assert cli("test", "村").code == 0
    same = cli("new", "乡/县里", "--upper", "县/县里/县里.cunwu")
    assert (same.code, "另取一个名称" in same.err) == (3, True)


def test_an_empty_folder_is_filled_and_any_other_left_alone(here, cli):
    (here / "空").mkdir()
    assert cli("new", "空").code == 0
    before = {path: path.read_bytes() for path in (here / "空").iterdir()}
    again = cli("new", "空")
    assert (again.code, again.out) == (3, "")
    assert "“空”已经有了" in again.err
    assert {path: path.read_bytes() for path in (here / "空").iterdir()} == before
    (here / "文件").write_text("x", "utf-8")
    assert cli("new", "文件").code == 3
    assert (here / "文件").read_text("utf-8") == "x"


def test_here(tmp_path, cli, monkeypatch):
    folder = tmp_path / "大青村"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert cli("new", ".").code == 0
    assert (folder / "大青村.cunwu").exists()


@pytest.mark.parametrize("name", ["大 青", "村.用例", "村“", "/", "..x/村$", "村\n"])
def test_names_that_no_rule_file_can_have(here, name):
    with pytest.raises(UsageError):
        make_folder(Path(name))
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("title", ["", "  ", "《村规》", "“村规”", "村\n规"])
def test_titles_that_no_ruleset_can_have(here, title):
    with pytest.raises(UsageError):
        make_folder(here / "村", title)
    assert not (here / "村").exists()


@pytest.mark.parametrize(
    ("upper", "error"),
    [("national/major_decisions", UsageError), ("national/vocabulary", UsageError), ("不在", RulesError)],
)
def test_rulesets_that_cannot_be_above(here, upper, error):
    with pytest.raises(error) as caught:
        make_folder(here / "村", None, upper)
    assert upper in caught.value.chinese and upper in caught.value.english
    assert not (here / "村").exists()


def test_a_place_where_nothing_can_be_written(here):
    (here / "文件").write_text("x", "utf-8")
    with pytest.raises(UsageError) as caught:
        make_folder(here / "文件" / "村")
    assert "无法写入" in caught.value.chinese or "已经有了" in caught.value.chinese
