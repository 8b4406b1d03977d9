"""不可机检: provisions that no record can show, kept with their sources and reasons, and no norm."""

from __future__ import annotations

from pathlib import Path

import pytest

import cunwu
from cunwu.report.handbook import handbook
from dsl.diagnostics.source import SourceText
from dsl.format.layout import lay_out
from dsl.lint.context import LintContext
from dsl.lint.run import lint
from dsl.model.printer import print_ruleset
from dsl.surface.compare import without_places
from dsl.surface.from_text import parse
from dsl.surface.parts import Part, pieces
from dsl.surface.printer import print_file
from tests.cunwu.test_handbook import text_of

TEXT = """不可机检 邀请列席【法 第二十六条第二款；条例 第三条】
  理由：“法律只说可以邀请，记录里没有可以违反的要求”
  说明：“邀请谁由会议决定”

不可机检 立法宗旨【法 第一条】
  理由：“只说宗旨，没有要求”
"""
HEAD = "规则集 “试”\n\n依据 法：《某某法》（法律）\n依据 条例：《某某条例》（行政法规）\n\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "try.cunwu"
    path.write_text(HEAD + TEXT, "utf-8")
    return path


def test_it_is_kept_with_its_sources_and_reason_and_makes_no_norm(rules) -> None:
    made = rules(TEXT)
    assert made.codes == []
    first, second = made.last.model.uncheckable
    assert (first.name, first.meaning) == ("邀请列席", "邀请谁由会议决定")
    assert first.reason == "法律只说可以邀请，记录里没有可以违反的要求"
    assert [(c.source, c.article) for c in first.citations] == [("法", "第二十六条第二款"), ("条例", "第三条")]
    assert made.last.source.text[second.span.start : second.span.end] == "不可机检 立法宗旨"
    assert made.last.program.norms == ()
    assert "Uncheckable\n      name: 立法宗旨\n" in print_ruleset(made.last.model)


def test_a_citation_behind_the_reason_is_its_own_too(rules) -> None:
    made = rules("不可机检 立法宗旨\n  理由：“只说宗旨，没有要求”\n  【法 第一条】\n")
    assert made.codes == []
    assert [c.article for c in made.last.model.uncheckable[0].citations] == ["第一条"]


def test_an_unknown_source_is_said_as_everywhere(rules) -> None:
    assert rules("不可机检 立法宗旨【旧法 第一条】\n  理由：“只说宗旨，没有要求”\n").codes == ["M105"]


@pytest.mark.parametrize("more", ["应当 有 会议", "当 金额超过5万元", "例外 小额：当 金额不满1万元"])
def test_it_asks_nothing(rules, more) -> None:
    made = rules(f"机构 会议：“会议”\n不可机检 立法宗旨【法 第一条】\n  {more}\n  理由：“只说宗旨，没有要求”\n")
    assert made.codes == ["M122"]


def test_what_is_printed_reads_back_to_the_same() -> None:
    file, found = parse(SourceText("x", TEXT))
    again, _ = parse(SourceText("x", print_file(file)))
    assert found == () and without_places(again.items) == without_places(file.items)


def test_it_is_laid_out_once_and_for_all() -> None:
    loose = (
        "规则集 “试”\n依据 法:《某某法》(法律)\n依据 条例:《某某条例》(行政法规)\n"
        "不可机检 邀请列席 【法第二十六条第二款;条例 第三条】 理由:“法律只说可以邀请，记录里没有可以违反的要求”\n"
        "说明：“邀请谁由会议决定”\n不可机检 立法宗旨\n【法第一条】\n理由：“只说宗旨，没有要求”\n"
    )
    assert lay_out(loose, "x").text == HEAD + TEXT
    assert lay_out(HEAD + TEXT, "x").text == HEAD + TEXT


def test_its_words_are_coloured() -> None:
    parts = {piece.text: piece.part for piece in pieces(TEXT)}
    assert (parts["不可机检"], parts["邀请列席"], parts["理由"]) == (Part.HEADER, Part.TITLE, Part.LABEL)


def test_what_it_cites_is_used(rules) -> None:
    made = rules(TEXT).last
    unused = [one.message for one in lint(LintContext(made, made.model), ["W103"])]
    assert unused == ["依据“规定”没有一处引用", "依据“约”没有一处引用"]


def test_rules_lists_it(file: Path) -> None:
    from cunwu.report.catalogue import one_ruleset

    catalogue = cunwu.rules([file])
    shown = one_ruleset(catalogue, catalogue.ruleset("试"), "zh", 200)
    assert "【不可机检（2）】\n  邀请列席  《某某法》第二十六条第二款；《某某条例》第三条  法律只说可以邀请" in shown
    assert "[Uncheckable (2)]" in one_ruleset(catalogue, catalogue.ruleset("试"), "en", 200)


def test_the_handbook_has_a_table_of_them(file: Path) -> None:
    catalogue = cunwu.rules([file])
    page = handbook(catalogue, [catalogue.ruleset("试").id])
    assert page.count('href="#r1-uncheckable"') == page.count('id="r1-uncheckable"') == 1
    text = text_of(page)
    assert "不可机检的规定" in text and "邀请谁由会议决定" in text and "《某某条例》第三条" in text
    bare = handbook(cunwu.rules(), ["national/vocabulary"])
    assert "不可机检的规定" not in bare
