"""How one norm was judged, step by step, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.build import item_of
from cunwu.report.days import lines_of, spans_of
from cunwu.report.text import TextReport
from cunwu.report.width import wrap
from dsl.describe.words import shown
from dsl.norms.nodes import Arithmetic, ByReading, Coalesce, Const, DaysBetween, Due, EventFact, Fact, Parameter, Scale
from dsl.norms.printer import print_expr, print_norm
from dsl.values import FieldType

if TYPE_CHECKING:
    from cunwu.views import Explanation
    from dsl.norms.nodes import Expr
    from dsl.values import Value
    from engine.findings.nodes import Reason

_PARTS = {"施行": "in force", "条件": "condition", "例外": "exception", "要求": "requirement"}


def explanation(what: Explanation, lang: Lang, *, colour: bool, days: bool, columns: int) -> str:
    """The verdict, all steps of the reasoning, the facts used with their lines, and the norm itself."""
    item = item_of(what.finding, what.result, lang)
    layout = TextReport(lang, colour=colour, columns=columns, everything=True)
    blocks = [layout.item(item)]
    if item.facts:
        facts = [f"{fact.name} {fact.value}" + words.place_text(fact.line, lang) for fact in item.facts]
        blocks.append(_block(pick(lang, "所用事实", "Facts used"), facts, lang, columns))
    steps = [step_text(reason, lang) for reason in what.finding.reasons]
    if steps:
        blocks.append(_block(pick(lang, "推理步骤", "Steps of the reasoning"), steps, lang, columns))
    if what.finding.exception:
        blocks.append(_block(pick(lang, "例外", "Exception"), [what.finding.exception], lang, columns))
    if days:
        spans = spans_of(what.finding)
        none = pick(lang, "这一条没有用到期间。", "No period was counted here.")
        lines = [line for span in spans for line in lines_of(span, lang)] or [none]
        blocks.append(_block(pick(lang, "逐日计算", "Day by day"), lines, lang, columns))
    blocks.append(
        _block(pick(lang, "规范", "The norm"), [item.place, *print_norm(what.finding.norm).splitlines()], lang, columns)
    )
    notes = what.result.report.notes
    if notes:
        blocks.append(_block(pick(lang, "说明", "Notes"), list(notes), lang, columns))
    as_of = words.day_text(what.result.report.as_of, lang)
    blocks.append(pick(lang, f"审查日 {as_of}", f"As of {as_of}"))
    return "\n\n".join(blocks)


def step_text(reason: Reason, lang: Lang) -> str:
    """One step: its part of the norm, the expression in the core's form, what came out, and from which values."""
    part = reason.part if lang == "zh" else _PARTS.get(reason.part, reason.part)
    values = [
        f"{print_expr(expr)} = {shown(value, _type(expr), lang)}"
        for expr, value in dict(reason.operands).items()
        if not isinstance(expr, Const | Coalesce | ByReading)
    ]
    between = pick(lang, "，", ", ")
    known = pick(lang, f"（{between.join(values)}）", f" ({between.join(values)})") if values else ""
    return f"{part}{pick(lang, '：', ': ')}{print_expr(reason.expr)} → {_outcome(reason.outcome, lang)}{known}"


def _outcome(outcome: Value | None, lang: Lang) -> str:
    match outcome:
        case True:
            return pick(lang, "真", "true")
        case False:
            return pick(lang, "假", "false")
        case None:
            return pick(lang, "未知", "unknown")
        case _:
            return shown(outcome, FieldType.NUMBER, lang)


def _type(expr: Expr) -> FieldType:
    """The type in which an operand is shown."""
    match expr:
        case Fact() | EventFact() | Parameter() | Const():
            return expr.type
        case Scale(operand) | Arithmetic(_, operand, _) | Coalesce(operand, _) | ByReading(_, operand, _):
            return _type(operand)
        case DaysBetween():
            return expr.unit
        case Due():
            return FieldType.DATE
        case _:
            return FieldType.FLAG


def _block(heading: str, lines: list[str], lang: Lang, columns: int) -> str:
    body = [wrap(line.strip(), columns, "  " + " " * _indent(line), "    " + " " * _indent(line)) for line in lines]
    return "\n".join([pick(lang, f"【{heading}】", f"[{heading}]"), *body])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
