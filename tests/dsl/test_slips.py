"""Slips are named once and read on as they were meant; what is in order is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.compile import parse_ruleset
from dsl.diagnostics.causes import first_causes
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.literals import normalise
from dsl.surface.from_text import TEXT_LABELS, by_header
from dsl.surface.labels import LABELS
from dsl.surface.lexer import tokenise
from dsl.surface.nodes import Attribute, Clause, Header
from dsl.surface.slips.mend import SLIPS, mend
from dsl.surface.tokens import Token
from dsl.surface.words import HEADERS, WORDS

ROOT = Path(__file__).parents[2]
BUNDLED = sorted((ROOT / "rulesets").rglob("*.cunwu"))
HEAD = "规则集 “某村规则”\n依据 村组法：《中华人民共和国村民委员会组织法》（法律）\n机构 村民代表会议：“村民代表会议”\n"


def mended(text: str) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    source = SourceText("t", text)
    tokens: list[Token] = []
    found: list[Diagnostic] = []
    for passage in by_header(tokenise(source)[0]):
        block = next((str(t.value) for t in reversed(tokens) if t.kind == "HEADER"), "")
        mended, said = mend(source, normalise(text), passage, block, TEXT_LABELS)
        tokens += mended
        found += said
    return tuple(tokens), tuple(found)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda p: p.stem)
def test_nothing_is_mended_in_a_file_that_is_in_order(path: Path) -> None:
    text = path.read_text("utf-8")
    tokens, found = mended(text)
    assert found == ()
    kinds = [(t.start, t.end) for t in tokens]
    assert kinds == [(t.start, t.end) for t in tokenise(SourceText("t", text))[0]]


@pytest.mark.parametrize(
    "text",
    [
        "步骤 公示\n  次序：决议之后、\n    公示届满之后\n",  # a label that goes on an enumeration
        "规则 r\n  当 金额超过5万元，\n  类别为“工程建设”\n",
        "依据 村组法2018：《某法》（法律，2018年修正）\n",
        "事项 三 “村级重大投资”\n",
        "规则 r\n  应当 提前10日\n",
        "规则 r 应当 公开招标【法 第一条】\n",
        "规则 参照执行 程序：五议决策法\n",
        "规则 r\n  补正：停止实施，\n  必须重新招标\n",  # plain text goes on over lines
        "规则 r\n  说明：2024年3月起大于5万元的，50,000元以上\n",
        "规则 r\n  说明：“2024年3月”\n",
        "词汇 应到（entitled）：经过，人数，“应当到会的人数”\n",
        "规则 r\n  当 满18周岁 不少于 3人\n",
        "用例 “x”\n  决议：2024年3月5日，实到31，材料“会议记录”、“签到册”\n  没有的步骤：公示\n",
        "参数 限额：2014年2月25日起 5万元\n  2016年1月1日起 10万元【法】\n",
        "规则 r\n  应当 有 决议【村组法2010、2018 第二十一条第二款；村组法2025 第二十五条第二款】\n",
    ],
)
def test_what_only_looks_like_a_slip(text: str) -> None:
    assert mended(HEAD + text)[1] == ()


@pytest.mark.parametrize(
    ("word", "label"), [(word, label) for word, labels in LABELS.items() for label in labels if label]
)
def test_every_label_is_read_in_its_block(word: str, label: str) -> None:
    parsed = parse_ruleset(f"{word} 甲\n  {label}：某事\n", "t")
    assert parsed.diagnostics == ()
    assert [item.label for item in parsed.surface.items if isinstance(item, Attribute)] == [label]


def test_a_table_says_its_act_and_its_procedure(compiled) -> None:
    made = compiled(
        HEAD + "行为 签约：“签合同”\n程序 五议决策法【村组法】\n  步骤 决议\n"
        "分档 招标方式【村组法】\n  行为：每次 签约\n  程序：五议决策法\n"
        "  档 小额：当 金额不满5万元\n    应当 有 决议\n  档 大额：当 金额5万元以上\n    应当 有 决议\n"
    )
    assert made.diagnostics == ()
    assert made.program is not None
    assert {norm.act and norm.act.names for norm in made.program.norms if "招标方式" in norm.name} == {("签约",)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("规则 r\n必须 有 决议", "HEADER NAME SHALL HAS NAME"),
        ("规则 r\n严禁签约", "HEADER NAME SHALL_NOT NAME"),
        ("规则 r\n须有决议", "HEADER NAME SHALL HAS NAME"),
        ("规则 r\n当金额>=5万元", "HEADER NAME WHEN NAME CMP QUANTITY"),
        ("规则 r\n当 金额大于5万元", "HEADER NAME WHEN NAME CMP QUANTITY"),
        ("规则 r\n当 金额超过50,000.5元", "HEADER NAME WHEN NAME CMP QUANTITY"),
        ("规则 r\n当 金额超过l0万元", "HEADER NAME WHEN NAME CMP QUANTITY"),
        ("程序 p\n步骤 决议\n到会 不得少于3人", "HEADER NAME HEADER NAME NAME COLON CMP QUANTITY"),
        (
            "程序 p\n步骤 决议\n次序：决议届满后10日内",
            "HEADER NAME HEADER NAME NAME COLON NAME COMPLETE AFTER PERIOD INSIDE",
        ),
        ("程续 p", "HEADER NAME"),
        ("程序：p", "HEADER NAME"),
        ("步骤 公示之后检查", "HEADER STRING"),
        ("参数 限额：2O14年2月25日起 5万元", "HEADER NAME COLON DATE FROM QUANTITY"),
        ("参数 限额：二0一四年二月五日起 5万元", "HEADER NAME COLON DATE FROM QUANTITY"),
        ("参数 限额：2014年2月起 5万元", "HEADER NAME COLON DATE FROM QUANTITY"),
        ("参数 限额：5万元（法 第三条）", "HEADER NAME COLON QUANTITY LCITE NAME ARTICLE RCITE"),
        (
            "参数 限额：5万元【法 第三条和清单 第五条】",
            "HEADER NAME COLON QUANTITY LCITE NAME ARTICLE SEMICOLON NAME ARTICLE RCITE",
        ),
    ],
)
def test_slips_are_read_as_they_were_meant(text: str, kinds: str) -> None:
    tokens, found = mended(text)
    assert found
    said = [t.kind for t in tokens]
    assert said == kinds.split()


def test_every_slip_has_a_docstring_with_an_example() -> None:
    for slips in SLIPS.values():
        for slip in slips:
            assert any(c >= "\u3000" for c in slip.__doc__ or ""), slip


@given(
    st.lists(
        st.sampled_from([*WORDS, *HEADERS, "到会", "必须", "后", "\n", " ", "：", "【", "】", "（", "）", "5", "万元"]),
        max_size=40,
    )
)
def test_any_row_of_words_is_read_within_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens, found = mended(text)
    for token in tokens:
        assert 0 <= token.start <= token.end <= len(text)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
    for one in found:
        assert one.span is not None and 0 <= one.span.start <= one.span.end <= len(text)


def test_a_slip_hides_no_other_mistake_of_the_file(compiled) -> None:
    made = compiled(
        HEAD
        + "程序 五议决策法【村组法】\n  步骤 商议\n    到会 3人以上\n    公示：15天\n  步骤 决议\n    次序：商义之后\n"
        "规则 先议后签\n  当 金额大于5万元，并且 组成人原 不少于 3人\n  必须 有 决议\n"
        "规则 又一条\n  应当 有 决译【村组法】\n"
    )
    assert [d.code for d in made.diagnostics] == ["S206", "N116", "M105", "M110", "S210", "N101", "S210", "N103"]


def test_what_follows_from_a_broken_declaration_is_not_told(compiled) -> None:
    made = compiled(
        HEAD + "参数 限额：5【村组法】\n程序 五议决策法【村组法】\n  步骤 决议\n"
        "规则 先议后签\n  当 金额超过限额\n  应当 有 决议【村组法】\n"
    )
    assert [d.code for d in made.diagnostics] == ["M112"]


def test_a_mended_file_keeps_its_items() -> None:
    text = HEAD + "程续 五议决策法【村组法】\n  步骤 商议\n    到会 3人以上\n规则 r\n  必须 有 商议【村组法】\n"
    parsed = parse_ruleset(text, "t")
    assert [d.code for d in parsed.diagnostics] == ["S201", "S206", "S210"]
    items = parsed.surface.items
    assert [i.word for i in items if isinstance(i, Header)] == ["规则集", "依据", "机构", "程序", "步骤", "规则"]
    assert [i.label for i in items if isinstance(i, Attribute)] == ["到会"]
    assert [i.word for i in items if isinstance(i, Clause)] == ["应当"]
    assert parsed.surface.unread == ()


def test_causes_come_before_what_follows_from_them() -> None:
    def said(code: str, start: int, subject: str = "") -> Diagnostic:
        return Diagnostic(code, code, code, Span("t", start, start + 1, 1, start + 1), Severity.ERROR, subject=subject)

    blocks = [("程序", "甲", 0), ("步骤", "乙", 10), ("规则", "丙", 20)]
    pieces = [(0, 10), (10, 15), (15, 20), (20, 25), (25, 30)]
    cases = [
        ([said("S101", 16), said("N101", 17)], ["S101"]),  # in the same entry
        ([said("S101", 16), said("N101", 26)], ["S101", "N101"]),
        ([said("S101", 16), said("M107", 0)], ["S101"]),  # a step of the procedure
        ([said("S101", 16), said("M107", 20)], ["S101", "M107"]),
        ([said("M105", 16), said("M110", 0)], ["M105"]),
        ([said("M112", 20), said("N101", 12, "丙")], ["M112"]),  # declared, though wrongly
        ([said("S101", 16), said("N103", 22, "丁")], ["S101"]),  # perhaps in what was not read
        ([said("M101", 1), said("N118", 22)], ["M101"]),
    ]
    for found, told in cases:
        kept = first_causes(found, blocks, pieces, [(16, "步骤 丁")], {"步骤"})
        assert [d.code for d in kept] == told
