"""Silencing comments, the choice of rules, and edits that are made only where nothing else changes."""

from __future__ import annotations

import pytest

from dsl.compile import compile_ruleset
from dsl.lint.context import LintContext
from dsl.lint.fix import mend, same_meaning
from dsl.lint.nodes import Edit, Finding
from dsl.lint.run import fixed, lint
from dsl.lint.silence import silences

HEAD = "规则集 “试”\n依据 某法：《某法》（法律）\n机构 会：“x”\n"
RULE = "规则 到会\n  行为：每次 会\n  应当 实到不少于 20人\n  【某法 第四条】\n"


@pytest.mark.parametrize(
    "comment",
    [
        "注：不查 W701 理由：没有办法补正",
        "注：不查W701：没有办法补正",
        "注:不查 W601、W701，没有办法补正",
        "  注：不查 Ｗ７０１　理由　没有办法补正",
        "注：不查 W701 没有办法补正\n注：别的注释\n\n",
    ],
)
def test_a_comment_silences_the_next_line_that_says_something(comment, linted):
    assert [one.code for one in linted(HEAD + RULE, "W701")] == ["W701"]
    assert linted(HEAD + comment + "\n" + RULE, "W701", "W901") == ()


@pytest.mark.parametrize("comment", ["注：不查 W601 理由：别的", "注：W701 不查 理由：次序不对", "注：不 查 W701"])
def test_other_comments_silence_nothing(comment, linted):
    assert [one.code for one in linted(HEAD + comment + "\n" + RULE, "W701")] == ["W701"]


def test_a_comment_behind_the_line_silences_the_one_after(linted):
    text = HEAD.rstrip("\n") + "  注：不查 W701 理由：没有办法补正\n" + RULE
    assert linted(text, "W701", "W901", "W902") == ()


def test_what_a_comment_silences_is_told_with_its_place(compile_below):
    made = compile_below(HEAD + "注：不查 W701、W601 理由：没有办法补正\n" + RULE)
    context = LintContext(made, made.model)
    found = list(silences(made.source, context.comments))
    assert [(one.code, one.line, one.reason) for one in found] == [
        ("W701", 5, "没有办法补正"),
        ("W601", 5, "没有办法补正"),
    ]
    assert made.source.text[found[0].span.start : found[0].span.end].startswith("注：不查")


def test_a_comment_for_a_rule_that_did_not_run_is_not_called_useless(linted):
    text = HEAD + "注：不查 W601 理由：以后再写\n" + RULE
    assert linted(text, "W701", "W902")[0].code == "W701"
    assert [one.code for one in linted(text, "W902")] == []
    assert [one.code for one in linted(text, "W601", "W902")] == []


def test_only_the_rules_that_are_asked_for_run(linted):
    text = HEAD + RULE
    assert {one.code for one in linted(text)} == {"W601", "W701"}
    assert {one.code for one in linted(text, "W601")} == {"W601"}


def test_findings_come_in_the_order_of_the_file(linted):
    text = HEAD + "参数 甲数：3人【某法】\n参数 乙数：三人【某法】\n" + RULE
    found = linted(text)
    assert len({one.span.start for one in found}) > 2
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)


def test_what_a_lower_file_uses_is_used(vocabulary):
    upper = compile_ruleset(HEAD + "参数 甲数：3人【某法 第一条】\n" + RULE, "u.cunwu", "u", (vocabulary,))
    assert upper.model is not None
    lower = compile_ruleset(
        "规则集 “下”\n  上位：u\n规则 r\n  行为：每次 会\n  应当 实到不少于甲数\n  【某法 第一条】\n"
        "用例 “x”\n  会：2024年1月1日，实到20人\n  结论：合规 到会\n",
        "l.cunwu",
        "l",
        (vocabulary, upper.model),
    )
    assert lower.ok
    alone = lint(LintContext(upper, upper.model, (vocabulary,)), {"W101", "W601"})
    assert [one.code for one in alone] == ["W101", "W601"]
    together = lint(LintContext(upper, upper.model, (vocabulary,), (lower,)), {"W101", "W601"})
    assert together == ()


def test_overlapping_edits_are_left_for_another_time():
    span = compile_ruleset("规则集 “x”", "x", "x", ()).source.span(0, 1)

    def finding(start, end, text):
        return Finding("m", "m", span, fix=(Edit(start, end, text),))

    assert fixed("abcdef", [finding(0, 2, "X"), finding(1, 3, "Y"), finding(4, 5, "")]) == "Xcdf"
    assert fixed("abc", [finding(1, 1, "X"), finding(1, 1, "Y"), finding(3, 3, "Z")]) == "aXbcZ"


def test_an_edit_that_changes_what_the_file_asks_is_not_made(compile_below):
    bad = compile_below(HEAD + RULE)
    at = bad.source.text.index("20人")
    wrong = Finding("m", "m", bad.source.span(at, at + 3), fix=(Edit(at, at + 3, "30人"),))
    broken = Finding("m", "m", bad.source.span(at, at + 3), fix=(Edit(at, at + 3, "（"),))
    right = Finding("m", "m", bad.source.span(at, at + 3), fix=(Edit(at - 1, at, ""),))

    def find(made):
        return (wrong, broken, right) if made is bad else ()

    mended = mend(bad, find, compile_below)
    assert mended.text == (HEAD + RULE).replace(" 20人", "20人")


def test_meaning_is_compared_and_wording_is_not(compile_below):
    plain = HEAD + RULE.replace("  应当", "  当 金额超过5万元\n  应当")
    one = compile_below(plain)
    assert same_meaning(one, compile_below(plain.replace("金额超过5万元", "并非 金额不超过五万元") + "  补正：“x”\n"))
    for other in ("金额不少于5万元", "金额超过6万元", "金额超过5万元，办结", "办结"):
        assert not same_meaning(one, compile_below(plain.replace("金额超过5万元", other)))
    assert not same_meaning(one, compile_below(HEAD + RULE))
    assert not same_meaning(one, compile_below(plain + "  例外 小村：当 办结\n"))
    assert not same_meaning(one, compile_below(plain + RULE.replace("到会", "再到会")))
