"""What may come next, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cunwu.language import Lang, pick
from dsl.norms.nodes import Norm
from engine.advice.changes import AddDocument
from engine.advice.steps import Force, NextStep
from engine.advice.steps_text import step_sentences
from engine.findings.prose import missing_fact_text


def next_lines(steps: Sequence[NextStep], norms: Sequence[Norm], as_of: date, lang: Lang) -> tuple[str, ...]:
    """A paragraph for each step that may be taken now, one line for those that come after them.

    ``norms`` are those of the evaluator that the steps come from.
    """
    told = [paragraph(one, norms, as_of, lang) for one in steps if _is_near(one)]
    later = [one.step for one in steps if not _is_near(one)]
    if later:
        listed = pick(lang, "、", ", ").join(later)
        told.append(pick(lang, f"以后还有：{listed}", f"Later: {listed}"))
    return tuple(told)


def all_lines(steps: Sequence[NextStep], norms: Sequence[Norm], as_of: date, lang: Lang) -> tuple[str, ...]:
    """A paragraph for each step."""
    return tuple(paragraph(one, norms, as_of, lang) for one in steps)


def paragraph(step: NextStep, norms: Sequence[Norm], as_of: date, lang: Lang) -> str:
    """What is said of one step."""
    sentences = step_sentences(step, norms, as_of, lang)
    return pick(lang, "。", ". ").join(sentences) + pick(lang, "。", ".")


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
