"""The whole way of a rule file, in one visible place: text, surface, model, norms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsl.diagnostics.causes import first_causes
from dsl.diagnostics.nodes import Diagnostic, Severity
from dsl.diagnostics.source import SourceText
from dsl.literate import rule_text
from dsl.model.from_surface import from_surface
from dsl.model.nodes import RuleSet
from dsl.norms.from_model import from_model
from dsl.norms.nodes import Program
from dsl.surface.from_text import parse
from dsl.surface.nodes import File, Header, Junction, SurfaceExpr
from dsl.surface.words import INSIDE

LEVELS = ("surface", "model", "norms")
"""The levels, in the order in which they are made."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule file at each level it reached, and all that is wrong with it."""

    source: SourceText
    surface: File
    model: RuleSet | None
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error (warnings don't count)."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A rule file at the surface level."""

    source: SourceText
    surface: File
    diagnostics: tuple[Diagnostic, ...]


def parse_ruleset(text: str, name: str) -> Parsed:
    """The first pass alone: what a file names as 上位 is known after it.

    Of a literate file (``name`` ends in ``.md``) only the blocks of rules are read.
    """
    return Parsed(SourceText(name, text), *parse(rule_text(text, name)))


def compile_ruleset(text: str, name: str, id: str, uppers: Sequence[RuleSet]) -> Compiled:
    """Compile one rule file.

    ``name`` is shown in messages, ``id`` becomes the ruleset's, ``uppers`` are
    all rulesets above it from the highest down. Mistakes never raise: they are
    in ``diagnostics``, all of them.
    """
    return compile_parsed(parse_ruleset(text, name), id, uppers)


def compile_parsed(parsed: Parsed, id: str, uppers: Sequence[RuleSet]) -> Compiled:
    """The passes after the first; see ``compile_ruleset``."""
    diagnostics = list(parsed.diagnostics)
    model, found = from_surface(parsed.surface, id, uppers)
    diagnostics.extend(found)
    program: Program | None = None
    if model is not None:
        program, found = from_model(model, uppers)
        diagnostics.extend(found)
    ordered = sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span.start if d.span else -1, d.code))
    return Compiled(parsed.source, parsed.surface, model, program, _told(parsed, ordered))


def _told(parsed: Parsed, diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that only follow from others."""
    if len(diagnostics) < 2:
        return tuple(diagnostics)
    items, unread = parsed.surface.items, parsed.surface.unread
    blocks = [(i.word, "".join(i.names), i.span.start) for i in items if isinstance(i, Header)]
    text = parsed.source.text
    # To the end of its line: what had to be left out of an entry often stands behind it.
    pieces = [(s.start, _line_end(text, s.end)) for s in unread]
    for item in items:
        starts = [item.span.start, *_parts(getattr(item, "values", ()))]
        pieces += zip(starts, [*starts[1:], _line_end(text, item.span.end)], strict=True)
    return first_causes(diagnostics, blocks, pieces, [(s.start, text[s.start : s.end]) for s in unread], INSIDE)


def _parts(values: Iterable[SurfaceExpr]) -> list[int]:
    """Where each part of an entry begins: its values, and the operands of 并且 and 或者."""
    starts: list[int] = []
    for value in values:
        starts += _parts(value.operands) if isinstance(value, Junction) else [value.span.start]
    return starts


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) + 1 if found < 0 else found + 1
