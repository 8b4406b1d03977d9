"""A check of some norms only (只核对): a record about one step need not be complete in the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dsl.norms.nodes import Norm
from engine.findings.nodes import Report
from engine.interpret.evaluator import overall


def is_named(norm: Norm, name: str) -> bool:
    """Whether ``name`` is the norm's id, its name, the end of its name, or one part of it.

    The parts of 重大行政决策·合法性审查·材料 are its procedure, step and entry.
    """
    return name in (norm.id, norm.name) or norm.name.endswith(f"·{name}") or name in norm.name.split("·")


def unknown_names(norms: Iterable[Norm], names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that name no norm."""
    known = tuple(norms)
    return tuple(name for name in names if not any(is_named(norm, name) for norm in known))


def narrowed(report: Report, names: Iterable[str]) -> Report:
    """The report on the norms so named; a note says what was left aside.

    The overall verdict then speaks of these norms only.
    """
    wanted = tuple(names)
    kept = tuple(f for f in report.findings if any(is_named(f.norm, name) for name in wanted))
    left = len(report.findings) - len(kept)
    note = f"只核对了“{'”“'.join(wanted)}”，结论只说这{len(kept)}条；其余{left}条没有核对。"
    return replace(report, overall=overall(kept), findings=kept, notes=(note, *report.notes))
