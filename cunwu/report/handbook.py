"""Rulesets as one printable page: what they ask, on which sources, with maps and worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cunwu.language import Lang, pick
from cunwu.report.handbook_tables import Row, matters, parameters, sources, uncheckable, vocabulary
from cunwu.report.topics import Topics, topics_of
from cunwu.version import __version__
from dsl.describe.clauses import inline
from dsl.describe.context import Context
from dsl.describe.general import general_notes
from dsl.describe.norms import NormText, Paragraph, describe_norm
from dsl.describe.procedures import ASKED, AspectText, ProcedureText, asked, describe_procedure
from dsl.describe.tables import describe_table
from dsl.norms.link import target_of, with_uppers

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from dsl.diagnostics.nodes import Span
    from dsl.model.nodes import Procedure, RuleSet, Scenario, Step
    from dsl.norms.nodes import Norm, Program


@dataclass(frozen=True, slots=True)
class NormEntry:
    """One norm: its parts in order; what is said once for its ruleset is left out."""

    name: str
    anchor: str
    advice: bool
    parts: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class AspectEntry:
    """What a step asks in one respect; ``beside`` are its own sources, readings, remedies and cautions."""

    name: str
    asks: str
    advice: bool
    beside: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A step of a procedure."""

    name: str
    meaning: str
    remedy: str
    aspects: tuple[AspectEntry, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureEntry:
    """A procedure with its map; ``common`` are the parts that all of its norms share."""

    name: str
    anchor: str
    meaning: str
    caveats: tuple[str, ...]
    scope: tuple[Paragraph, ...]
    common: tuple[Paragraph, ...]
    picture: Any
    wide: bool
    steps: tuple[StepEntry, ...]


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A decision table: each row with its name, condition, demands and sources, and the anchor of its norm."""

    name: str
    anchor: str
    meaning: str
    hit: str
    rows: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Norms or cases under one heading."""

    title: str
    anchor: str
    norms: tuple[NormEntry, ...] = ()
    cases: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One ruleset."""

    ruleset: RuleSet
    anchor: str
    about: tuple[tuple[str, str], ...]
    sources: tuple[Row, ...]
    procedures: tuple[ProcedureEntry, ...]
    tables: tuple[TableEntry, ...]
    topics: tuple[Topic, ...]
    uncheckable: tuple[Row, ...]
    matters: tuple[Row, ...]
    parameters: tuple[Row, ...]
    vocabulary: tuple[tuple[str, tuple[Row, ...]], ...]
    cases: tuple[Topic, ...]


def handbook(catalogue: Catalogue, ids: Sequence[str], lang: Lang = "zh") -> str:
    """The page of the rulesets of these ids. The same rulesets give the same bytes.

    Raises RulesError where a scenario file beside one of them has mistakes.
    """
    from jinja2 import Environment
    from markupsafe import Markup

    from cunwu.report.handbook_words import words
    from cunwu.suites import scenarios_of

    folder = files("cunwu.report") / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / "handbook.html").read_text("utf-8"))
    context = Context.of(catalogue.programs, catalogue.rulesets, lang)
    programs = {program.ruleset: program for program in catalogue.programs}
    wanted = [ruleset for ruleset in catalogue.rulesets if ruleset.id in ids]
    chapters = [
        _Chapters(
            ruleset,
            with_uppers(programs[ruleset.id], catalogue.programs),
            scenarios_of(catalogue, ruleset),
            context,
            lang,
            number,
        ).chapter()
        for number, ruleset in enumerate(wanted, 1)
    ]
    css = (folder / "report.css").read_text("utf-8") + (folder / "handbook.css").read_text("utf-8")
    return template.render(
        lang=lang,
        css=Markup(css),
        chapters=chapters,
        general=general_notes(lang),
        say=lambda clause: inline(clause, lang),
        t=words(lang, __version__),
    )


@dataclass(frozen=True, slots=True)
class _Chapters:
    """Makes the chapter of one ruleset."""

    ruleset: RuleSet
    linked: tuple[Program, ...]
    """The ruleset's own program, last, and those above it, as they apply together."""
    scenarios: tuple[Scenario, ...]
    context: Context
    lang: Lang
    number: int

    @property
    def program(self) -> Program:
        return self.linked[-1]

    def chapter(self) -> Chapter:
        from cunwu.report.handbook_cases import cases_of

        ruleset = self.ruleset
        spans = [*(one.span for one in self.program.norms), *(one.span for one in self.program.refinements)]
        headings = {file: topics_of(file) for file in dict.fromkeys(span.file for span in spans)}
        told = [describe_procedure(one, self._bare_program(), self.context) for one in ruleset.procedures]
        cases = cases_of(self.scenarios, self.lang)
        own = {one.span.file: topics_of(one.span.file) for one in self.scenarios}
        topics = tuple(self._topics(headings))
        return Chapter(
            ruleset,
            f"r{self.number}",
            tuple(self._about()),
            tuple(sources(ruleset, self.lang)),
            tuple(self._procedure(one, place) for place, one in enumerate(told, 1)),
            tuple(self._tables(topics)),
            topics,
            tuple(uncheckable(ruleset, self.lang)),
            tuple(matters(ruleset, self.lang)),
            tuple(parameters(ruleset, self.lang)),
            vocabulary(ruleset, self.lang),
            tuple(
                Topic(title, f"r{self.number}-c{place}", cases=tuple(found))
                for place, (title, found) in enumerate(
                    _grouped([(_case_title(own[s.span.file].of(s.span.start)), c) for s, c in cases]), 1
                )
            ),
        )

    def _about(self) -> Iterator[tuple[str, str]]:
        from dsl.describe.speaker import Speaker, interval_text

        ruleset, lang = self.ruleset, self.lang
        yield pick(lang, "代号", "Id"), ruleset.id
        for label, text in (
            (pick(lang, "地区", "Region"), ruleset.region),
            (pick(lang, "版本", "Version"), ruleset.version),
            (pick(lang, "施行", "In force"), interval_text(ruleset.validity, Speaker(lang))),
            (pick(lang, "上位", "Above"), "、".join(ruleset.uppers)),
            (pick(lang, "说明", "About"), ruleset.meaning),
        ):
            if text:
                yield label, text
        for caveat in ruleset.caveats:
            head, colon, rest = caveat.partition("：")
            yield (head, rest) if colon and len(head) < 8 else (pick(lang, "注意", "Note"), caveat)

    # --- norms ------------------------------------------------------------------------

    def _bare(self, norm: Norm) -> Norm:
        """The norm without the cautions that the chapter gives once: of the ruleset and of the sources."""
        caveats = tuple(caveat for caveat in norm.caveats if caveat not in self.ruleset.caveats)
        return replace(norm, caveats=caveats, citations=tuple(replace(one, caveat="") for one in norm.citations))

    def _bare_program(self) -> Program:
        return replace(self.program, norms=tuple(self._bare(norm) for norm in self.program.norms))

    def _topics(self, headings: dict[str, Topics]) -> Iterator[Topic]:
        of_steps = tuple(f"{one.name}·" for one in self.ruleset.procedures)
        placed: list[tuple[Span, Norm]] = [
            (norm.span, norm) for norm in self.program.norms if not norm.name.startswith(of_steps)
        ]
        placed += self._refined()
        placed.sort(key=lambda one: (list(headings).index(one[0].file), one[0].start))
        grouped = _grouped([(headings[span.file].of(span.start), norm) for span, norm in placed])
        count = 0
        for place, (title, found) in enumerate(grouped, 1):
            entries = []
            for norm in found:
                count += 1
                entries.append(self._norm(norm, count))
            yield Topic(title, f"r{self.number}-t{place}", norms=tuple(entries))

    def _refined(self) -> Iterator[tuple[Span, Norm]]:
        """The norms above of which this ruleset makes exceptions, where it first does, with what they are then."""
        own = {norm.id for norm in self.program.norms}
        for refinement in self.program.refinements:
            norm = target_of(refinement, self.linked)
            if norm is not None and norm.id not in own:
                own.add(norm.id)
                yield refinement.span, norm

    def _norm(self, norm: Norm, place: int) -> NormEntry:
        told = describe_norm(self._bare(norm), self.context)
        return NormEntry(norm.name, f"r{self.number}-n{place}", norm.advice, _without_advice(told.paragraphs))

    def _tables(self, topics: Sequence[Topic]) -> Iterator[TableEntry]:
        anchors = {norm.name: norm.anchor for topic in topics for norm in topic.norms}
        for place, table in enumerate(self.ruleset.tables, 1):
            told = describe_table(table, self._bare_program(), self.context)
            rows = tuple(
                (row.norm.norm.name, anchors.get(row.norm.norm.name, ""), row.when, row.asks, row.cited)
                for row in told.rows
            )
            yield TableEntry(table.name, f"r{self.number}-d{place}", table.meaning, told.hit, rows)

    # --- procedures ---------------------------------------------------------------------

    def _procedure(self, told: ProcedureText, place: int) -> ProcedureEntry:
        aspects = [aspect for step in told.steps for aspect in step.aspects]
        common = _common([aspect.norm for aspect in aspects])
        caveats = {row for part in common if part.key == "caveats" for row in part.clause.rows}
        procedure = told.procedure
        picture, wide = _picture(procedure)
        return ProcedureEntry(
            procedure.name,
            f"r{self.number}-p{place}",
            procedure.meaning,
            tuple(one for one in procedure.caveats if one.rstrip("。") not in caveats),
            told.scope,
            common,
            picture,
            wide,
            tuple(
                StepEntry(
                    step.step.name,
                    step.step.meaning,
                    step.step.remedy,
                    tuple(_aspect(one, step.step, common) for one in step.aspects),
                    step.remarks,
                )
                for step in told.steps
            ),
        )


def _case_title(heading: str) -> str:
    """A heading of the rule file over cases, without the word that stands above all of them."""
    return heading.removeprefix("用例").lstrip("：:")


def _aspect(aspect: AspectText, step: Step, common: Sequence[Paragraph]) -> AspectEntry:
    """What is said elsewhere is left out: the weight in a tag, a remedy of the whole step with the step."""
    asks = asked(aspect.norm, step, ASKED - {"advice"})
    elsewhere = {*ASKED, "missing", *(["remedy"] if aspect.norm.norm.remedy == step.remedy else [])}
    beside = [part for part in aspect.norm.paragraphs[1:] if part.key not in elsewhere and part not in common]
    return AspectEntry(aspect.name, asks, aspect.norm.norm.advice, tuple(beside))


def _common(norms: Sequence[NormText]) -> tuple[Paragraph, ...]:
    """The parts beside what is asked that most of the norms of a procedure have word for word."""
    counts: dict[Paragraph, int] = {}
    for norm in norms:
        for part in norm.paragraphs[1:]:
            if part.key in ("citations", "force", "caveats"):
                counts[part] = counts.get(part, 0) + 1
    return tuple(part for part, count in counts.items() if count * 2 > len(norms))


def _without_advice(parts: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The parts of a norm; that it is mere advice is shown beside its name."""
    return tuple(part for part in parts if part.key != "advice")


def _picture(procedure: Procedure) -> tuple[Any, bool]:
    from markupsafe import Markup

    from cunwu.report.page import is_wide
    from cunwu.views import ProcedureMap
    from visualize import DRAWING_ONLY, LayoutError

    try:
        svg = ProcedureMap(procedure).svg(DRAWING_ONLY)
    except LayoutError as error:
        return str(error), False
    return Markup(svg), is_wide(svg)


def _grouped(pairs: Sequence[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    """Things under the same heading together, in the order of the file."""
    groups: dict[str, list[Any]] = {}
    for title, thing in pairs:
        groups.setdefault(title, []).append(thing)
    return list(groups.items())
