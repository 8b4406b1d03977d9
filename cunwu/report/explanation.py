"""How one norm was judged, step by step, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.build import item_of
from cunwu.report.days import lines_of, spans_of
from cunwu.report.prose import norm_lines
from cunwu.report.text import TextReport
from cunwu.report.width import wrap
from dsl.describe.clauses import inline
from dsl.describe.speaker import Speaker
from dsl.describe.truths import truth_clause
from dsl.describe.values import value_text
from dsl.describe.words import shown
from dsl.norms.nodes import ByReading, Coalesce, Const, Exists, ForAll, ValueExpr
from dsl.norms.shape import expressions_of, type_of, walk
from dsl.values import FieldType

if TYPE_CHECKING:
    from cunwu.views import Explanation
    from dsl.norms.nodes import Expr, Norm
    from dsl.values import Value
    from engine.findings.nodes import Reason

_TRUE_ONLY = (
    "这里只说明事实要怎样，结论才会变；记录必须属实，不能照着补造。",
    "This tells only which facts would change the verdict. A record must be true: nothing may be made up to fit.",
)
_PARTS = {"施行": "in force", "条件": "condition", "例外": "exception", "要求": "requirement"}


def explanation(what: Explanation, lang: Lang, *, colour: bool, days: bool, columns: int) -> str:
    """The verdict, all steps of the reasoning, the facts used with their lines, and the norm itself."""
    item = item_of(what.finding, what.result, lang)
    layout = TextReport(lang, colour=colour, columns=columns, everything=True)
    blocks = [layout.item(item)]
    if item.facts:
        facts = [f"{fact.name} {fact.value}" + words.place_text(fact.line, lang) for fact in item.facts]
        blocks.append(_block(pick(lang, "所用事实", "Facts used"), facts, lang, columns))
    speaker = speaker_for(what.finding.norm, lang)
    steps = [step_text(reason, speaker, lang) for reason in what.finding.reasons]
    if steps:
        blocks.append(_block(pick(lang, "推理步骤", "Steps of the reasoning"), steps, lang, columns))
    if what.finding.exception:
        blocks.append(_block(pick(lang, "例外", "Exception"), [what.finding.exception], lang, columns))
    if turns := what.why_not():
        from engine.advice.whynot import turn_text

        lines = [turn_text(turn, what.result.record, what.result.report.as_of, lang) for turn in turns]
        lines.append(pick(lang, *_TRUE_ONLY))
        blocks.append(_block(pick(lang, "怎样才会合规", "What would put it in order"), lines, lang, columns))
    if days:
        spans = spans_of(what.finding)
        none = pick(lang, "这一条没有用到期间。", "No period was counted here.")
        lines = [line for span in spans for line in lines_of(span, lang)] or [none]
        blocks.append(_block(pick(lang, "逐日计算", "Day by day"), lines, lang, columns))
    norm = norm_lines(what.result.catalogue, what.finding.norm, lang, columns)
    blocks.append("\n".join([pick(lang, "【规范】", "[The norm]"), f"  {item.place}", *norm]))
    notes = what.result.report.notes
    if notes:
        blocks.append(_block(pick(lang, "说明", "Notes"), list(notes), lang, columns))
    as_of = words.day_text(what.result.report.as_of, lang)
    blocks.append(pick(lang, f"审查日 {as_of}", f"As of {as_of}"))
    return "\n\n".join(blocks)


def step_text(reason: Reason, speaker: Speaker, lang: Lang) -> str:
    """One step: its part of the norm, what was looked at, what came out, and from which values."""
    part = reason.part if lang == "zh" else _PARTS.get(reason.part, reason.part)
    values = [
        value_text(expr, speaker) + pick(lang, "：", ": ") + shown(value, type_of(expr), lang)
        for expr, value in dict(reason.operands).items()
        if isinstance(expr, ValueExpr) and not isinstance(expr, Const | Coalesce | ByReading)
    ]
    known = pick(lang, f"（{'；'.join(values)}）", f" ({'; '.join(values)})") if values else ""
    return (
        f"{part}{pick(lang, '：', ': ')}{_said(reason.expr, speaker, lang)} → {_outcome(reason.outcome, lang)}{known}"
    )


def speaker_for(norm: Norm, lang: Lang) -> Speaker:
    """Tells of the parts of a norm one by one: what a quantifier binds goes by the name of its act."""
    speaker = Speaker(lang)
    for expr in expressions_of(norm):
        for part in walk(expr):
            if isinstance(part, Exists | ForAll):
                act = speaker.act(part.act)
                speaker = speaker.calling(part.variable, pick(lang, f"那一次{act}", f"that {act}"))
    return speaker


def _said(expr: Expr, speaker: Speaker, lang: Lang) -> str:
    if isinstance(expr, ValueExpr):  # the day on which the norm was not in force
        day = value_text(expr, speaker)
        return pick(lang, f"{day}在有效期间以内", f"the norm is in force on {day}")
    return inline(truth_clause(expr, speaker), lang)


def _outcome(outcome: Value | None, lang: Lang) -> str:
    match outcome:
        case True:
            return pick(lang, "成立", "holds")
        case False:
            return pick(lang, "不成立", "does not hold")
        case None:
            return pick(lang, "未知", "unknown")
        case _:
            return shown(outcome, FieldType.NUMBER, lang)


def _block(heading: str, lines: list[str], lang: Lang, columns: int) -> str:
    body = [wrap(line.strip(), columns, "  " + " " * _indent(line), "    " + " " * _indent(line)) for line in lines]
    return "\n".join([pick(lang, f"【{heading}】", f"[{heading}]"), *body])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
