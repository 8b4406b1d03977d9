"""Messages about meaning: names, types and units."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.model.messages import did_you_mean


def unknown_name(name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """A name that is no field, parameter, step or body."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N101", f"“{name}”没有声明过", f"“{name}” is not declared", span, help=help_, english_help=english
    )


def no_act(name: str, span: Span) -> Diagnostic:
    """A fact of an occurrence in a rule that names no act."""
    return Diagnostic(
        "N102", f"“{name}”是某一步的事实，这里没有写明是哪一步", f"“{name}” is a fact of a step; none is named", span,
        help=f"写“某步骤的{name}”，或者在规则里加“行为：某步骤”",
        english_help=f"write “X的{name}”, or name the step with 行为：",
    )  # fmt: skip


def not_an_act(name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """A name where a step or a body is needed."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N103", f"“{name}”不是步骤、机构或者行为", f"“{name}” is no step, body or act", span,
        help=help_, english_help=english,
    )  # fmt: skip


def not_a_field(step: str, name: str, candidates: Iterable[str], span: Span) -> Diagnostic:
    """A path whose last part is no field of an occurrence."""
    help_, english = did_you_mean(name, candidates)
    return Diagnostic(
        "N104", f"“{step}”没有“{name}”这一项事实", f"“{step}” has no fact “{name}”", span,
        help=help_, english_help=english,
    )  # fmt: skip


def units(left: str, right: str, span: Span) -> Diagnostic:
    """Things of different kinds compared or added."""
    return Diagnostic(
        "N105", f"不能拿“{left}”和“{right}”比较或者加减", f"“{left}” and “{right}” cannot be compared or added", span,
        help="两边的单位要相同；没有单位的数请写上单位", english_help="both sides need the same unit",
    )  # fmt: skip


def no_whole(span: Span) -> Diagnostic:
    """A threshold with nothing to compare with it."""
    return Diagnostic(
        "N106", "没有写明是什么要达到这个数", "nothing is said to reach this bound", span,
        help="写“实到达到……”“同意达到……”这样的完整说法", english_help="say what must reach it",
    )  # fmt: skip


def not_a_truth(text: str, span: Span) -> Diagnostic:
    """A value where something true or false is needed."""
    return Diagnostic(
        "N107", f"“{text}”不是一个可以判断真假的条件", f"“{text}” is neither true nor false", span,
        help="写成比较（如“金额超过5万元”）、步骤名，或者“是否”类的事实",
        english_help="write a comparison, a step or a flag",
    )  # fmt: skip


def not_a_value(span: Span) -> Diagnostic:
    """A condition where a value is needed."""
    return Diagnostic(
        "N108", "这里要写一个数、日期或者文字", "a value is needed here", span,
        help="比较词的两边应当是事实、参数或者常数", english_help="write a fact, a parameter or a constant",
    )  # fmt: skip


def not_an_option(field: str, value: str, options: Iterable[str], span: Span) -> Diagnostic:
    """A value that the vocabulary doesn't allow."""
    help_, english = did_you_mean(value, options)
    return Diagnostic(
        "N109", f"“{field}”没有“{value}”这个取值", f"“{field}” cannot be “{value}”", span,
        help=help_, english_help=english,
    )  # fmt: skip


def wrong_which(which: str, span: Span) -> Diagnostic:
    """每次 or 任一 inside an expression."""
    return Diagnostic(
        "N110", f"“{which}”不能写在这里", f"“{which}” cannot stand here", span,
        help="用“首次”或者“末次”指明是哪一次；要求每次都做到的，写“行为：每次 某步骤”",
        english_help="use 首次 or 末次, or 行为：每次 X for the whole rule",
    )  # fmt: skip


def period_unit(label: str, span: Span) -> Diagnostic:
    """A duration in a unit that can't be counted out in days."""
    return Diagnostic(
        "N111", f"“{label}”的长短只能以日或者工作日计", f"“{label}” is counted in days or working days", span,
        help="把月、年换算成日，或者改写成期限（……之后3个月内）", english_help="use 日 or 个工作日",
    )  # fmt: skip


def demand_form(label: str, example: str, span: Span) -> Diagnostic:
    """A step's entry in a form that its label doesn't take."""
    return Diagnostic(
        "N112", f"“{label}”不能这样写", f"“{label}” cannot be written like this", span,
        help=f"例如：{example}", english_help=f"for example: {example}",
    )  # fmt: skip


def undeclared_reading(name: str, span: Span) -> Diagnostic:
    """A step needs a reading that no file declares."""
    return Diagnostic(
        "N113", f"缺少读法“{name}”的声明", f"the reading “{name}” is not declared", span,
        help=f"写：读法 {name}：否，“含义”", english_help=f"declare it: 读法 {name}：否，“meaning”",
    )  # fmt: skip


def cycle(name: str, span: Span) -> Diagnostic:
    """Steps that wait for each other, or a field derived from itself."""
    return Diagnostic(
        "N114", f"“{name}”绕了一圈又回到自己", f"“{name}” depends on itself", span,
        help="检查“次序”或者“推算”，删去其中一处", english_help="mend 次序 or 推算",
    )  # fmt: skip
