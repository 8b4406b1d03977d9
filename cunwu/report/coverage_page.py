"""What scenarios try out of rulesets, as one self-contained page, printable on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.build import verdict_word
from cunwu.report.coverage import LEGEND, NEVER, SEEN, STATED, boundary_name, sides, sign, summary_lines
from cunwu.version import __version__
from engine.coverage import VERDICTS

if TYPE_CHECKING:
    from engine.coverage import Coverage, Sighting, Sightings

_TONES = {STATED: "compliant", SEEN: "unknown", NEVER: "violated"}
_WORDS = {
    "heading": ("用例覆盖的情况", "What the scenarios cover"),
    "ruleset": ("规则集", "Ruleset"),
    "scenarios": ("用例", "Scenarios"),
    "norms": ("规范", "Norms"),
    "exceptions": ("例外", "Exceptions"),
    "boundaries": ("界限", "Boundaries"),
    "norm": ("规范", "Norm"),
    "used": ("用到", "Used"),
    "boundary": ("界限", "Boundary"),
    "nearest": ("最近的：", "nearest: "),
    "nothing": ("这些规则集里没有规范。", "There are no norms in these rulesets."),
    "sep": ("；", "; "),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether something is tried: the sign, its colour, how many scenarios, and which."""

    sign: str
    tone: str
    count: int
    scenarios: tuple[str, ...]
    detail: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """All that the page says of one ruleset."""

    ruleset: str
    title: str
    scenarios: int
    summary: tuple[str, ...]
    totals: tuple[str, ...]
    norms: tuple[tuple[str, tuple[Cell, ...]], ...]
    exceptions: tuple[tuple[str, str, Cell], ...]
    boundaries: tuple[tuple[str, tuple[Cell, ...]], ...]


def coverage_page(several: Sequence[Coverage], lang: Lang = "zh") -> str:
    """The page of all rulesets that have norms: an overview, then each."""
    from jinja2 import Environment
    from markupsafe import Markup

    folder = files("cunwu.report") / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / "coverage.html").read_text("utf-8"))
    words = {name: pick(lang, *texts) for name, texts in _WORDS.items()}
    return template.render(
        lang=lang,
        css=Markup((folder / "report.css").read_text("utf-8")),
        sections=[_section(one, lang) for one in several if one.norms],
        verdicts=[verdict_word(verdict, lang) for verdict in VERDICTS],
        sides=[pick(lang, "刚好符合", "Just met"), pick(lang, "刚好不符合", "Just missed")],
        legend=pick(lang, *LEGEND),
        footer=pick(
            lang, f"由 cunwu {__version__} 运行用例得出。", f"By cunwu {__version__}, from running the scenarios."
        ),
        t=words,
    )


def _section(one: Coverage, lang: Lang) -> Section:
    total = len(one.norms)
    used = sum(seen.seen.covered for seen in one.exceptions)
    tried = sum(seen.covered for seen in one.boundaries)
    return Section(
        one.ruleset,
        one.title,
        one.scenarios,
        summary_lines(one, lang),
        (
            *(f"{one.stated(verdict)}/{total}" for verdict in VERDICTS),
            f"{used}/{len(one.exceptions)}" if one.exceptions else NEVER,
            f"{tried}/{len(one.boundaries)}" if one.boundaries else NEVER,
        ),
        tuple((norm.norm.name, tuple(_cell(norm.of(verdict)) for verdict in VERDICTS)) for norm in one.norms),
        tuple((seen.norm.name, seen.name, _cell(seen.seen)) for seen in one.exceptions),
        tuple(
            (boundary_name(seen, lang), tuple(_cell(sightings, near) for _, sightings, near in sides(seen, lang)))
            for seen in one.boundaries
        ),
    )


def _cell(seen: Sightings, nearest: Sighting | None = None) -> Cell:
    shown = seen.stated or seen.all
    return Cell(
        sign(seen),
        _TONES[sign(seen)],
        len(shown),
        tuple(one.scenario for one in shown),
        shown[0].detail if shown else "",
        nearest.detail if nearest is not None and not shown else "",
    )
