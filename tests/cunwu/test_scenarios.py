"""``cunwu test``: files beside rule files, choosing, failing, rewriting, coverage, JUnit XML."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cunwu.errors import RulesError, UsageError
from cunwu.report.coverage import coverage_text
from cunwu.report.coverage_page import coverage_page
from cunwu.suites import selected, suites
from engine.coverage import Collector
from tests.cunwu.test_page import parsed

SHORT = """用例 “到会差两人”
  程序：五议决策法    组成人员：48
  决议：2024年3月5日，实到30，同意30
  结论：违规 决议·到会（理由 “缺1人”）；不合规
"""
RIGHT = """用例 “刚好过半”
  程序：五议决策法    组成人员：48
  决议：2024年3月5日，实到32，同意17
  结论：合规 决议·通过（理由 “过半数至少需要17人”）
"""


@pytest.fixture
def folder(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the village's rules, in which we are."""
    (tmp_path / "村.cunwu").write_bytes((data / "village.cunwu").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, text: str, name: str = "村.用例.cunwu") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


# --- which scenarios run ------------------------------------------------------------


@pytest.mark.parametrize("argument", ["村.cunwu", ".", "村"])
def test_scenarios_beside_the_rules_run_with_them(cli, folder, argument):
    put(folder, RIGHT)
    put(folder, RIGHT.replace("刚好过半", "再来一次"), "村.cases.cunwu")
    ran = cli("test", argument)
    assert (ran.code, "共5个用例：5个一致" in ran.out, ran.err) == (0, True, "")


def test_a_scenario_file_alone_runs_just_its_own(cli, folder):
    put(folder, RIGHT)
    assert "共1个用例" in cli("test", "村.用例.cunwu").out
    assert "共4个用例" in cli("test", "村.用例.cunwu", "村.cunwu").out
    assert "共4个用例" in cli("test", "村.cunwu", "村.用例.cunwu").out


def test_bundled_rulesets_are_tested_by_id_and_by_path(cli):
    by_id = cli("test", "ningbo/four_step")
    assert "ningbo/four_step 15/15" in by_id.out
    path = Path(__file__).parents[2] / "rulesets" / "ningbo" / "four_step.cunwu"
    assert cli("test", path).out == by_id.out == cli("test", "和村惠民四步法（模板）").out


def test_files_of_one_name_in_several_folders(cli, folder):
    for name in ("甲", "乙"):
        (folder / name).mkdir()
        (folder / name / "村.cunwu").write_bytes((folder / "村.cunwu").read_bytes())
        put(folder / name, RIGHT)
    assert "共11个用例：11个一致" in cli("test", ".").out


def test_a_file_without_scenarios_says_so(cli, folder):
    text = (folder / "村.cunwu").read_text("utf-8")
    put(folder, text[: text.index("用例")], "空.cunwu")
    ran = cli("test", "空.cunwu")
    assert (ran.code, "没有用例" in ran.out) == (0, True)


def test_what_is_not_there_is_wrong_input(cli, folder):
    put(folder, RIGHT, "没有规则.用例.cunwu")
    for argument in ("没有规则.用例.cunwu", "."):
        ran = cli("test", argument)
        assert (ran.code, "旁边没有它的规则文件“没有规则.cunwu”" in ran.err, ran.out) == (3, True, "")
    (folder / "空").mkdir()
    assert (cli("test", "空").code, cli("test", "不在.cunwu").code) == (3, 3)
    assert "没有规则文件" in cli("test", "空").err


def test_mistakes_in_a_scenario_file_are_all_told_with_their_places(cli, folder):
    put(folder, RIGHT.replace("合规 决议", "合归 决议") + "规则集 “乙”\n")
    ran = cli("test", "村.cunwu")
    assert (ran.code, ran.out) == (3, "")
    assert "村.用例.cunwu:4" in ran.err and "合归" in ran.err
    assert "村.用例.cunwu:5" in ran.err and "发现 2 处错误" in ran.err
    assert "not “规则集”" in cli("test", "村.cunwu", "--lang", "en").err


def test_a_name_that_both_files_use_shows_both_places(cli, folder):
    put(folder, RIGHT.replace("刚好过半", "到会刚好"))
    ran = cli("test", "村.cunwu")
    assert ran.code == 3
    assert "用例“到会刚好”写了两次" in ran.err and "村.cunwu:43" in ran.err


def test_scenario_files_are_no_rules_for_a_check(cli, folder, data):
    put(folder, RIGHT)
    ran = cli("check", data / "compliant.yaml", "--rules", "村.用例.cunwu")
    assert (ran.code, "这是用例文件" in ran.err) == (3, True)


# --- choosing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "count"), [(("刚好",), 2), (("决议·通过",), 1), (("刚好", "不详"), 3), (("到会",), 3)]
)
def test_choosing_by_name_or_by_norm(cli, folder, texts, count):
    put(folder, RIGHT)
    ran = cli("test", "村.cunwu", *(part for text in texts for part in ("-k", text)))
    assert ran.code == 0
    assert f"共{count}个用例：{count}个一致，0个不一致。另有{4 - count}个没有选中。" in ran.out


def test_choosing_none_is_wrong_usage(cli, folder):
    ran = cli("test", "村.cunwu", "-k", "到会刚号")
    assert (ran.code, ran.out) == (3, "")
    assert "没有名称里有“到会刚号”的用例。是不是“到会刚好”？" in ran.err
    assert "Did you mean" in cli("test", "村.cunwu", "-k", "到会刚号", "--lang", "en").err
    with pytest.raises(UsageError):
        selected(suites([]), ["没有这样的用例"])


# --- failing ----------------------------------------------------------------------------


def test_a_failure_tells_place_expectation_reason_nearest_facts_and_how_the_scenario_reads(cli, folder):
    put(folder, SHORT)
    ran = cli("test", "村.cunwu")
    assert ran.code == 1
    for said in (
        "✗ 村：到会差两人",
        "  → 村.用例.cunwu:4  理由不同",
        "    应为：理由里有“缺1人”",
        "    实际：组成人员48人，三分之二为32人；实到30人，缺2人（决议，2024年3月5日）",
        "    最接近：“缺2人”",
        "所用事实：程序 五议决策法；决议的实到 30人；组成人员 48人",
        "    1 │ 用例 “到会差两人”",
        "    2 │   程序：五议决策法    组成人员：48",
        "  > 4 │   结论：违规 决议·到会（理由 “缺1人”）；不合规",
        "    审查日：2024年3月5日（没有写，取用例里最后一日）",
        "✗ 村 3/4",
        "共4个用例：3个一致，1个不一致。",
    ):
        assert said in ran.out, said
    assert str(folder) not in ran.out


def test_a_failure_in_english(cli, folder):
    put(folder, SHORT)
    out = cli("test", "村.cunwu", "--lang", "en").out
    assert "another reason" in out and "nearest:  “缺2人”" in out
    assert "as of: 2024-03-05 (not stated; the last day)" in out
    assert "4 scenarios: 3 as stated, 1 not." in out


def test_the_day_of_the_check_that_is_stated(cli, folder):
    put(folder, SHORT.replace("  结论", "  审查日：2024年6月1日\n  结论"))
    assert "    审查日：2024年6月1日\n" in cli("test", "村.cunwu").out
    put(folder, "用例 “没有日期”\n  组成人员：48\n  结论：合规\n")
    assert "审查日：没有写，用例里也没有日期" in cli("test", "村.cunwu").out


def test_a_long_scenario_is_shortened_but_for_what_failed(cli, folder):
    steps = "".join(f"  商议：2024年1月{day}日\n" for day in range(1, 29))
    put(folder, f"用例 “长”\n  程序：五议决策法\n{steps}  结论：违规 商议·主体\n")
    out = cli("test", "村.cunwu").out
    assert "⋮" in out and "> 31 │   结论：违规 商议·主体" in out
    assert "1月20日" not in out


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_lines_of_a_scenario_end_where_those_of_messages_do(cli, folder, sign):
    put(folder, SHORT.replace("到会差两人", f"到会{sign}差两人"))
    out = cli("test", "村.cunwu").out
    assert "    2 │   程序：五议决策法    组成人员：48" in out
    assert "  > 4 │   结论：违规 决议·到会（理由 “缺1人”）；不合规" in out


def test_records_that_cannot_be_made(cli, folder):
    put(folder, "用例 “错”\n  组成人员：许多\n  结论：合规\n")
    out = cli("test", "村.cunwu").out
    assert "记录有误" in out and "许多" in out


def test_verbose_lists_all(cli, folder):
    out = cli("test", "村.cunwu", "-v").out
    assert out.count("✓ 村：") == 3


# --- rewriting --------------------------------------------------------------------------------


def test_update_rewrites_what_differs_and_shows_it(cli, folder):
    path = put(folder, f"注：先\n{SHORT}\n{RIGHT}")
    ran = cli("test", "村.cunwu", "--update")
    assert ran.code == 0
    assert path.read_text("utf-8") == f"注：先\n{SHORT.replace('缺1人', '缺2人')}\n{RIGHT}"
    assert "村.用例.cunwu:5  到会差两人" in ran.out
    assert "  - 结论：违规 决议·到会（理由 “缺1人”）；不合规" in ran.out
    assert "  + 结论：违规 决议·到会（理由 “缺2人”）；不合规" in ran.out
    assert "改写了1个用例的结论" in ran.out
    assert "共5个用例：5个一致" in ran.out
    assert "已写入" in ran.err


def test_update_keeps_bytes(cli, folder):
    path = folder / "村.用例.cunwu"
    path.write_bytes(b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode())
    assert cli("test", "村.cunwu", "--update").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + SHORT.replace("缺1人", "缺2人").replace("\n", "\r\n").encode()


def test_update_without_differences_touches_nothing(cli, folder):
    path = put(folder, RIGHT)
    before = path.stat().st_mtime_ns, (folder / "村.cunwu").stat().st_mtime_ns
    ran = cli("test", "村.cunwu", "--update")
    assert (ran.code, ran.err) == (0, "")
    assert (path.stat().st_mtime_ns, (folder / "村.cunwu").stat().st_mtime_ns) == before


def test_update_says_what_it_cannot_mend(cli, folder):
    put(folder, SHORT.replace("违规 决议·到会", "违规 决议·道会"))
    ran = cli("test", "村.cunwu", "--update")
    assert ran.code == 1
    assert "没有这条规范" in ran.out and "最接近：“五议决策法·决议·到会”" in ran.out
    assert "已写入" not in ran.err


def test_update_only_what_is_chosen(cli, folder):
    path = put(folder, SHORT + SHORT.replace("到会差两人", "又一个"))
    assert cli("test", "村.cunwu", "--update", "-k", "又一个").code == 0
    assert path.read_text("utf-8") == SHORT + SHORT.replace("到会差两人", "又一个").replace("缺1人", "缺2人")


def test_update_in_a_literate_file(cli, folder):
    path = put(folder, f"# 用例\n\n结论：不动\n\n```cunwu\n{SHORT}```\n\n结论：不动\n", "村.用例.cunwu.md")
    assert cli("test", "村.cunwu", "--update").code == 0
    assert (
        path.read_text("utf-8") == f"# 用例\n\n结论：不动\n\n```cunwu\n{SHORT.replace('缺1', '缺2')}```\n\n结论：不动\n"
    )


def test_update_needs_to_know_the_files(cli):
    ran = cli("test", "--update")
    assert (ran.code, "--update 要写明改哪些文件" in ran.err) == (3, True)
    assert "needs the files" in cli("test", "--update", "--lang", "en").err


# --- coverage -----------------------------------------------------------------------------------


def test_coverage_lists_what_lacks_scenarios(cli, folder):
    put(folder, RIGHT)
    ran = cli("test", "村.cunwu", "--coverage")
    assert ran.code == 0
    assert "4个用例，15条规范；有用例写明结论的：合规2，违规1，待补充1，不适用0" in ran.out
    assert re.search(r"五议决策法·决议·到会 +✓ +✓ +✓ +–", ran.out)
    assert "界限7处，两边都试到的1处" in ran.out
    assert "五议决策法·决议·通过（要求）：同意超过实到的二分之一" in ran.out
    assert "✓ 刚好符合：17人（界限16人）" in ran.out
    assert "✓ 有用例写明这个结论" in ran.out
    assert "决议·到会（要求）" not in ran.out
    assert "决议·到会（要求）" in cli("test", "村.cunwu", "--coverage", "-v").out


def test_coverage_in_english(cli, folder):
    out = cli("test", "村.cunwu", "--coverage", "--lang", "en").out
    assert "3 scenarios, 15 norms" in out and "Boundaries not tried" in out


def test_coverage_of_rules_without_norms():
    assert coverage_text([], "zh", 80) == "这些规则集里没有规范。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_fetches_nothing(cli, folder, lang):
    put(folder, RIGHT.replace("刚好过半", "<b>刚好&过半"))
    assert cli("test", "村.cunwu", "--coverage-html", "c.html", "--lang", lang).code == 0
    document = (folder / "c.html").read_text("utf-8")
    page = parsed(document)
    assert page.suspicious == []
    assert "<b>刚好" not in document
    text = "\n".join(page.text)
    assert "试验村规则" in text and "五议决策法·决议·到会" in text
    assert ("界限" if lang == "zh" else "Boundaries") in text
    assert "<b>刚好&过半" in text


def test_the_page_of_all_bundled_rulesets():
    coverages = []
    for suite in suites([]):
        collector = Collector(suite.ruleset, suite.runner.norms(suite.ruleset))
        for run in suite.runner.runs(suite.ruleset, suite.scenarios[:5]):
            collector.add(run)
        coverages.append(collector.coverage())
    document = coverage_page(coverages)
    assert document.count("<section>") == sum(bool(one.norms) for one in coverages) == len(coverages) - 1
    assert "用例覆盖的情况" in document
    assert "没有规范" in coverage_page([])


# --- JUnit XML ------------------------------------------------------------------------------------

ATTRIBUTES = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
    ),
    "testcase": ({"name"}, {"time", "classname", "group"}),
    "failure": (set(), {"type", "message"}),
}
"""What each element must have and may have by junit-10.xsd of Jenkins' xUnit plugin, the strictest there is."""
INSIDE = {"testsuites": {"testsuite"}, "testsuite": {"testcase"}, "testcase": {"failure"}, "failure": set()}


def valid(element: ElementTree.Element) -> None:
    needed, allowed = ATTRIBUTES[element.tag]
    assert needed <= element.attrib.keys() <= needed | allowed
    for child in element:
        assert child.tag in INSIDE[element.tag]
        valid(child)


def test_junit_has_a_suite_for_each_ruleset_and_a_case_for_each_scenario(cli, folder):
    put(folder, SHORT)
    assert cli("test", "村.cunwu", "ningbo/four_step", "--junit", "j.xml").code == 1
    root = ElementTree.parse(folder / "j.xml").getroot()
    valid(root)
    assert (root.attrib["tests"], root.attrib["failures"]) == ("19", "1")
    by_name = {suite.attrib["name"]: suite for suite in root}
    assert {name: (suite.attrib["tests"], len(suite)) for name, suite in by_name.items()} == {
        "村": ("4", 4),
        "ningbo/four_step": ("15", 15),
    }
    (failed,) = [case for case in by_name["村"] if len(case)]
    assert failed.attrib == {"name": "到会差两人", "classname": "村"}
    assert by_name["村"].attrib["file"] == "村.cunwu"
    assert failed[0].attrib["type"] == "REASON"
    assert "→ 村.用例.cunwu:4" in (failed[0].text or "")
    assert failed[0].attrib["message"].startswith("理由不同；应为：理由里有“缺1人”；实际：组成人员48人")
    assert "  > 4 │   结论" in (failed[0].text or "")


def test_junit_is_the_same_each_time_and_takes_any_character(cli, folder):
    put(folder, SHORT.replace("到会差两人", "<&\x0b\ufffe>"))
    assert cli("test", "村.cunwu", "--junit", "a.xml").code == 1
    assert cli("test", "村.cunwu", "--junit", "b.xml").code == 1
    assert (folder / "a.xml").read_bytes() == (folder / "b.xml").read_bytes()
    valid(ElementTree.parse(folder / "a.xml").getroot())


def test_suites_refuse_what_cannot_be_read(folder):
    (folder / "村.用例.cunwu").write_bytes("用例".encode("gbk"))
    with pytest.raises(RulesError) as caught:
        suites(["村.cunwu"])
    assert "UTF-8" in caught.value.chinese and caught.value.diagnostics


# --- verdicts on the record as a whole --------------------------------------------------

WHOLE = """用例 “以为合规”
  程序：五议决策法    组成人员：48
  决议：2024年3月5日，实到30，同意30
  结论：合规
"""


def test_another_verdict_on_the_record_names_the_norms_behind_it(cli, folder):
    put(folder, WHOLE)
    shown = cli("test", "村.用例.cunwu").out
    assert "实际：不合规" in shown
    assert re.search(r"· 违规 五议决策法·决议·到会（决议，2024年3月5日）：.*缺\s*2人", shown, re.DOTALL)
    assert shown.index("· 违规") < shown.index("· 待补充")
    assert (shown.count("· 待补充"), "      还有8条。" in shown, "· 合规" in shown) == (4, True, False)
    english = cli("test", "村.用例.cunwu", "--lang", "en").out
    assert "· violated 五议决策法·决议·到会 (决议, 2024-03-05): " in english
    assert "      8 more." in english


def test_what_is_lacking_is_named_where_the_record_is_incomplete(cli, folder):
    put(folder, WHOLE.replace("    组成人员：48", "").replace("合规\n", "不合规\n"))
    shown = cli("test", "村.用例.cunwu").out
    assert "实际：待补正" in shown
    assert ("· 违规" in shown, shown.count("· 待补充")) == (False, 5)


def test_a_verdict_on_the_record_as_expected_names_nothing(cli, folder):
    put(folder, WHOLE.replace("结论：合规", "结论：不合规；合规 决议·到会"))
    assert "还有" not in cli("test", "村.用例.cunwu").out
