"""A result as data for other programs. Keys are English and stable; texts are Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cunwu.version import __version__

if TYPE_CHECKING:
    from cunwu.errors import CunwuError
    from cunwu.result import CheckResult
    from dsl.diagnostics.nodes import Span
    from dsl.norms.nodes import Citation
    from dsl.values import Value
    from engine.findings.nodes import Finding, MissingFact, UsedFact
    from engine.rete.second import SecondOpinion

FORMAT = 1
"""Raised whenever a key changes its meaning or goes away."""


def dump(results: Iterable[CheckResult], refused: Iterable[CunwuError] = ()) -> str:
    """All results, and the records that could not be read, as one JSON text."""
    from dsl.diagnostics import render_json

    document = {
        "format": FORMAT,
        "cunwu": __version__,
        "results": [to_dict(result) for result in results],
        "refused": [{"diagnostics": [render_json.to_dict(found) for found in error.diagnostics]} for error in refused],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def to_dict(result: CheckResult) -> dict[str, Any]:
    """One result as JSON types."""
    from dsl.diagnostics import render_json

    return {
        "file": result.file,
        **({"case": result.case} if result.case else {}),
        "title": result.record.title,
        "overall": result.overall.name.lower(),
        "overall_zh": result.overall.value,
        "as_of": result.report.as_of.isoformat(),
        "rulesets": [
            {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version} for ruleset in result.catalogue.heads
        ],
        "findings": [_finding(finding) for finding in result.findings],
        "notes": list(result.report.notes),
        **({"second_opinion": _opinion(result.opinion)} if result.opinion else {}),
        "diagnostics": [render_json.to_dict(found) for found in result.diagnostics],
    }


def _opinion(opinion: SecondOpinion) -> dict[str, Any]:
    return {
        "engine": "durable-rules",
        "asked": opinion.asked,
        "disagreements": [
            {"norm": one.norm, "reference": one.reference.value, "engine": one.engine.value if one.engine else None}
            for one in opinion.disagreements
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    from cunwu.report.words import reason_lines, remedy_text

    norm = finding.norm
    return {
        "norm": norm.id,
        "name": norm.name,
        "kind": norm.kind.value,
        "advice": norm.advice,
        "verdict": finding.verdict.value,
        "verdict_zh": finding.verdict.chinese,
        "step": finding.step or None,
        "day": finding.day.isoformat() if finding.day else None,
        "citation": _citation(finding.citation) if finding.citation else None,
        "reasons": list(reason_lines(finding, "zh")),
        "facts": [_used(fact) for fact in finding.facts],
        "missing": [_missing(fact) for fact in finding.missing],
        "deadline": finding.deadline.isoformat() if finding.deadline else None,
        "exception": finding.exception or None,
        "consequence": norm.consequence or None,
        "remedy": remedy_text(finding, "zh") or None,
        "human": list(finding.human),
        "caveats": list(norm.caveats),
        "place": _place(norm.span),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    from dsl.describe.citations import citation_text

    return {
        "source": citation.source,
        "title": citation.title,
        "rank": citation.rank.value if citation.rank else None,
        "article": citation.article or None,
        "topic": citation.topic or None,
        "text": citation_text(citation),
    }


def _used(fact: UsedFact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "step": fact.step or None,
        "occurrence": fact.occurrence if fact.step else None,
        "value": plain(fact.value),
        "place": _place(fact.place),
    }


def _missing(fact: MissingFact) -> dict[str, Any]:
    return {"name": fact.name or None, "step": fact.step or None, "reason": fact.reason or None}


def plain(value: Value | None) -> Any:
    """A value as JSON types; a fraction that is no whole number as text (94/3), never rounded."""
    match value:
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)
        case _:
            return value


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"file": span.file, "line": span.line, "column": span.column} | ({"cell": span.cell} if span.cell else {})
