"""``cunwu lint``: exit codes, choice of rules, mending files, and both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dsl.lint.pages import pages

GOOD = """规则集 “试”
依据 某法：《某法》（法律）
机构 会：“开会”
规则 到会
  行为：每次 会
  应当 实到不少于 20人
  【某法 第四条】
  补正：“重新开会”
用例 “正好”
  会：2024年3月5日，实到20人
  结论：合规 到会
用例 “差一人”
  会：2024年3月5日，实到19人
  结论：违规 到会
"""
BAD = GOOD.replace("“重新开会”", "“重新开会,人要够”").replace("规则 到会", "参数 限额：5万元【某法】\n规则 到会")
BROKEN = GOOD.replace("20人", "二十个人左右")


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "甲.cunwu") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return path

    return write


def test_a_clean_file(cli, file):
    ran = cli("lint", file(GOOD))
    assert (ran.code, ran.out, ran.err) == (0, "没有发现问题\n", "")


def test_findings_are_shown_with_their_place_and_what_to_do(cli, file):
    ran = cli("lint", file(BAD))
    assert ran.code == 1
    assert "警告[W101]：参数“限额”没有用到" in ran.out
    assert "甲.cunwu:4:4" in ran.out
    assert "建议：写明条、款、项" in ran.out
    assert ran.out.endswith("发现 3 处警告\n其中 1 处可以用 --fix 改正\n")
    assert ran.err == ""


def test_in_english(cli, file):
    out = cli("lint", file(BAD), "--lang", "en").out
    assert "warning[W101]: parameter “限额” is never used" in out
    assert out.endswith("found 3 warnings\n1 of them can be mended with --fix\n")


def test_a_folder_is_looked_through(cli, file):
    file(GOOD)
    path = file(BAD, "乙.cunwu")
    assert cli("lint", path.parent).code == 1
    assert cli("lint", path.parent, "--ignore", "W").code == 0


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--select", "W1"), {"W101"}),
        (("--select", "w101，W702"), {"W101", "W702"}),
        (("--ignore", "W1,W7"), {"W201"}),
        (("--select", "W1,W2", "--ignore", "W101"), {"W201"}),
    ],
)
def test_rules_are_chosen_by_codes_and_their_beginnings(cli, file, options, codes):
    ran = cli("lint", file(BAD), "--format", "json", *options)
    assert {one["code"] for one in json.loads(ran.out)["diagnostics"]} == codes
    assert ran.code == 1


def test_as_data(cli, file):
    path = file(BAD)
    document = json.loads(cli("lint", path, "--format", "json").out)
    assert (document["format"], document["errors"], document["warnings"]) == (1, 0, 3)
    found = {one["code"]: one for one in document["diagnostics"]}
    assert found["W101"]["severity"] == "warning" and found["W101"]["fix"] == []
    (edit,) = found["W702"]["fix"]
    assert edit["text"] == "，"
    assert BAD[edit["start"] : edit["end"]] == ","


def test_the_document_is_that_of_parse(cli, file):
    path = file(GOOD)
    for text, code in ((GOOD, 0), (GAP, 1), (BROKEN, 3)):
        path.write_text(text, "utf-8")
        ran, parsed = cli("lint", path, "--ignore", "W", "--format", "json"), cli("parse", path, "--format", "json")
        document, other = json.loads(ran.out), json.loads(parsed.out)
        for one in document["diagnostics"]:
            assert not (code == 3 and one["fix"])
            del one["fix"]
        assert (ran.code, ran.err, document) == (code, "", other)


def test_findings_stand_in_the_order_of_their_places(cli, file):
    found = json.loads(cli("lint", file(BAD + GAP.removeprefix(GOOD)), "--format", "json").out)["diagnostics"]
    places = [one["span"]["start"] for one in found]
    assert len(places) > 3 and places == sorted(places)


def test_mending_writes_the_file_and_tells_what_is_left(cli, file):
    path = file("\ufeff" + BAD.replace("\n", "\r\n"))
    ran = cli("lint", path, "--fix")
    assert ran.code == 1
    assert "已写入" in ran.err and "改正了 1 处" in ran.err
    assert ran.out.endswith("发现 2 处警告\n")
    assert path.read_bytes().decode("utf-8") == "\ufeff" + BAD.replace("会,人", "会，人").replace("\n", "\r\n")
    assert cli("lint", path, "--select", "W7").code == 0


def test_what_was_not_asked_for_is_not_mended(cli, file):
    path = file(BAD)
    assert cli("lint", path, "--fix", "--select", "W1").code == 1
    assert path.read_text("utf-8") == BAD


def test_several_files_and_those_above_them(cli, file):
    upper = file(GOOD + "参数 下限：3人【某法 第一条】\n", "上.cunwu")
    lower = file(
        "规则集 “下”\n  上位：上\n规则 同意\n  行为：每次 会\n  应当 同意不少于下限\n  【某法 第四条】\n  补正：“x”\n"
        "用例 “够”\n  会：2024年3月5日，同意3人\n  结论：合规 同意\n"
        "用例 “差”\n  会：2024年3月5日，同意2人\n  结论：违规 同意\n",
        "下.cunwu",
    )
    assert cli("lint", upper).code == 1
    assert cli("lint", lower).code == 0
    assert cli("lint", upper, lower).code == 0


def test_a_file_may_be_named_without_its_ending(cli, file):
    path = file(BAD)
    ran = cli("lint", path.with_suffix(""))
    assert ran.code == 1 and "警告[W101]" in ran.out
    literate = file("```cunwu\n" + BAD + "```\n", "乙.cunwu.md")
    assert cli("lint", literate.parent / "乙").code == 1


def test_mistakes_come_first(cli, file):
    ran = cli("lint", file(BROKEN))
    assert (ran.code, ran.out) == (3, "")
    assert "错误[" in ran.err
    plain = cli("lint", file(BROKEN), "--format", "plain")
    assert (plain.code, plain.err) == (3, "") and ": 错误[" in plain.out


def test_mistakes_above_are_told_too(cli, file):
    file(BROKEN, "上.cunwu")
    ran = cli("lint", file("规则集 “下”\n  上位：上\n", "下.cunwu"))
    assert ran.code == 3
    assert "上.cunwu" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有.cunwu",), "没有.cunwu"),
        (("没有",), "规则“没有”：找不到这个规则集"),
        (("--select", "W999"), "W999"),
        (("--select", ""), "没有"),
        (("--explain", "X1"), "X1"),
        (("--format", "xml"), "xml"),
        (("--fix",), "--fix"),
    ],
)
def test_wrong_usage_is_told_in_a_word(cli, arguments, said):
    ran = cli("lint", *arguments)
    assert ran.code == 3
    assert said in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("command", [("lint",), ("parse",), ("rules", "--rules")])
def test_why_a_file_can_not_be_had_is_said_in_either_language(cli, file, command):
    path = file(GOOD)
    path.write_bytes(b"\xff\xfe\x00")
    scenarios = file("", "甲.用例.cunwu")
    for name, chinese, english in (
        ("没有", "找不到这个规则集。内置的有：", "there is no such ruleset. Bundled are: "),
        (
            "national/organic_lew",
            "找不到这个规则集。是不是“national/organic_law”？",
            "Did you mean “national/organic_law”?",
        ),
        (path, "文件不是UTF-8编码的文字。\n", "it is no text in UTF-8.\n"),
        (scenarios, "这是用例文件，不是规则文件。\n", "it holds scenarios, not rules.\n"),
    ):
        refused = cli(*command, name)
        assert (refused.code, refused.out) == (3, "")
        assert f"规则“{name}”：{chinese}" in refused.err
        told = cli(*command, name, "--lang", "en").err
        assert f"Rules “{name}”: " in told and english in told
        assert not re.search("[\u4e00-\u9fff]", told.replace(str(name), ""))


def test_a_file_that_is_no_text(cli, tmp_path):
    path = tmp_path / "甲.cunwu"
    path.write_bytes(b"\xff\xfe\x00")
    assert cli("lint", path).code == 3


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.code)
def test_every_rule_is_explained(cli, page):
    ran = cli("lint", "--explain", page.code)
    assert ran.code == 0
    assert ran.out.startswith(f"{page.code} {page.title}\n\n查什么：")


def test_the_rules_are_listed(cli):
    listed = cli("lint", "--explain", "W").out.splitlines()
    assert listed == [f"{page.code} {page.title}" for page in pages()]


def test_a_bundled_file_is_judged_with_those_that_build_on_it(cli):
    assert cli("lint", "national/organic_law", "--select", "W1").code == 0


GAP = (
    GOOD + "行为 询价：“x”\n行为 招标：“x”\n分档 采购【某法 第三条】\n"
    "  档 小额：当 金额不满5万元 应当 询价\n  档 大额：当 金额超过5万元 应当 招标\n"
)


def test_what_the_compiler_warns_of_is_told_too(cli, file):
    path = file(GAP)
    ran = cli("lint", path, "--ignore", "W")
    assert ran.code == 1
    assert "警告[N130]" in ran.out
    document = json.loads(cli("lint", path, "--ignore", "W", "--format", "json").out)
    assert [one["code"] for one in document["diagnostics"]] == ["N130"]
    assert cli("lint", path, "--select", "W1").code == 0


def test_a_literate_file(cli, tmp_path):
    path = tmp_path / "甲.cunwu.md"
    path.write_text("# 说明\n\n```cunwu\n" + BAD + "```\n", "utf-8")
    assert cli("lint", tmp_path).code == 1
    assert cli("lint", path, "--fix", "--select", "W7").code == 0
    assert path.read_text("utf-8") == "# 说明\n\n```cunwu\n" + BAD.replace("会,人", "会，人") + "```\n"


def test_sarif_and_one_line_a_finding(cli, file):
    log = json.loads(cli("lint", file(BAD), "--format", "sarif").out)
    (run,) = log["runs"]
    codes = {one["code"] for one in json.loads(cli("lint", file(BAD), "--format", "json").out)["diagnostics"]}
    assert {one["ruleId"] for one in run["results"]} == codes
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} >= codes
    lines = cli("lint", file(BAD), "--format", "plain").out.splitlines()
    assert len(lines) == len(run["results"])
    assert all(": 警告[" in line for line in lines)
