"""Advice on a case, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cunwu.language import Lang, pick
from dsl.norms.nodes import Norm
from engine.advice.changes import AddDocument
from engine.advice.mend_text import way_sentences
from engine.advice.questions import Question
from engine.advice.questions_text import question_sentences
from engine.advice.steps import Force, NextStep
from engine.advice.steps_text import step_sentences
from engine.findings.nodes import Verdict
from engine.findings.prose import missing_fact_text

if TYPE_CHECKING:
    from cunwu.cases.adviser import Advice, Mend
    from cunwu.result import CheckResult
    from engine.interpret.evaluator import Evaluator


_FIRST = (
    "本件有违规{count}条，先补正（怎样补正，用 cunwu case next 看）；没有补正就往下办的，违规仍然在。程序上接下来：",
    "{count} norms are violated: put that right first (cunwu case next says how). The procedure alone has next:",
)


def next_lines(steps: Sequence[NextStep], evaluator: Evaluator, result: CheckResult, lang: Lang) -> tuple[str, ...]:
    """A paragraph for each step that may be taken now, one line for those that come after them.

    ``steps`` are those of ``result``, by the norms of ``evaluator``.
    """
    near = [one for one in steps if _is_near(one)]
    told = [*_first(result, lang), *all_lines(near, evaluator, result, lang)]
    later = [one.step for one in steps if not _is_near(one)]
    if later:
        listed = pick(lang, "、", ", ").join(later)
        told.append(pick(lang, f"以后还有：{listed}", f"Later: {listed}"))
    return tuple(told)


def all_lines(steps: Sequence[NextStep], evaluator: Evaluator, result: CheckResult, lang: Lang) -> tuple[str, ...]:
    """A paragraph for each step."""
    return tuple(paragraph(one, evaluator.norms, result.report.as_of, lang) for one in steps)


def _first(result: CheckResult, lang: Lang) -> tuple[str, ...]:
    """Where something is violated: that this goes first."""
    violated = sum(one.verdict is Verdict.VIOLATED and not one.norm.advice for one in result.findings)
    return (pick(lang, *_FIRST).format(count=violated),) if violated else ()


def paragraph(step: NextStep, norms: Sequence[Norm], as_of: date, lang: Lang) -> str:
    """What is said of one step."""
    sentences = step_sentences(step, norms, as_of, lang)
    return pick(lang, "。", ". ").join(sentences) + pick(lang, "。", ".")


def mend_lines(mends: Sequence[Mend], result: CheckResult, lang: Lang) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each violation its norm, with those that are put right together with it, and what is to be done."""
    record, as_of = result.record, result.report.as_of
    return tuple(
        (
            pick(lang, "、", ", ").join(one.norm.name for one in (mend.finding, *mend.also)),
            tuple(_ended(line, lang) for line in way_sentences(mend.way, mend.finding.norm, record, as_of, lang)),
        )
        for mend in mends
    )


def question_lines(several: Sequence[Question], result: CheckResult, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """For each question what is asked, and what its answers would mean."""
    return tuple(question_sentences(one, result.record, result.report.as_of, lang) for one in several)


def _ended(sentence: str, lang: Lang) -> str:
    return sentence if sentence.endswith(("。", ".", "：", ":")) else sentence + pick(lang, "。", ".")


def advice_data(advice: Advice, result: CheckResult) -> dict[str, Any]:
    """All advice as JSON types; sentences are Chinese."""
    return {
        "mend": [
            {
                "norms": [one.norm.id for one in (mend.finding, *mend.also)],
                "day": mend.way.day.isoformat(),
                "hopeless": mend.way.hopeless.name.lower() if mend.way.hopeless else None,
                "how": list(lines),
            }
            for mend, (_, lines) in zip(advice.mends, mend_lines(advice.mends, result, "zh"), strict=True)
        ],
        "next": next_data(advice.steps),
        "questions": [
            {"asks": lines[0], "answers": list(lines[1:]), "decides": sorted(one.decides), "open": list(one.open)}
            for one, lines in zip(advice.questions, question_lines(advice.questions, result, "zh"), strict=True)
        ],
    }


def next_data(steps: Sequence[NextStep]) -> list[dict[str, Any]]:
    """As JSON types."""
    return [
        {
            "step": one.step,
            "procedure": one.procedure or None,
            "force": one.force.name.lower(),
            "force_zh": one.force.value,
            "ready": one.ready,
            "bodies": list(one.bodies),
            "earliest": one.earliest.isoformat() if one.earliest else None,
            "latest": one.latest.isoformat() if one.latest else None,
            "latest_by": one.latest_by or None,
            "until": one.until.isoformat() if one.until else None,
            "needs": [_need(need.what, need.norm_id) for need in one.needs],
            "advised": [_need(need.what, need.norm_id) for need in one.advised],
            "blocked_by": [{"norm": block.norm_id, "step": block.step or None} for block in one.blocks],
            "waits_for": list(one.waits_for),
            "asks": [missing_fact_text(fact) for fact in one.asks],
        }
        for one in steps
    ]


def _need(what: Any, norm: str) -> dict[str, Any]:
    from cunwu.report.data import plain

    if isinstance(what, AddDocument):
        return {"document": what.name, "norm": norm}
    return {"fact": what.name, "bound": what.bound.name.lower(), "value": plain(what.value), "norm": norm}


def _is_near(step: NextStep) -> bool:
    return step.ready and step.force is not Force.MAY
