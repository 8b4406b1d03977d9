"""Messages about declarations. One sentence each, the input quoted, help apart."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.suggest import nearest


def _error(code: str, message: str, english: str, span: Span, help_: str = "", english_help: str = "") -> Diagnostic:
    return Diagnostic(code, message, english, span, help=help_, english_help=english_help)


def did_you_mean(name: str, candidates: Iterable[str]) -> tuple[str, str]:
    """Help in both languages: the nearest known name, else the first few."""
    known = sorted(set(candidates))
    near = nearest(name, known)
    if near is not None:
        return f"是不是“{near}”？", f"did you mean “{near}”?"
    if not known:
        return "", ""
    shown = "、".join(known[:12]) + ("……" if len(known) > 12 else "")
    return f"可以写：{shown}", f"known: {shown}"


def before_first_header(span: Span) -> Diagnostic:
    """Something stands before 规则集."""
    return _error(
        "M101", "文件应当以“规则集”开头", "a rule file begins with 规则集", span,
        "在第一行写：规则集 “名称”", "write 规则集 “name” on the first line",
    )  # fmt: skip


def no_ruleset(span: Span) -> Diagnostic:
    """A file without 规则集."""
    return _error(
        "M102", "文件里没有“规则集”", "the file declares no 规则集", span,
        "在第一行写：规则集 “名称”", "write 规则集 “name” on the first line",
    )  # fmt: skip


def duplicate(kind: str, name: str, span: Span, first: Span) -> Diagnostic:
    """The same name declared twice."""
    return Diagnostic(
        "M103", f"{kind}“{name}”写了两次", f"{kind} “{name}” is declared twice", span,
        help="改名，或者合并成一个", english_help="rename one or merge them",
        related=((first, "第一次写在这里"),),
    )  # fmt: skip


def unknown_label(header: str, label: str, known: Iterable[str], span: Span) -> Diagnostic:
    """A label that the block doesn't have."""
    return _error(
        "M104",
        f"“{header}”里没有“{label}”这一栏",
        f"{header} has no entry “{label}”",
        span,
        *did_you_mean(label, known),
    )


def unknown_name(kind: str, name: str, known: Iterable[str], span: Span) -> Diagnostic:
    """A name that nothing declares."""
    return _error("M105", f"没有叫“{name}”的{kind}", f"no {kind} “{name}”", span, *did_you_mean(name, known))


def wrong_value(label: str, wanted: str, english: str, span: Span) -> Diagnostic:
    """An entry whose value is of the wrong kind."""
    return _error("M106", f"“{label}”应当写{wanted}", f"“{label}” takes {english}", span)


def missing(header: str, name: str, what: str, example: str, span: Span) -> Diagnostic:
    """A block that lacks something it must have."""
    return _error(
        "M107", f"{header}“{name}”缺少{what}", f"{header} “{name}” lacks {what}", span,
        f"例如：{example}", f"for example: {example}",
    )  # fmt: skip


def which_edition(name: str, editions: Iterable[str], span: Span) -> Diagnostic:
    """A source with several versions cited without one."""
    shown = "、".join(editions)
    return _error(
        "M108", f"依据“{name}”有几个版本，没有写明是哪一个", f"source “{name}” has several editions", span,
        f"写明版本：{shown}", f"write one of: {shown}",
    )  # fmt: skip


def step_outside(word: str, outer: str, span: Span) -> Diagnostic:
    """A 步骤 that is in no 程序, a 档 that is in no 分档."""
    return _error(
        "M109", f"“{word}”不在任何“{outer}”里面", f"“{word}” stands outside any “{outer}”", span,
        f"把它移到“{outer}”的下面", f"move it below a “{outer}”",
    )  # fmt: skip


def clause_outside_row(word: str, span: Span) -> Diagnostic:
    """应当 and the like in 分档 itself."""
    return _error(
        "M120", f"“{word}”要写在“档”里面", f"“{word}” belongs into a 档", span,
        "“分档”下面直接写的“当”是各档共同的条件；要求写在每一档里",
        "a 当 right below 分档 is the condition of all rows; requirements belong into the rows",
    )  # fmt: skip


def no_citation(kind: str, name: str, span: Span) -> Diagnostic:
    """A norm without a source."""
    return _error(
        "M110", f"{kind}“{name}”没有写依据", f"{kind} “{name}” cites no source", span,
        "在后面写明出处，如【村组法2018 第二十六条第二款】；没有上位依据的，写【无上位依据：由谁决定】",
        "cite it, e.g. 【村组法2018 第二十六条第二款】, or write 【无上位依据：who decided】",
    )  # fmt: skip


def two_clauses(name: str, span: Span) -> Diagnostic:
    """A rule with two requirements."""
    return _error(
        "M111", f"规则“{name}”有两个要求", f"rule “{name}” has two requirements", span,
        "一条规则只写一个“应当”“不得”“可以”或者“有权”；请拆成两条", "one requirement per rule; split it",
    )  # fmt: skip


def no_unit(span: Span, text: str) -> Diagnostic:
    """A number without a unit where one is needed."""
    return _error(
        "M112", f"“{text}”没有单位", f"“{text}” has no unit", span,
        f"写明单位，如“{text}日”“{text}人”“{text}万元”", f"write the unit, e.g. “{text}日”, “{text}人”, “{text}万元”",
    )  # fmt: skip


def overlapping_versions(name: str, span: Span) -> Diagnostic:
    """Two versions of a parameter on the same day."""
    return _error(
        "M113", f"参数“{name}”在同一天有两个值", f"parameter “{name}” has two values on one day", span,
        "写明前一个值的止日", "end the earlier value",
    )  # fmt: skip


def unknown_upper(name: str, known: Iterable[str], span: Span) -> Diagnostic:
    """上位 names a ruleset that isn't there."""
    return _error("M114", f"找不到上位规则集“{name}”", f"no ruleset “{name}”", span, *did_you_mean(name, known))


def circular(name: str, span: Span) -> Diagnostic:
    """上位 that leads back to the file itself."""
    return _error(
        "M115", f"上位规则集“{name}”又以本文件为上位", f"“{name}” is above and below this file", span,
        "删去其中一个“上位”", "remove one 上位",
    )  # fmt: skip


def label_twice(label: str, span: Span) -> Diagnostic:
    """A label written twice in one block."""
    return Diagnostic(
        "M116", f"“{label}”写了两次", f"“{label}” is written twice", span, Severity.ERROR,
        help="合并成一项", english_help="merge them",
    )  # fmt: skip
