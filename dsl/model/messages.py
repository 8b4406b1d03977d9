"""Messages about declarations. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.suggest import confusable, nearest
from dsl.model import habits

_SHOWN = 12
_ENGLISH = {
    "规则集": "ruleset", "依据": "source", "读法": "reading", "参数": "parameter", "词汇": "field", "机构": "body",
    "行为": "act", "程序": "procedure", "步骤": "step", "事项": "matter", "规则": "rule", "用例": "scenario",
    "例外": "exception", "结论": "verdict", "位置或者类型": "place or type", "步骤、机构或者行为": "step, body or act",
    "效力层级": "rank", "规范": "norm", "分档": "table", "档": "row", "下级的做法": "leave for lower rulesets",
    "不可机检": "uncheckable provision",
}  # fmt: skip
_PARTS = {
    "效力层级": "its rank", "步骤": "its steps", "结论": "its verdicts",
    "要求": "a requirement", "条件": "a condition", "文件全名": "its title", "取值": "its values",
    "位置（记录、经过）和类型": "its place and type", "类型（单位）": "a type (unit)",
    "统一的单位": "one unit for all values",
    "值": "a value", "名称": "a name", "理由": "its reason",
}  # fmt: skip


def in_english(word: str) -> str:
    """The English for a kind of thing; an unknown one is quoted as it is."""
    return _ENGLISH.get(word, f"“{word}”")


def _error(
    code: str, message: str, english: str, span: Span, help_: str = "", english_help: str = "", subject: str = ""
) -> Diagnostic:
    return Diagnostic(code, message, english, span, help=help_, english_help=english_help, subject=subject)


def did_you_mean(name: str, candidates: Iterable[str], usual: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Help in both languages: what ``usual`` says of it, the nearest known name, else those with most in common."""
    known = sorted(set(candidates))
    near = (usual or {}).get(name) or nearest(name, known)
    if near is not None and confusable(name, near):
        here, there = next((a, b) for a, b in zip(name, near, strict=True) if a != b)
        return (
            f"是不是“{near}”？“{here}”和“{there}”看起来差不多",
            f"did you mean “{near}”? “{here}” and “{there}” look alike",
        )
    if near is not None:
        return f"是不是“{near}”？", f"did you mean “{near}”?"
    known = [one for one in known if not one.isascii()] or known
    if not known:
        return "先声明它，或者改成已有的名称", "declare it first, or write a known name"
    known.sort(key=lambda one: -len(set(one) & set(name)))
    shown = "、".join(known[:_SHOWN]) + ("……" if len(known) > _SHOWN else "")
    return f"可以写：{shown}", f"known: {shown}"


def before_first_header(span: Span) -> Diagnostic:
    """Something stands before 规则集."""
    return _error(
        "M101",
        "文件没有以“规则集”开头",
        "the file does not begin with “规则集”",
        span,
        "在第一行写：规则集 “名称”",
        "write 规则集 “name” on the first line",
    )


def no_ruleset(span: Span) -> Diagnostic:
    """A file without 规则集."""
    return _error(
        "M102",
        "文件里没有“规则集”",
        "the file declares no “规则集”",
        span,
        "在第一行写：规则集 “名称”",
        "write 规则集 “name” on the first line",
    )


def duplicate(kind: str, name: str, span: Span, first: Span) -> Diagnostic:
    """The same name declared twice."""
    return Diagnostic(
        "M103",
        f"{kind}“{name}”写了两次",
        f"the {in_english(kind)} “{name}” is declared twice",
        span,
        help="改名，或者合并成一个",
        english_help="rename one or merge them",
        related=((first, "第一次写在这里"),),
    )


def unknown_label(
    header: str, label: str, known: Collection[str], span: Span, elsewhere: Iterable[str] = ()
) -> Diagnostic:
    """A label that the block doesn't have; ``elsewhere`` are the blocks that have it."""
    usual = habits.usual_label(label, known)
    blocks = tuple(elsewhere)
    if usual is None and label in habits.CLAUSES:
        clause = habits.CLAUSES[label]
        help_, english = f"写“{clause}”，后面不用冒号", f"write “{clause}” instead, without a colon"
    elif usual is None and blocks:
        shown = "、".join(f"“{b}”" for b in blocks[:4])
        help_, english = f"“{label}”写在{shown}里", f"it belongs into {shown}"
    elif usual is None and label in habits.OF_RECORDS and nearest(label, known) is None:
        help_, english = "它是决策记录里的事，不写进规则", "it belongs into the record of a decision, not into a rule"
    else:
        help_, english = did_you_mean(label, known, {label: usual} if usual else None)
    return _error(
        "M104", f"“{header}”里没有“{label}”这一栏", f"“{header}” has no entry “{label}”", span, help_, english
    )


def unknown_name(
    kind: str, name: str, known: Iterable[str], span: Span, usual: Mapping[str, str] | None = None
) -> Diagnostic:
    """A name that nothing declares; ``usual`` says what some words mean that are no names."""
    help_, english = did_you_mean(name, known, usual)
    said = _error(
        "M105", f"没有叫“{name}”的{kind}", f"there is no {in_english(kind)} “{name}”", span, help_, english, name
    )
    return replace(said, local=kind not in _INHERITED)


_INHERITED = frozenset({"依据", "程序", "步骤、机构或者行为"})
"""Kinds of names that a ruleset has from those above it; all others are the language's or the block's own."""


_EXAMPLES = {
    "施行": "2014年2月25日起",
    "次序": "决议之后",
    "主体": "村民代表会议",
    "到会": "组成人员的三分之二以上",
    "通过": "到会人员的过半数",
    "公示": "不少于15日",
    "历时": "不少于7个工作日",
    "通知": "提前10日",
    "材料": "会议记录、签到册",
    "行为": "每次 签约",
    "上位": "“national/organic_law”",
    "权力主体": "村民会议、村民代表会议",
}


def wrong_value(label: str, wanted: str, english: str, span: Span) -> Diagnostic:
    """An entry whose value is of the wrong kind."""
    example = f"{label}：{_EXAMPLES[label]}" if label in _EXAMPLES else ""
    return _error(
        "M106",
        f"“{label}”要写{wanted}",
        f"“{label}” takes {english}",
        span,
        f"例如“{example}”" if example else "改写这一处，或者删去它",
        f"for example “{example}”" if example else "rewrite it or remove it",
    )


def missing(header: str, name: str, what: str, example: str, span: Span) -> Diagnostic:
    """A block that lacks something it must have."""
    quoted, english = (f"{header}“{name}”", f"“{name}”") if name else (f"“{header}”", f"“{header}”")
    kind = f"the {in_english(header)} " if name else ""
    part = _PARTS.get(what) or in_english(what)
    return _error(
        "M107",
        f"{quoted}缺少{what}",
        f"{kind}{english} lacks {part}",
        span,
        f"例如：{example}",
        f"for example: {example}",
    )


def which_edition(name: str, editions: Iterable[str], span: Span) -> Diagnostic:
    """A source with several versions cited without one."""
    shown = "、".join(editions)
    return _error(
        "M108",
        f"依据“{name}”有几个版本，没有写明是哪一个",
        f"it is not said which edition of the source “{name}” is meant",
        span,
        f"写明版本：{shown}",
        f"write one of: {shown}",
    )


def step_outside(word: str, outer: str, span: Span) -> Diagnostic:
    """A 步骤 that is in no 程序, a 档 that is in no 分档."""
    return _error(
        "M109",
        f"这个“{word}”不在任何“{outer}”里面",
        f"this “{word}” stands outside any “{outer}”",
        span,
        f"在它上面写：{outer} 名称，或者把它移到“{outer}”的下面",
        f"write {outer} name above it, or move it below a “{outer}”",
    )


def rows_in_rule(name: str, span: Span, row: Span) -> Diagnostic:
    """档 below 规则, where 分档 was meant."""
    said = _error(
        "M121",
        f"规则“{name}”下面不能写“档”",
        f"no “档” can stand below the rule “{name}”",
        span,
        f"是不是“分档”？写成：分档 {name}",
        f"did you mean “分档”? write 分档 {name}",
    )
    return replace(said, related=((row, "“档”写在这里"),))


def clause_outside_row(word: str, span: Span) -> Diagnostic:
    """应当 and the like in 分档 itself."""
    return _error(
        "M120",
        f"“{word}”要写在“档”里面",
        f"“{word}” belongs into a “档”",
        span,
        "“分档”下面直接写的“当”是各档共同的条件；要求写在每一档里",
        "a 当 right below 分档 is the condition of all rows; requirements belong into the rows",
    )


def clause_uncheckable(name: str, word: str, span: Span) -> Diagnostic:
    """应当 and the like in 不可机检, which asks nothing."""
    return _error(
        "M122",
        f"不可机检“{name}”里不能写“{word}”",
        f"no “{word}” can stand in the uncheckable provision “{name}”",
        span,
        "记录里看得出来的，写成“规则”；看不出来的，在“理由”里说明为什么",
        "write a 规则 for what a record can show, or say in 理由 why none can",
    )


def no_citation(kind: str, name: str, span: Span) -> Diagnostic:
    """A norm without a source; a provision that no record shows is nothing but its place in one."""
    help_ = "在后面写明出处，如【村组法2018 第二十六条第二款】"
    english = "cite it, e.g. 【村组法2018 第二十六条第二款】"
    if kind != "不可机检":
        help_ += "；没有上位依据的，写【无上位依据：由谁决定】"
        english += ", or write 【无上位依据：who decided】"
    return _error(
        "M110",
        f"{kind}“{name}”没有写依据",
        f"the {in_english(kind)} “{name}” cites no source",
        span,
        help_,
        english,
    )


def two_clauses(name: str, span: Span) -> Diagnostic:
    """A rule with two requirements."""
    return _error(
        "M111",
        f"规则“{name}”有两个要求",
        f"the rule “{name}” has two requirements",
        span,
        "拆成两条规则；几样都要做到的，在一个“应当”后面用逗号隔开",
        "split the rule, or write all parts behind one 应当 with commas between",
    )


def no_unit(span: Span, text: str, units: Iterable[str] = ("日", "人", "万元")) -> Diagnostic:
    """A number without a unit where one is needed; ``units`` are those that it may have."""
    shown = [f"“{text}{unit}”" for unit in units]
    return _error(
        "M112",
        f"“{text}”没有单位",
        f"“{text}” has no unit",
        span,
        f"写明是{'还是'.join(shown)}" if len(shown) > 1 else f"写成{shown[0]}",
        f"write {' or '.join(shown)}",
    )


def overlapping_versions(name: str, span: Span) -> Diagnostic:
    """Two versions of a parameter on the same day."""
    return _error(
        "M113",
        f"参数“{name}”在同一天有两个值",
        f"the parameter “{name}” has two values on one day",
        span,
        "写明前一个值的止日，如“2014年1月1日至2014年12月31日”",
        "end the earlier value, e.g. 2014年1月1日至2014年12月31日",
    )


def unknown_upper(name: str, known: Iterable[str], span: Span) -> Diagnostic:
    """上位 names a ruleset that isn't there."""
    return _error(
        "M114",
        f"找不到上位规则集“{name}”",
        f"there is no ruleset “{name}” to stand above this one",
        span,
        *did_you_mean(name, known),
    )


def circular(name: str, span: Span) -> Diagnostic:
    """上位 that leads back to the file itself."""
    return _error(
        "M115",
        f"上位规则集“{name}”又以本文件为上位",
        f"the ruleset “{name}” is above and below this file",
        span,
        "删去其中一个“上位”",
        "remove one 上位",
    )


def label_twice(label: str, span: Span) -> Diagnostic:
    """A label written twice in one block."""
    return Diagnostic(
        "M116",
        f"“{label}”写了两次",
        f"“{label}” is written twice",
        span,
        Severity.ERROR,
        help="合并成一栏，几项用“、”隔开",
        english_help="merge them into one entry",
    )


def second_ruleset(name: str, span: Span, first: Span) -> Diagnostic:
    """Two 规则集 in one file."""
    return Diagnostic(
        "M117",
        f"一个文件只能有一个“规则集”，“{name}”是第二个",
        f"a file holds one “规则集”, and “{name}” is the second",
        span,
        help="把它移到另一个文件，或者删去",
        english_help="move it to a file of its own or remove it",
        related=((first, "第一个写在这里"),),
    )


def exception_first(name: str, span: Span) -> Diagnostic:
    """例外 before the requirement that it is an exception of."""
    shown = f"例外“{name}”" if name else "例外"
    english = f"the exception “{name}”" if name else "the exception"
    return _error(
        "M118",
        f"{shown}写在了要求的前面",
        f"{english} stands before the requirement",
        span,
        "先写“应当”“不得”等要求和【依据】，再写“例外”",
        "write the requirement and its 【source】 first",
    )


def alike(kind: str, name: str, other: str, span: Span, first: Span | None) -> Diagnostic:
    """Two names that can hardly be told apart."""
    return Diagnostic(
        "M119",
        f"{kind}“{name}”和“{other}”看起来几乎一样",
        f"the {in_english(kind)} “{name}” looks nearly like “{other}”",
        span,
        Severity.WARNING,
        help="是同一个的，改成一样的字；不是的，换一个容易区分的名称",
        english_help="write both alike if they are one, else choose a name that can be told apart",
        related=((first, "另一个写在这里"),) if first is not None else (),
    )
