"""The command line: exit codes, languages, formats, and no traceback whatever happens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cunwu import cli as cli_module
from cunwu.cli import language_of
from cunwu.cli.app import build

LATIN = re.compile(r"[A-Za-z]{3,}")
COMMANDS = (
    "check", "case", "due", "explain", "map", "timeline", "matrix", "compare", "archive", "rules", "docs",
    "coverage", "test", "new",
    "fmt", "lint", "show", "parse", "schema", "template",
)  # fmt: skip


# --- verdicts and exit codes --------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "code", "word"),
    [("compliant", 0, "合规"), ("violating", 1, "不合规"), ("incomplete", 2, "待补正"), ("pending", 2, "进行中")],
)
def test_exit_code_and_headline(check, record, code, word):
    ran = check(record)
    assert ran.code == code
    assert f"{word}（审查日 2024年5月1日）" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("records", "code"),
    [
        (("compliant", "incomplete"), 2),
        (("compliant", "violating", "incomplete"), 1),
        (("violating", "wrong", "compliant"), 3),
        (("compliant", "compliant"), 0),
    ],
)
def test_of_several_records_the_worst_counts(check, records, code):
    assert check(*records).code == code


def test_several_records_end_in_a_table(check):
    out = check("compliant", "violating").out
    assert "共核对2份记录：" in out
    table = out[out.index("共核对") :].splitlines()[1:]
    assert [line.split()[1] for line in table] == ["合规", "不合规"]


def test_wrong_records_do_not_keep_others_from_being_checked(check):
    ran = check("wrong", "violating")
    assert "不合规" in ran.out
    assert "四十八个人左右" in ran.err


def test_all_mistakes_of_a_record_in_one_go(check):
    ran = check("wrong")
    assert ran.code == 3
    assert ran.out == ""
    assert "发现 4 处错误" in ran.err
    assert "是不是“实到”" in ran.err
    assert "wrong.yaml:6:9" in ran.err


def test_a_folder_stands_for_its_records(check, data):
    ran = check(data)
    assert ran.code == 3
    assert "共核对4份记录" in ran.out


def test_a_violation_says_article_reason_and_remedy(check):
    out = check("violating").out
    assert "✗ 违规  五议决策法·决议·到会（决议，2024年3月5日）" in out
    assert "《中华人民共和国村民委员会组织法》第二十六条第二款" in out
    assert "重新召集村民代表会议" in out
    assert "只核对程序" in out


def test_what_is_missing_is_named_once_for_all_norms_that_wait_for_it(check):
    out = check("incomplete").out
    assert re.search(r"\? 请补充：组成人员（记录）\n {4}· 五议决策法·决议·到会", out)
    assert out.count("请补充：组成人员") == 1


def test_all_shows_what_does_not_apply(check):
    short, long = check("pending"), check("pending", "--all")
    assert "另有14条不适用" in short.out
    assert "【不适用】" not in short.out
    assert long.out.count("– 不适用") == 14


def test_as_of_takes_usual_forms_and_counts(cli, data):
    arguments = ["check", data / "pending.yaml", "--rules", data / "village.cunwu", "--as-of"]
    assert cli(*arguments, "2024年5月7日").code == 1
    assert cli(*arguments, "２０２４/5/6").code == 2
    refused = cli(*arguments, "2024-02-30")
    assert refused.code == 3
    assert "2024-02-30" in refused.err


def test_standard_input(program, data):
    ran = program(
        "check", "-", "--rules", data / "village.cunwu", "--as-of", "2024-05-01",
        input=(data / "compliant.yaml").read_bytes(),
    )  # fmt: skip
    assert ran.returncode == 0
    assert "合规" in ran.stdout.decode()


# --- formats --------------------------------------------------------------------------


def test_json(check):
    document = json.loads(check("violating", "wrong", "--format", "json").out)
    (result,) = document["results"]
    assert (document["format"], result["overall"], result["overall_zh"]) == (1, "violated", "不合规")
    (violated,) = [finding for finding in result["findings"] if finding["verdict"] == "violated"]
    assert violated["name"] == "五议决策法·决议·到会"
    assert violated["citation"]["article"] == "第二十六条第二款"
    assert {"name": "实到", "step": "决议", "occurrence": 1, "value": 31} in [
        {key: value for key, value in fact.items() if key != "place"} for fact in violated["facts"]
    ]
    assert len(document["refused"][0]["diagnostics"]) == 4


def test_output_goes_to_a_file_whole(check, tmp_path):
    target = tmp_path / "报告.html"
    ran = check("violating", "--format", "html", "-o", target)
    assert ran.code == 1
    assert ran.out == ""
    assert "已写入" in ran.err
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["报告.html"]


def test_a_file_that_cannot_be_written(check, tmp_path):
    ran = check("violating", "-o", tmp_path / "nowhere" / "x.txt")
    assert ran.code == 3
    assert "无法写入" in ran.err


def test_data_is_utf8_whatever_the_terminal(program, data):
    ran = program(
        "check", data / "violating.yaml", "--rules", data / "village.cunwu", "--format", "json",
        env={"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert json.loads(ran.stdout.decode("utf-8"))["results"][0]["title"] == "某村村道硬化工程"


@pytest.mark.parametrize(("encoding", "sign"), [("gbk", "×"), ("ascii", "?"), ("utf-8", "✗"), ("latin-1", "×")])
def test_text_survives_any_encoding(program, data, encoding, sign):
    ran = program(
        "check", data / "violating.yaml", "--rules", data / "village.cunwu", "--as-of", "2024-05-01",
        env={"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert sign in ran.stdout.decode(encoding)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ there")
def test_a_reader_that_leaves_is_no_error(data, program):
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-c", "from cunwu.cli import main; main()", "rules", "--rules", str(data / "village.cunwu")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_the_package_runs_as_the_program_does(program):
    command = [sys.executable, "-m", "cunwu"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for arguments in (["--version"], ["check", "没有.yaml"]):
        ran = subprocess.run([*command, *arguments], env=environment, capture_output=True, timeout=60)
        same = program(*arguments)
        assert (ran.returncode, ran.stdout, ran.stderr) == (same.returncode, same.stdout, same.stderr)
        assert ran.stdout or ran.stderr


def test_a_rule_is_shown_with_its_remarks(cli, data, tmp_path):
    path = tmp_path / "村.cunwu"
    text, remarks = (data / "village.cunwu").read_text("utf-8"), "“十万元只见于报道。报备的方式没有写。”"
    path.write_text(text.replace("  补正：向乡镇", f"  说明：{remarks}\n  补正：向乡镇"), "utf-8")
    asked = ("rules", "重大事项报备", "--rules")
    assert "\n  说明：十万元只见于报道。报备的方式没有写\n" in cli(*asked, path).out
    assert "\n  Remarks: 十万元只见于报道。报备的方式没有写\n" in cli(*asked, path, "--lang", "en").out
    assert "说明：" not in cli(*asked, data / "village.cunwu").out


def test_a_rule_is_shown_with_the_exceptions_from_below_and_their_days(cli, tmp_path):
    source = "依据 某法：《某法》（法律）\n"
    (tmp_path / "up.cunwu").write_text(
        f"规则集 “上”\n{source}词汇 涉密（secret）：记录，是否，“x”\n行为 招标：“x”\n"
        "规则 应招标\n  应当 招标【某法 第一条】\n",
        "utf-8",
    )
    low = tmp_path / "low.cunwu"
    low.write_text(
        f"规则集 “下”\n  上位：“up”\n  施行：2020年1月1日起\n{source}"
        "规则 涉密采购\n  变通：应招标\n  当 涉密\n  【某法 第二条】\n",
        "utf-8",
    )
    out = cli("rules", "应招标", "--rules", low).out
    assert "例外：“涉密采购”：" in out and "记录基准日不早于2020年1月1日" in out
    english = " ".join(cli("rules", "应招标", "--rules", low, "--lang", "en").out.split())
    assert "the record's reference day is on or after 2020-01-01" in english
    assert "例外" not in cli("rules", "应招标", "--rules", tmp_path / "up.cunwu").out


# --- other commands ---------------------------------------------------------------------


def test_rules_lists_and_shows(cli, data):
    rules = ("--rules", data / "village.cunwu")
    assert "试验村规则" in cli("rules", *rules).out
    assert "五议决策法（5步）" in cli("rules", "village", *rules).out
    norm = cli("rules", "决议·到会", *rules).out
    assert "《中华人民共和国村民委员会组织法》第二十六条第二款" in norm
    assert "village.cunwu:21" in norm
    assert "要求：本次实到人数不少于组成人员的三分之二" in norm
    assert "补正：重新召集村民代表会议" in norm
    assert not re.search("[≥≤∈〈［]", norm)
    unknown = cli("rules", "决议·到惠", *rules)
    assert unknown.code == 3
    assert "没有叫“决议·到惠”的规范" in unknown.err
    several = cli("rules", "办理", *rules)
    assert several.code == 3
    assert "可以指4个规范" in several.err


def test_rules_shows_the_ruleset_of_a_rule_file(cli, data):
    shown = cli("rules", data / "village.cunwu")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == cli("rules", "village", "--rules", data / "village.cunwu").out
    assert cli("rules", data / "village.cunwu", "--rules", "ningbo/four_step").out == shown.out
    bundled = cli("rules", Path(__file__).parents[2] / "rulesets" / "ningbo" / "four_step.cunwu")
    assert bundled.out == cli("rules", "ningbo/four_step").out
    assert cli("rules", (data / "village.cunwu").with_suffix("")).out == shown.out
    part = cli("rules", "和村惠民")
    assert (part.code, part.err) == (
        3,
        "没有叫“和村惠民”的规则集、程序或者规范。是不是“和村惠民四步法（模板）”（ningbo/four_step）？\n",
    )
    assert "没有叫“五议”的规范" in cli("rules", "五议").err
    missing = cli("rules", "没有.cunwu")
    assert (missing.code, "没有.cunwu" in missing.err, "规范" in missing.err) == (3, True, False)


def test_rules_tells_a_procedure_step_by_step(cli, data):
    told = cli("rules", "五议决策法", "--rules", data / "village.cunwu")
    assert told.code == 0
    assert "案件范围：按“五议决策法”办理，是指：记录写明程序是“五议决策法”" in told.out
    assert "3. 决议\n" in told.out
    assert "主体：有权的：主体里要有村民代表会议；没有的，是越权。" in told.out
    assert "次序：条件：本案有方案公示。要求：至少有一次方案公示，本次日期晚于那一次的止日（同一日不算）。" in told.out
    assert "这一步可以不办" in told.out
    english = cli("--lang", "en", "rules", "五议决策法", "--rules", data / "village.cunwu").out
    assert "Which cases" in english and "this step may be left out" in english


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_takes_the_name_of_a_procedure_with_that_of_its_ruleset(cli, data, lang):
    rules = ("--rules", data / "village.cunwu")
    told = cli("--lang", lang, "rules", "village:五议决策法", *rules)
    assert (told.code, told.err) == (0, "")
    assert told.out == cli("--lang", lang, "rules", "五议决策法", *rules).out
    assert "3. 决议\n" in told.out


def test_rules_shows_the_bundled_procedure_by_its_whole_name(cli):
    told = cli("rules", "ninghai/power_list:五议决策法")
    assert (told.code, told.err) == (0, "")
    assert "1. 提议\n" in told.out
    elsewhere = cli("rules", "national/organic_law:五议决策法")
    assert elsewhere.code == 3
    assert "没有叫“national/organic_law:五议决策法”的规范" in elsewhere.err


def test_explain_uses_plain_words(cli, data):
    arguments = ("--rules", data / "village.cunwu", "--as-of", "2024-05-01")
    out = cli("explain", data / "violating.yaml", "决议·到会", *arguments).out
    assert "要求：本次实到人数不少于组成人员的三分之二 → 不成立（" in out
    assert "本次实到人数：31人" in out and "组成人员：48人" in out
    assert not re.search("[≥≤∈〈［×]|本次\\.", out)
    late = cli("explain", data / "pending.yaml", "重大事项报备", *arguments).out
    late = re.sub(r"\n\s*", "", late)
    assert "有过报备" in late and "之后第10日（这一日是休息日的，顺延到下一个工作日）" in late
    english = cli("--lang", "en", "explain", data / "violating.yaml", "决议·到会", *arguments).out
    assert "does not hold" in english and "is at least 2/3 of 组成人员" in english


def test_docs_writes_a_handbook(cli, data, tmp_path):
    target = tmp_path / "手册.html"
    ran = cli("docs", data / "village.cunwu", "-o", target)
    assert ran.code == 0 and "已写入" in ran.err
    page = target.read_text("utf-8")
    assert "试验村规则" in page and "通用词汇" not in page
    assert cli("docs", data / "village.cunwu").out == page
    assert cli("docs", "没有的").code == 3
    assert "规则“没有的”：找不到这个规则集" in cli("docs", "没有的").err


def test_explain_tells_facts_with_their_lines_and_the_norm(cli, data):
    ran = cli(
        "explain", data / "violating.yaml", "决议·到会", "--rules", data / "village.cunwu", "--as-of", "2024-05-01"
    )
    assert ran.code == 0
    assert "组成人员 48人（第5行）" in ran.out
    assert "决议的实到 31人（第15行）" in ran.out
    assert "village.cunwu:21" in ran.out


def test_explain_counts_day_by_day(cli, data):
    arguments = ("--rules", data / "village.cunwu", "--as-of", "2024-05-01", "--days")
    out = cli("explain", data / "pending.yaml", "重大事项报备", *arguments).out
    assert "2024-04-26 星期五 第1日" in out
    assert "2024-04-28 星期日（调休上班） 第3日" in out
    assert "2024-05-05 星期日（休息日） 第10日" in out
    assert "2024-05-06 星期一 顺延" in out
    assert "没有用到期间" in cli("explain", data / "pending.yaml", "决议·到会", *arguments).out


def test_map_draws_a_procedure_and_a_case(cli, data, tmp_path):
    plain = cli("map", "五议决策法", "--rules", data / "village.cunwu")
    assert plain.out.lstrip().startswith("<?xml") or plain.out.lstrip().startswith("<svg")
    target = tmp_path / "图.svg"
    ran = cli("map", "五议决策法", "--rules", data / "village.cunwu", "--record", data / "violating.yaml", "-o", target)
    assert ran.code == 0
    assert "违规" in target.read_text("utf-8")
    assert "违规" not in plain.out


def test_test_passes_and_fails(cli, data, tmp_path):
    good = cli("test", data / "village.cunwu")
    assert (good.code, "共3个用例：3个一致，0个不一致。" in good.out) == (0, True)
    text = (data / "village.cunwu").read_text("utf-8").replace("结论：违规 决议·到会", "结论：合规 决议·到会")
    (tmp_path / "bad.cunwu").write_text(text, "utf-8")
    bad = cli("test", tmp_path / "bad.cunwu")
    assert bad.code == 1
    assert "应为：合规 决议·到会" in bad.out
    assert "实际：违规 五议决策法·决议·到会" in bad.out
    line = text[: text.index("结论：合规 决议·到会")].count("\n") + 1
    assert f"bad.cunwu:{line}" in bad.out


@pytest.mark.parametrize(("level", "sign"), [("surface", "程序 五议决策法"), ("model", "RuleSet"), ("norms", "要求")])
def test_parse_prints_each_level(cli, data, level, sign):
    ran = cli("parse", data / "village.cunwu", "--stop-after", level)
    assert ran.code == 0
    assert sign in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_parse_shows_mistakes_in_other_forms(cli, tmp_path, lang):
    path = tmp_path / "某村.cunwu"
    path.write_text("规则集 “某村”\n参数 限额：5\n", "utf-8")
    plain = cli("parse", path, "--format", "plain", "--lang", lang)
    assert (plain.code, plain.err) == (3, "")
    assert plain.out.startswith(
        f"{path}:2:7: " + ("错误[M112]：“5”没有单位" if lang == "zh" else "error[M112]: “5” has")
    )
    document = json.loads(cli("parse", path, "--format", "json").out)
    assert (document["errors"], document["diagnostics"][0]["code"]) == (1, "M112")
    log = json.loads(cli("parse", path, "--format", "sarif", "--lang", lang).out)
    (result,) = log["runs"][0]["results"]
    assert (log["version"], result["ruleId"]) == ("2.1.0", "M112")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("%E6%9F%90%E6%9D%91.cunwu")
    refused = cli("parse", path, "--format", "xml")
    assert refused.code == 3 and "xml" in refused.err


def test_parse_prints_nothing_else_where_another_form_is_asked_for(cli, data):
    assert cli("parse", data / "village.cunwu", "--format", "plain").out == ""
    assert json.loads(cli("parse", data / "village.cunwu", "--format", "sarif").out)["runs"][0]["results"] == []


def test_parse_lists_mistakes(cli, tmp_path):
    (tmp_path / "x.cunwu").write_text("规则集 “甲”\n  地驱：乙\n规则 丙\n  应当 丁\n", "utf-8")
    ran = cli("parse", tmp_path / "x.cunwu")
    assert ran.code == 3
    assert "地驱" in ran.err
    assert cli("parse", tmp_path / "nowhere.cunwu").code == 3
    assert cli("check", "x.yaml", "--rules", tmp_path / "x.cunwu").code == 3


def test_parse_of_a_file_with_mistakes_prints_a_level_only_where_it_is_asked_for(cli, tmp_path, data):
    path = tmp_path / "x.cunwu"
    path.write_text((data / "village.cunwu").read_text("utf-8").replace("公示：不少于3日", "公示：不少于3"), "utf-8")
    ran = cli("parse", path)
    assert (ran.code, ran.out) == (3, "")
    assert "错误[" in ran.err
    assert ran.err.splitlines()[-1].startswith("文件有误，没有显示规范。")
    assert "no norms are printed" in cli("parse", path, "--lang", "en").err
    asked = cli("parse", path, "--stop-after", "norms")
    assert (asked.code, "五议决策法·决议·到会" in asked.out, "没有显示" in asked.err) == (3, True, False)
    assert "程序 五议决策法" in cli("parse", path, "--stop-after", "surface").out


def test_schema_is_json_schema(cli, data):
    document = json.loads(cli("schema", "--rules", data / "village.cunwu").out)
    assert "组成人员" in document["properties"]


# --- languages ---------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)])
def test_help_in_both_languages(cli, arguments):
    chinese, english = cli(*arguments, "--help"), cli(*arguments, "--lang", "en", "--help")
    assert (chinese.code, english.code) == (0, 0)
    assert chinese.out.startswith("用法：cunwu")
    assert english.out.startswith("Usage: cunwu")
    assert not re.search("[\u4e00-\u9fff]", english.out)
    assert "Usage" not in chinese.out
    assert "Options" not in chinese.out
    for line in chinese.out.splitlines():
        assert not re.search(r"(^|[^-])\b(the|of|and|is|this)\b", line), line


def test_no_arguments_shows_help(cli):
    assert cli().out == cli("--help").out


WRONG = [
    (("check",), "还要写 记录…"),
    (("check", "a.yaml", "--rules"), "选项 --rules 后面要写一个值"),
    (("check", "a.yaml", "--all=1"), "选项 --all 后面不写值"),
    (("check", "a.yaml", "--form", "x"), "没有 --form 这个选项"),
    (("check", "a.yaml", "--format", "xml"), "--format：没有“xml”这一项；可以是 text、json、html"),
    (("check", "a.yaml", "--as-off", "x"), "是不是 --as-of"),
    (("check", "a.yaml", "-z"), "没有 -z 这个选项"),
    (("check", "a.yaml", "--reading", "x"), "“x”应写成 读法=是"),
    (("check", "a.yaml", "--reading", "x=是"), "没有叫“x”的读法"),
    (("check", "a.yaml", "--rules", "national/vocabulari"), "national/vocabulary"),
    (("explain", "a.yaml"), "还要写 规范"),
    (("explain", "a", "b", "c"), "多出了参数：c"),
    (("chek",), "是不是“check”"),
    (("--lang", "fr", "rules"), "可以是 zh、en"),
    (("rules", "没有的"), "没有叫“没有的”的规范"),
    (("map", "没有的"), "没有叫“没有的”的程序"),
    (("check", "nowhere.yaml"), "没有这个文件"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=lambda it: " ".join(it) if isinstance(it, tuple) else "")
def test_wrong_usage_is_said_in_chinese(cli, monkeypatch, data, arguments, said):
    monkeypatch.chdir(data)
    rules = () if "--rules" in arguments or arguments[0] in ("chek", "--lang") else ("--rules", data / "village.cunwu")
    ran = cli(arguments[0], *rules, *arguments[1:])
    assert ran.code == 3
    assert ran.out == ""
    assert said in ran.err
    told = [line for line in ran.err.splitlines() if line.startswith("错误")]
    for line in told:
        rest = re.sub(r"--?[a-z-]+|“[^”]*”|national/\w+|text|json|html|zh|en|fr|R\d+", "", line)
        assert not LATIN.search(rest), line


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=lambda it: " ".join(it) if isinstance(it, tuple) else "")
def test_wrong_usage_is_said_in_english(cli, monkeypatch, data, arguments, said):
    monkeypatch.chdir(data)
    if arguments[0] == "--lang":
        return
    rules = () if "--rules" in arguments or arguments[0] == "chek" else ("--rules", data / "village.cunwu")
    ran = cli("--lang", "en", arguments[0], *rules, *arguments[1:])
    assert ran.code == 3
    assert LATIN.search(ran.err)
    assert said not in ran.err or "national" in said


def test_report_in_english(check):
    out = check("violating", "--lang", "en").out
    assert "Verdict: ✗ not compliant (as of 2024-05-01)" in out
    assert "Remedy: 重新召集村民代表会议" in out


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        ((), "zh"),
        (("--lang", "en"), "en"),
        (("check", "--lang=en"), "en"),
        (("check", "--lang", "fr"), "zh"),
        (("check", "--", "--lang", "en"), "zh"),
        (("check", "--lang"), "zh"),
        (("--lang", "en", "check", "--lang", "zh"), "zh"),
    ],
)
def test_the_language_is_found_wherever_it_is_said(arguments, lang):
    assert language_of(arguments) == lang


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("svg", "<svg"), ("bpmn", '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions'), ("mmd", "flowchart TD"),
     ("dot", "digraph")],
)  # fmt: skip
def test_a_map_is_written_as_its_file_says(cli, data, tmp_path, suffix, begins):
    assert cli("map", "五议决策法", "--rules", data / "village.cunwu", "-o", tmp_path / f"x.{suffix}").code == 0
    assert begins in (tmp_path / f"x.{suffix}").read_text(encoding="utf-8")[:200]


def test_all_commands_are_there():
    for lang in ("zh", "en"):
        assert sorted(build(lang).commands) == sorted(COMMANDS)


# --- when we are at fault -------------------------------------------------------------------


def _broken(arguments, lang):
    raise ZeroDivisionError("division by zero")


def test_our_own_mistakes_show_no_traceback(cli, monkeypatch):
    monkeypatch.delenv("CUNWU_DEBUG", raising=False)
    monkeypatch.setattr(cli_module, "_invoke", _broken)
    ran = cli("rules")
    assert ran.code == 70
    assert "抱歉" in ran.err
    assert "Traceback" not in ran.err
    assert "Sorry" in cli("rules", "--lang", "en").err


def test_developers_get_the_traceback(cli, monkeypatch):
    monkeypatch.setenv("CUNWU_DEBUG", "1")
    monkeypatch.setattr(cli_module, "_invoke", _broken)
    with pytest.raises(ZeroDivisionError):
        cli("rules")


def test_an_interrupt_is_not_an_error(cli, monkeypatch):
    def interrupted(arguments, lang):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_module, "_invoke", interrupted)
    ran = cli("rules")
    assert (ran.code, ran.err.strip()) == (130, "已中断。")
