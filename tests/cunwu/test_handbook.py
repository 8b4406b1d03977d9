"""The handbook: everything of a ruleset is in it, in plain words, on a page that needs nothing else."""

from __future__ import annotations

import re
from html import unescape

import pytest

import cunwu
from cunwu.report.handbook import handbook
from cunwu.report.topics import topics_of
from dsl.describe.context import Context
from dsl.describe.general import general_notes
from dsl.describe.norms import describe_norm
from rulesets.loader import bundled_ids, load
from tests.cunwu.conftest import ROOT, RULES
from tests.cunwu.test_page import parsed


@pytest.fixture(scope="module")
def bundled():
    return cunwu.rules()


@pytest.fixture(scope="module")
def pages(bundled):
    """The handbook of all bundled rulesets in both languages."""
    ids = [head.id for head in bundled.heads]
    return {lang: handbook(bundled, ids, lang) for lang in ("zh", "en")}


def text_of(page: str) -> str:
    return "".join(parsed(page).text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_well_formed_and_fetches_nothing(pages, lang):
    assert parsed(pages[lang]).suspicious == []
    assert "@import" not in pages[lang] and "url(" not in pages[lang]


def test_the_same_rulesets_give_the_same_bytes(bundled, pages):
    assert handbook(bundled, [head.id for head in bundled.heads]) == pages["zh"]


def test_every_link_of_the_contents_leads_somewhere(pages):
    links = re.findall(r'<a href="#([^"]+)"', pages["zh"])
    ids = re.findall(r' id="([^"]+)"', re.sub(r"<svg.*?</svg>", "", pages["zh"], flags=re.DOTALL))
    assert len(links) > 30
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_everything_is_in_it(bundled, pages):
    text = text_of(pages["zh"])
    for ruleset in bundled.rulesets:
        names = [ruleset.title, *(one.title for one in ruleset.sources), *(one.name for one in ruleset.procedures)]
        names += [step.name for one in ruleset.procedures for step in one.steps]
        names += [rule.name for rule in ruleset.rules] + [one.name for one in ruleset.parameters]
        names += [one.title for one in ruleset.matters if not one.vacant]
        names += [one.name for one in (*ruleset.fields, *ruleset.bodies, *ruleset.acts, *ruleset.readings)]
        names += [one.name for one in ruleset.scenarios]
        assert [name for name in names if name not in text] == []
        for caveat in ruleset.caveats:
            assert caveat.partition("：")[2] in text
        for source in ruleset.sources:
            assert source.caveat in text


def test_every_norm_is_told(bundled, pages):
    text = text_of(pages["zh"])
    context = Context.of(bundled.programs, bundled.rulesets)
    for program in bundled.programs:
        for norm in program.norms:
            told = describe_norm(norm, context)
            clause = told.part(norm.kind.value).clause
            assert (clause.items[0].text if clause.items else clause.text) in text, norm.id
            for citation in norm.citations:
                assert citation.article in text
            if norm.remedy:
                assert norm.remedy.rstrip("。") in text


def test_no_notation_of_the_core_is_shown(pages):
    visible = re.sub(
        r"《[^》]*》", "", text_of(re.sub(r"<svg.*?</svg>|<style.*?</style>", "", pages["zh"], flags=re.DOTALL))
    )
    assert not re.search(r"[≥≤∈〈［×]|None|\{\{|本次\.", visible)
    words = set(re.findall(r"[A-Za-z]{2,}", visible))
    assert words <= {"cunwu", *(word for id_ in bundled_ids() for word in re.split(r"[/_]", id_))}


def test_maps_are_drawn(pages):
    assert pages["zh"].count("<svg") == sum(len(one.procedures) for one in load().rulesets)
    assert pages["zh"].count('<div class="sideways"') == 1


def test_the_notes_on_reading_come_first(pages):
    text = text_of(pages["zh"])
    for heading, note in general_notes():
        assert heading in text and note in text
    assert text.index(general_notes()[0][1]) < text.index("重大行政决策程序暂行条例")
    assert [heading for heading, _ in general_notes("en")] != [heading for heading, _ in general_notes()]


def test_cases_say_what_must_come_of_them(pages):
    page = unescape(pages["zh"])
    start = page.index("2017年，48人到31人")
    card = page[start : page.index("</div>", start)]
    assert "村民代表：43人；村民委员会成员：5人；双重身份人数：0人" in card
    assert "村民代表会议：2017年3月5日，实到 31人，同意 31人" in card
    assert '<span class="violated"><b>违规</b> 村民代表会议·到会</span>' in card
    assert '<span class="violated"><b>不合规</b> 整个案件</span>' in card
    assert "（缺 组成人员）" in page and "（取决于读法 通知须满整日）" in page


def test_open_and_unproven_places_are_marked(pages):
    page = pages["zh"]
    assert re.search(r"较大开支限额<br><span class=\"tag\">待填</span>", page)
    assert "共23项，名目和内容没有找到" in page
    assert "2026年1月1日这个施行日期只见于转载" in page


def test_a_rule_file_of_ones_own():
    catalogue = cunwu.rules([RULES])
    page = handbook(catalogue, ["village"])
    text = text_of(page)
    assert "重大事项报备" in text and "到本次日期之后第10日" in text
    assert "规则：全部规则" in text
    assert "村民委员会组织法（2026.1）" not in text


def test_headings_of_a_rule_file(tmp_path):
    path = tmp_path / "x.cunwu"
    path.write_text("规则集 “甲”\n注：一、第一。后面\n规则 乙\n\n注：不是标题\n注：十二、第二\n规则 丙\n", "utf-8")
    topics = topics_of(str(path))
    text = path.read_text("utf-8")
    assert topics.titles == ("第一", "第二")
    assert [topics.of(text.index(name)) for name in ("规则集", "规则 乙", "规则 丙")] == ["", "第一", "第二"]
    assert topics_of(str(tmp_path / "没有.cunwu")).titles == ()
    assert "村民会议" in topics_of("national/organic_law.cunwu").titles


def test_a_literate_file_and_a_bundled_one_by_its_path(cli):
    page = cli("docs", ROOT / "docs" / "example.cunwu.md").out
    assert '<section class="chapter" id="r1">' in page and "规则：" in page
    by_path = cli("docs", ROOT / "rulesets" / "ningbo" / "four_step.cunwu").out
    assert by_path == cli("docs", "ningbo/four_step").out == cli("docs", "和村惠民四步法（模板）").out


def test_cases_of_the_files_beside_a_rule_file_are_in_its_handbook(cli, tmp_path):
    rules = tmp_path / "村.cunwu"
    rules.write_bytes(RULES.read_bytes())
    beside = tmp_path / "村.用例.cunwu"
    beside.write_text("注：一、到会人数\n用例 “旁边的一件”\n  程序：五议决策法\n  结论：待补正\n", "utf-8")
    told = cli("docs", rules)
    assert (told.code, told.err) == (0, "")
    assert "旁边的一件" in told.out and "到会差一人" in told.out
    assert re.search(r"<h3[^>]*>到会人数</h3>", told.out)
    listed = cli("rules", "--rules", rules).out
    assert re.search(r"^村 .* 4$", listed, re.MULTILINE)
    beside.write_text("用例 “有误”\n  结论：合归 决议·到会\n", "utf-8")
    for command in (("docs", rules), ("rules", "--rules", rules)):
        refused = cli(*command)
        assert (refused.code, "村.用例.cunwu:2" in refused.err) == (3, True)


def test_an_exception_to_a_norm_above_is_told_with_it(bundled, pages):
    """A rule with 变通 has no norm of its own: its chapter tells the norm above, as it stands with the exception."""
    norm = bundled.norm("外来选民·在村工作")
    assert norm.ruleset == "national/village_election"
    assert norm.exceptions[-1].name == "外来选民·在村工作"
    assert text_of(pages["zh"]).count(norm.name) >= 2
