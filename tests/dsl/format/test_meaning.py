"""A text means the same before and after: its norms are equal but for their places, its comments all there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.compile import Compiled, compile_parsed, compile_ruleset, parse_ruleset
from dsl.diagnostics.nodes import Severity
from dsl.diagnostics.width import display_width
from dsl.format.layout import lay_out
from dsl.format.styles import WIDTH
from dsl.model.from_surface import declared_uppers
from dsl.model.nodes import RuleSet
from tests.dsl.format.meaning import (
    BUNDLED,
    OURS,
    ROOT,
    atoms,
    gaps,
    meaning,
    narrowed,
    neighbours,
    replaced,
    spanless,
    unindented,
)

VOCABULARY = "national/vocabulary"
names = {path: path.relative_to(ROOT).as_posix() for path in [*BUNDLED, *OURS]}


@pytest.fixture(scope="module")
def compiled_text() -> Callable[[str, str], Compiled]:
    """Compile a text as the bundled file or test file of that name would be."""
    models: dict[str, list[RuleSet]] = {}

    def uppers(ids: tuple[str, ...]) -> list[RuleSet]:
        """All rulesets above, highest first."""
        found: list[RuleSet] = []
        for id in (VOCABULARY, *ids):
            path = ROOT / "rulesets" / f"{id}.cunwu"
            if id not in models and path.exists():
                made = compiled(path.read_text("utf-8"), id)
                assert made.model is not None
                models[id] = [*above(id, made), made.model]
            found += [one for one in models.get(id, ()) if one not in found]
        return found

    def above(name: str, made: Compiled) -> list[RuleSet]:
        return [] if name == VOCABULARY else uppers(declared_uppers(made.surface))

    def compiled(text: str, name: str) -> Compiled:
        parsed = parse_ruleset(text, name)
        return compile_parsed(parsed, name, [] if name == VOCABULARY else uppers(declared_uppers(parsed.surface)))

    return compiled


@pytest.mark.parametrize("path", [*BUNDLED, *OURS], ids=names.get)
def test_every_rule_file_means_the_same(path: Path, compiled_text) -> None:
    before = path.read_text("utf-8")
    made = lay_out(before, path.name)
    name = names[path].removeprefix("rulesets/").removesuffix(".cunwu") if path in BUNDLED else path.name
    first, second = compiled_text(before, name), compiled_text(made.text, name)
    assert spanless(first.program) == spanless(second.program)
    assert meaning(first) == meaning(second)
    assert neighbours(before) == neighbours(made.text)
    assert lay_out(made.text, path.name).text == made.text
    if path in BUNDLED:
        assert (first.ok and first.program is not None and first.program.norms) or name == VOCABULARY
        assert not made.diagnostics


@pytest.mark.parametrize("path", BUNDLED, ids=names.get)
def test_only_what_cannot_be_broken_is_wide(path: Path) -> None:
    for line in lay_out(path.read_text("utf-8"), path.name).text.splitlines():
        if display_width(line) > WIDTH:
            assert "“" in line or line.lstrip().startswith("注："), line


BLOCKS = [block for path in BUNDLED for block in path.read_text("utf-8").split("\n\n") if len(block) < 500]


@pytest.mark.parametrize("path", [*BUNDLED, *OURS], ids=names.get)
def test_one_text_has_one_layout(path: Path) -> None:
    """Marks of another width, straight quotes and lost indentation make no difference."""
    text = path.read_text("utf-8")
    wanted = lay_out(text, path.name)
    if any(d.severity is Severity.ERROR for d in wanted.diagnostics):
        assert wanted.text == text
    elif not wanted.diagnostics:
        assert lay_out(narrowed(text), path.name).text == wanted.text
        assert lay_out(unindented(text), path.name).text == lay_out(unindented(wanted.text), path.name).text


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Some blocks of the bundled files, one below the other."""
    blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3))
    return draw(st.sampled_from(["规则集 “试”\n", ""])) + "\n\n".join(blocks) + "\n"


SPACE = st.sampled_from(["", " ", "  ", "\u3000", "\n", "\n\n", "\n    ", "\r\n", "\r", "\t", " \n\n\n "])
COMMENTS = st.sampled_from([" 注：插入的\n", "\n注:插入的\n", "\n    注：一\n  注：二\n", "注：紧跟的\n"])
MARKS = {"“": '「"”', "”": '」"', "，": ",、；", "：": ":", "；": ";，", "（": "(", "）": ")", "、": "，和"}


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A text with its white space, marks and comments changed at random, often into something else."""
    text = draw(texts())
    places = gaps(text)
    changes: dict[int, tuple[int, int, str]] = {}
    for place in draw(st.lists(st.sampled_from(places), max_size=12)) if places else ():
        changes[place[0]] = (*place, draw(SPACE | COMMENTS))
    text = replaced(text, list(changes.values()))
    spots = [i for i, c in enumerate(text) if c in MARKS]
    for at in draw(st.lists(st.sampled_from(spots), max_size=6, unique=True)) if spots else ():
        text = text[:at] + draw(st.sampled_from(MARKS[text[at]])) + text[at + 1 :]
    return text


def same(before: str, after: str) -> None:
    first, second = (compile_ruleset(text, "t", "t", ()) for text in (before, after))
    assert meaning(first) == meaning(second)
    assert [(a.kind, a.text) for a in atoms(before)] == [(a.kind, a.text) for a in atoms(after)]
    assert neighbours(before) == neighbours(after)


@settings(max_examples=80)
@given(changed())
def test_a_changed_text_means_the_same_and_is_laid_out_once(text: str) -> None:
    made = lay_out(text, "t")
    same(text, made.text)
    assert lay_out(made.text, "t").text == made.text


@settings(max_examples=30)
@given(texts(), st.data())
def test_white_space_between_words_is_all_one(text: str, data: st.DataObject) -> None:
    """More blanks where there are some, and line breaks inside an entry: the same layout comes out."""
    wanted = lay_out(text, "t").text
    blank = [(start, end) for start, end in gaps(text) if text[start:end] == " "]
    if blank:
        chosen = data.draw(st.lists(st.sampled_from(blank), max_size=8, unique=True))
        wider = replaced(text, [(*place, data.draw(st.sampled_from(["  ", "\u3000", "\t"]))) for place in chosen])
        assert lay_out(wider, "t").text == wanted


PIECES = st.sampled_from(
    [
        *"：，、（）【】“”《》的为有无当在自起止内·注 \n\r\t-",
        "注：",
        "注：x\n",
        "规则集",
        "程序",
        "步骤",
        "规则",
        "用例",
        "参数",
    ]
    + ["应当", "例外", "结论：", "说明：", "针对：", "之后", "并且", "或者", "没有", "一般", "不少于", "在决议之后"]
    + ["5万元", "15日", "2024年3月5日", "第二十六条", "三分之二", "“x”", "甲", "乙", "决议", "```\n", "```cunwu\n"]
)


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=2), max_size=50).map("".join), st.sampled_from(["t.cunwu", "t.md"]))
def test_any_text_is_laid_out_safely_or_left_alone(text: str, name: str) -> None:
    made = lay_out(text, name)
    first, second = (compile_ruleset(one, name, "t", ()) for one in (text, made.text))
    assert meaning(first) == meaning(second)
    assert lay_out(made.text, name).text == made.text
    assert made.text.endswith(("\n", "\r")) == text.endswith(("\n", "\r"))
