"""A result as one self-contained page: no scripts, nothing fetched, printable on A4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cunwu.language import Lang, pick
from cunwu.report.build import TO_DEAL_WITH, view_of
from cunwu.report.record import EventLine, event_lines, fact_lines
from cunwu.report.text import UNLISTED_ADVICE, overall_mark
from cunwu.report.view import FactLine, ReportView
from cunwu.report.words import place_text
from cunwu.version import __version__
from engine.findings.nodes import Overall, Verdict

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from dsl.model.nodes import Procedure

_READABLE_WIDTH = 1000  # of a map's own units, on an upright A4 sheet
_TONES = {
    Overall.COMPLIANT: "compliant",
    Overall.VIOLATED: "violated",
    Overall.INCOMPLETE: "unknown",
    Overall.IN_PROGRESS: "pending",
    Overall.NO_RULE: "none",
}
_WORDS = {
    "untitled": ("未命名的记录", "Untitled record"),
    "as_of": ("审查日 ", "as of "),
    "record": ("记录", "Record"),
    "origin": ("来源", "Source"),
    "rules": ("规则", "Rules"),
    "sep": ("、", ", "),
    "comma": ("，", ", "),
    "h_findings": ("须处理的事项", "To be dealt with"),
    "h_missing": ("待补充的事实", "Facts to be stated"),
    "h_map": ("流程图：", "Map: "),
    "h_human": ("需人工判断", "For a person to decide"),
    "h_warnings": ("记录自身的数字", "The record's own numbers"),
    "h_compliant": ("合规的事项", "In order"),
    "h_record": ("记录摘要", "The record"),
    "h_not_applicable": ("不适用的规范", "Not applicable"),
    "h_notes": ("说明", "Notes"),
    "c_facts": ("基本情况", "Facts of the record"),
    "c_events": ("经过", "Events"),
    "col_verdict": ("结论", "Verdict"),
    "col_norm": ("规范", "Norm"),
    "col_source": ("依据", "Source"),
    "col_reason": ("情况", "Reason"),
    "col_remedy": ("处理", "Remedy"),
    "col_fact": ("栏目", "Field"),
    "col_value": ("内容", "Value"),
    "col_line": ("行", "Line"),
    "col_cell": ("单元格", "Cell"),
    "col_step": ("步骤", "Step"),
    "col_day": ("日期", "Day"),
    "col_content": ("内容", "Content"),
    "facts_label": ("所用事实：", "Facts used: "),
    "human_label": ("需人工：", "For a person: "),
    "advice_word": ("提示", "advice"),
    "undecidable": ("无法判断", "cannot be decided"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """The map of a procedure that the case follows; a ``wide`` one is printed on a sheet turned sideways."""

    name: str
    svg: Any
    caveats: tuple[str, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """All that the page says of one record."""

    view: ReportView
    mark: str
    tone: str
    waiting: int
    source: str
    note: str
    maps: tuple[Picture, ...]
    facts: tuple[FactLine, ...]
    events: tuple[EventLine, ...]
    in_cells: bool


def page(results: Sequence[CheckResult], lang: Lang = "zh") -> str:
    """The page of all results, one after the other; each begins a sheet of its own when printed."""
    from jinja2 import Environment
    from markupsafe import Markup

    folder = files("cunwu.report") / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / "report.html").read_text("utf-8"))
    cases = [_case(result, lang) for result in results]
    titles = [case.view.title for case in cases if case.view.title]
    heading = pick(lang, "核对报告", "Report")
    return template.render(
        lang=lang,
        css=Markup((folder / "report.css").read_text("utf-8")),
        heading=f"{titles[0]} · {heading}" if len(titles) == 1 else heading,
        cases=cases,
        t={name: pick(lang, *texts) for name, texts in _WORDS.items()} | _sentences(lang),
    )


def framed(document: str) -> str:
    """The page inside a notebook's cell, its styles kept from the rest."""
    return (
        f'<iframe srcdoc="{escape(document)}" style="width:100%;height:640px;border:1px solid #ccc" '
        'sandbox title="cunwu"></iframe>'
    )


def _sentences(lang: Lang) -> dict[str, Any]:
    return {
        "line": lambda place: place_text(place, lang),
        "not_applicable": lambda count: pick(lang, f"以下{count}条不适用于本案：", f"{count} norms do not apply: "),
        "unlisted": lambda count: pick(
            lang,
            f"{count}条规范要看经过里没有写到的步骤",
            f"{count} norms wait for steps that the record doesn't mention",
        ),
        "step": lambda step, norms: pick(lang, f"{step}（{norms}条）", f"{step} ({norms})"),
        "unlisted_advice": pick(lang, *UNLISTED_ADVICE),
        "footer": pick(
            lang,
            f"由 cunwu {__version__} 依据上列规则核对。标“※”的是规则文件对该条的提示。",
            f"Checked by cunwu {__version__} against the rules named above. ※ marks a caution of the rule file.",
        ),
    }


def _case(result: CheckResult, lang: Lang) -> Case:
    view = view_of(result, lang, TO_DEAL_WITH | {Verdict.COMPLIANT})
    return Case(
        view=view,
        mark=overall_mark(result.overall),
        tone=_TONES[result.overall],
        waiting=sum(len(group.items) for group in view.unlisted),
        source=result.record.source,
        note=result.record.note,
        maps=tuple(_picture(procedure, result) for procedure in procedures_of(result)),
        facts=fact_lines(result, lang),
        events=event_lines(result, lang),
        in_cells=bool(result.case),
    )


def _picture(procedure: Procedure, result: CheckResult) -> Picture:
    from markupsafe import Markup

    from cunwu.views import ProcedureMap
    from visualize import DRAWING_ONLY, LayoutError

    try:
        svg = ProcedureMap(procedure, result).svg(DRAWING_ONLY)
    except LayoutError as error:
        return Picture(procedure.name, str(error), procedure.caveats)
    return Picture(procedure.name, Markup(svg), procedure.caveats, is_wide(svg))


def is_wide(svg: str) -> bool:
    """Whether a picture is wider than high, and so wide that an upright sheet would make it too small to read."""
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    if found is None:
        return False
    width, height = float(found[1]), float(found[2])
    return width > max(height, _READABLE_WIDTH)


def procedures_of(result: CheckResult) -> tuple[Procedure, ...]:
    """The procedures that this case follows: those with a norm that applied to it."""
    applied = {
        finding.norm.name.partition("·")[0]
        for finding in result.findings
        if finding.verdict is not Verdict.NOT_APPLICABLE and "·" in finding.norm.name
    }
    named = str(result.record.facts.get("程序", ""))
    return tuple(
        procedure
        for ruleset in result.catalogue.rulesets
        for procedure in ruleset.procedures
        if procedure.name in applied or procedure.name == named
    )
