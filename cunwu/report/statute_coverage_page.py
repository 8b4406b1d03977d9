"""What the rules account for in a statute, as one self-contained page, printable on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.statute_coverage import (
    ENCODED,
    OPEN,
    UNCHECKABLE,
    heading,
    open_items,
    place_name,
    reason,
    rows_of,
    summary,
)
from cunwu.version import __version__

if TYPE_CHECKING:
    from cunwu.statute_coverage import Article, Encoded, Paragraph, StatuteCoverage

_SHOWN = 3
_WORDS = {
    "heading": ("法规逐条对照", "A statute, article by article"),
    "place": ("条款", "Place"),
    "state": ("情况", "State"),
    "content": ("规范和用例，或者理由", "Norms and scenarios, or the reason"),
    "scenarios": ("用例", "scenarios"),
    "never": ("没有用例适用它", "it applies in none"),
    "sep": ("；", "; "),
    "colon": ("：", ": "),
    "lead": (
        "每一条由哪些规范核对、写在哪个规则文件、在哪些用例里适用过；记录里看不出来的，写明理由。",
        "The norms that check each article, where they stand, and the scenarios in which they apply; or why none can.",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said of a place: a norm or a reason, and below it where it stands and what tried it."""

    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place with one of its states; ``first`` of the place, which then spans ``span`` rows."""

    place: str
    anchor: str
    state: str
    tone: str
    lines: tuple[Line, ...]
    span: int


@dataclass(frozen=True, slots=True)
class Section:
    """One edition."""

    title: str
    summary: str
    tone: str
    rows: tuple[Row, ...]


def statute_page(several: Sequence[StatuteCoverage], lang: Lang = "zh") -> str:
    """The page of these editions, each beginning a sheet of its own when printed."""
    from jinja2 import Environment
    from markupsafe import Markup

    folder = files("cunwu.report") / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / "statute.html").read_text("utf-8"))
    footer = pick(
        lang, f"由 cunwu {__version__} 从规则文件和用例得出。", f"By cunwu {__version__}, from the rule files."
    )
    return template.render(
        lang=lang,
        css=Markup((folder / "report.css").read_text("utf-8")),
        sections=[_section(one, number, lang) for number, one in enumerate(several, 1)],
        t={name: pick(lang, *texts) for name, texts in _WORDS.items()},
        footer=footer,
    )


def _section(one: StatuteCoverage, number: int, lang: Lang) -> Section:
    tone = "compliant" if one.accounted == len(one.articles) else "unknown"
    rows = tuple(row for article in one.articles for row in _rows(article, f"s{number}", lang))
    return Section(heading(one, lang), summary(one, lang), tone, rows)


def _rows(article: Article, prefix: str, lang: Lang) -> Iterator[Row]:
    for label, paragraph in rows_of(article, lang):
        states = list(_states(paragraph, lang))
        anchor = f"{prefix}-{article.number}"
        if label != place_name(article.number, 0, lang):
            anchor += f"-{paragraph.number}"
        for place, (state, tone, lines) in enumerate(states):
            yield Row(label, anchor, state, tone, lines, 0 if place else len(states))


def _states(paragraph: Paragraph, lang: Lang) -> Iterator[tuple[str, str, tuple[Line, ...]]]:
    if paragraph.encoded:
        yield pick(lang, *ENCODED), "compliant", tuple(_norm(one, lang) for one in paragraph.encoded)
    if paragraph.uncheckable:
        lines = tuple(Line(reason(one), f"{one.span.file}:{one.span.line}") for one in paragraph.uncheckable)
        yield pick(lang, *UNCHECKABLE), "pending", lines
    if not paragraph.accounted:
        yield pick(lang, *OPEN), "unknown", (Line(open_items(paragraph, lang)),)


def _norm(one: Encoded, lang: Lang) -> Line:
    words = {name: pick(lang, *texts) for name, texts in _WORDS.items()}
    tried = words["sep"].join(one.seen[:_SHOWN]) + ("…" if len(one.seen) > _SHOWN else "")
    counts = f"{words['scenarios']} {len(one.seen)}/{one.total}{words['colon']}{tried or words['never']}"
    return Line(one.norm.name, f"{one.norm.span.file}:{one.norm.span.line}{words['sep']}{counts}")
