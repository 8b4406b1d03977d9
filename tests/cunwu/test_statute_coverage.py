"""``cunwu coverage``: a statute article by article, with what checks it or why nothing can."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import cunwu
from cunwu.errors import UsageError
from cunwu.report.statute_coverage import coverage_data, coverage_text
from cunwu.report.statute_coverage_page import statute_page
from cunwu.statute_coverage import StatuteCoverage, coverages, statutes_meant
from dsl.lint.statutes import Statute, StatuteIndex
from dsl.values import Interval
from tests.cunwu.test_page import parsed

RULES = """规则集 “试”
  施行：2020年1月1日起
依据 法2020：《某法》（法律，2020年修正）
  施行：2020年1月1日起，2024年12月31日止
依据 法2025：《某法》（法律，2025年修正）
  施行：2025年1月1日起
依据 办法：《某办法》（规章）
机构 会议：“会议”
词汇 实到（present）：经过，人数，“到会的人数”
词汇 日期（date）：经过，日期，“日期”
词汇 通知（noticed）：经过，是否，“有没有通知”
规则 到会
  行为：每次 会议
  应当 实到不少于 20人
  【法2020、2025 第二条第二款】
  例外 急事：当 通知【法2025 第四条第一款第一项】
规则 通知
  行为：每次 会议
  应当 通知
  【法2025 第三条】
规则 送达
  行为：每次 会议
  应当 通知
  【法2025 第四条第二项；办法 第一条】
不可机检 宗旨【法2025 第一条】
  理由：“只说宗旨，没有要求”
不可机检 提倡【法2025 第二条第一款、第四条第一款第三项】
  理由：“只是提倡。”
  说明：“不做也不违反”
用例 “差一人”
  会议：2025年3月1日，实到19
  审查日：2025年3月2日
  结论：违规 到会
用例 “没有会议”
  会议：2025年3月1日，实到20，通知 是
  审查日：2025年3月2日
  结论：合规 通知
"""
OLD = Statute("某法", "2020年修正", Interval(date(2020, 1, 1), date(2024, 12, 31)), False, {2: (0, 0), 9: (0,)})
NEW = Statute(
    "某法", "2025年修正", Interval(date(2025, 1, 1), None), True, {1: (0,), 2: (0, 0), 3: (0, 0), 4: (4, 0), 5: (0, 0)}
)
OTHER = Statute("某法实施细则", "", Interval(), True, {1: (0,)})
INDEX = StatuteIndex((NEW, OLD, OTHER))


@pytest.fixture
def catalogue(tmp_path: Path):
    path = tmp_path / "try.cunwu"
    path.write_text(RULES, "utf-8")
    return cunwu.rules([path])


@pytest.fixture
def new(catalogue) -> StatuteCoverage:
    (found,) = coverages(catalogue, (NEW,), INDEX)
    return found


def names(paragraph) -> list[str]:
    return [*(one.norm.name for one in paragraph.encoded), *(one.name for one in paragraph.uncheckable)]


def test_each_paragraph_has_what_cites_it(new) -> None:
    found = {(a.number, p.number): (names(p), p.accounted, p.open_items) for a in new.articles for p in a.paragraphs}
    assert found == {
        (1, 1): (["宗旨"], True, ()),
        (2, 1): (["提倡"], True, ()),
        (2, 2): (["到会"], True, ()),
        # The whole article is cited, and with it all of its 款.
        (3, 1): (["通知"], True, ()),
        (3, 2): (["通知"], True, ()),
        # 项 cited one by one, one of them without its 款 and one by an exception: the fourth is left.
        (4, 1): (["到会", "送达", "提倡"], False, (4,)),
        (4, 2): ([], False, ()),
        (5, 1): ([], False, ()),
        (5, 2): ([], False, ()),
    }
    assert (new.accounted, len(new.articles), new.percent) == (3, 5, 60)


def test_all_items_together_are_the_paragraph(catalogue) -> None:
    three = Statute("某法", "2025年修正", NEW.validity, True, {4: (3,)})
    (found,) = coverages(catalogue, (three,), StatuteIndex((three,)))
    assert (found.accounted, found.percent) == (1, 100)


def test_scenarios_count_in_which_the_norm_applies(new) -> None:
    (norm,) = new.articles[1].paragraphs[1].encoded
    # The exception holds in the second one, which says nothing of this norm.
    assert (norm.norm.id, norm.seen, norm.total) == ("try:到会", ("差一人",), 2)
    (norm,) = new.articles[2].paragraphs[0].encoded
    assert (norm.seen, norm.total) == (("没有会议", "差一人"), 2)


def test_a_name_means_all_editions_the_oldest_first(catalogue) -> None:
    assert statutes_meant("法", "", catalogue, INDEX) == (OLD, NEW)
    assert statutes_meant("《中华人民共和国某法》", "", catalogue, INDEX) == (OLD, NEW)
    assert statutes_meant("细则", "", catalogue, INDEX) == (OTHER,)


def test_a_year_picks_one(catalogue) -> None:
    assert statutes_meant("法2020", "", catalogue, INDEX) == (OLD,)
    assert statutes_meant("某法", "2025", catalogue, INDEX) == (NEW,)
    assert statutes_meant("某法", "2020年修正", catalogue, INDEX) == (OLD,)


@pytest.mark.parametrize(
    ("name", "edition", "said"),
    [
        ("某", "", "“某”可以指2部法规：《某法》、《某法实施细则》。"),
        ("某法", "2030", "《某法》没有“2030”这个版本，有的是：2025年修正、2020年修正。"),
        ("办法", "", "法规目录里没有“办法”。"),
        ("某法实旋细则", "", "是不是“某法实施细则”？"),
        ("", "", "法规目录里没有“”。"),
    ],
)
def test_what_cannot_be_meant(catalogue, name, edition, said) -> None:
    with pytest.raises(UsageError) as found:
        statutes_meant(name, edition, catalogue, INDEX)
    assert said in str(found.value)
    assert found.value.english != str(found.value)


def test_the_text_has_a_line_for_each_place(new) -> None:
    assert coverage_text([new], "zh", 100).split("\n\n")[0].splitlines() == [
        "《某法》（2025年修正）  2025年1月1日起",
        "  第一条        不可机检  宗旨：只说宗旨，没有要求",
        "  第二条第一款  不可机检  提倡：只是提倡；不做也不违反",
        "  第二条第二款  已编码  try:到会（1/2）",
        "  第三条        已编码  try:通知（2/2）",
        "  第四条第一款  已编码  try:到会（1/2）、try:送达（2/2）",
        "                不可机检  提倡：只是提倡；不做也不违反",
        "                未处理  第四项",
        "  第四条第二款  未处理",
        "  第五条        未处理",
        "共5条，已处理3条（60%），未处理2条；按款算，9款里已处理5款",
    ]
    english = coverage_text([new], "en", 100)
    assert "  art. 4 para. 1  encoded  try:到会 (1/2), try:送达 (2/2)\n" in english
    assert "3 of 5 articles accounted for (60%); 5 of 9 paragraphs" in english


def test_a_line_is_broken_between_norms_only(new) -> None:
    lines = coverage_text([new], "zh", 42).splitlines()
    assert "  第四条第一款  已编码  try:到会（1/2）、" in lines
    assert " " * 18 + "try:送达（2/2）" in lines


def test_of_an_excerpt_only_what_is_there_is_listed(catalogue) -> None:
    (old,) = coverages(catalogue, (OLD,), INDEX)
    text = coverage_text([old], "zh", 100)
    assert "共2条（只得到节选），已处理0条（0%），未处理2条；按款算，3款里已处理1款" in text


def test_the_data_holds_all_of_it(new) -> None:
    (data,) = json.loads(json.dumps(coverage_data([new])))
    assert (data["title"], data["edition"], data["start"], data["end"]) == ("某法", "2025年修正", "2025-01-01", None)
    assert (data["total"], data["accounted"], data["percent"], data["complete"]) == (5, 3, 60, True)
    first, second = data["articles"][3]["paragraphs"]
    assert [one["id"] for one in first["norms"]] == ["try:到会", "try:送达"]
    assert first["norms"][0]["scenarios"] == ["差一人"] and first["norms"][0]["place"].endswith("try.cunwu:12")
    assert (first["open_items"], first["accounted"], second["norms"]) == ([4], False, [])
    (excused,) = first["uncheckable"]
    assert (excused["reason"], excused["note"]) == ("只是提倡。", "不做也不违反")
    assert excused["sources"] == ["《某法》（2025年修正）第二条第一款", "《某法》（2025年修正）第四条第一款第三项"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_fetches_nothing(catalogue, lang) -> None:
    page = statute_page(coverages(catalogue, (OLD, NEW), INDEX), lang)
    read = parsed(page)
    assert read.suspicious == [] and "url(" not in page
    text = "".join(read.text)
    assert "差一人" in text and "try.cunwu:12" in text and "只是提倡" in text
    assert page.count("<section>") == 2 and 'id="s2-4-1" rowspan="3"' in page and 'id="s2-3" rowspan="1"' in page


def test_the_command(cli, tmp_path: Path) -> None:
    ran = cli("coverage", "村组法", "--edition", "2025")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("《中华人民共和国村民委员会组织法》（2025年修正）  2026年1月1日起\n")
    assert "第二十六条第一款  已编码  national/organic_law:村民会议·到会" in ran.out
    every = cli("coverage", "村民委员会组织法", "--lang", "en").out
    assert every.index("（1998年）") < every.index("（2010年修订）") < every.index("（2018年修正）")
    made = cli("coverage", "村组法2018", "--format", "html", "-o", tmp_path / "a.html")
    assert (made.code, made.out) == (0, "")
    assert parsed((tmp_path / "a.html").read_text("utf-8")).suspicious == []
    (data,) = json.loads(cli("coverage", "村组法2018", "--format", "json").out)
    assert data["edition"] == "2018年修正"
    assert cli("coverage", "没有的法").code == 3


def test_strict_tells_whether_anything_is_open(cli, tmp_path: Path) -> None:
    head = "规则集 “试”\n  施行：2014年1月1日起\n依据 办法：《全国年节及纪念日放假办法》（行政法规，2013年修订）\n"
    cited = "、".join(f"第{n}条" for n in "一二三四五六七")
    file = tmp_path / "days.cunwu"
    arguments = ("coverage", "办法", "--edition", "2013", "--rules", file)
    file.write_text(f"{head}不可机检 节日【办法 {cited}】\n  理由：“说哪些日子放假，不是对村务的要求”\n", "utf-8")
    assert (cli(*arguments).code, cli(*arguments, "--strict").code) == (0, 0)
    assert "共7条，已处理7条（100%），未处理0条" in cli(*arguments).out
    file.write_text(f"{head}不可机检 节日【办法 {cited[:-4]}】\n  理由：“说哪些日子放假，不是对村务的要求”\n", "utf-8")
    assert (cli(*arguments).code, cli(*arguments, "--strict").code) == (0, 1)
