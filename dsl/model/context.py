"""What the model pass knows while it reads one file: names from above and from the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.model import messages
from dsl.model.nodes import RuleSet, Source
from dsl.norms.nodes import Citation
from dsl.surface.nodes import (
    Enumeration,
    Literal,
    Name,
    Reference,
    SurfaceExpr,
)
from dsl.surface.printer import expr as written
from dsl.surface.slips.messages import flag_wanted
from dsl.values import FieldType, Interval


@dataclass(slots=True)
class Context:
    """Diagnostics so far and the names that the file may use."""

    uppers: Sequence[RuleSet]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic."""
        self.diagnostics.append(diagnostic)

    def citations(self, references: Iterable[Reference]) -> tuple[Citation, ...]:
        """Citations for references; those that can't be resolved are reported and left out."""
        found: list[Citation] = []
        for reference in references:
            found.extend(self._citations(reference))
        return tuple(found)

    def _citations(self, reference: Reference) -> Iterable[Citation]:
        if reference.decider:
            return [Citation("", reference.decider, None, "", "", Interval())]
        sources = [s for s in (self._source(reference, e) for e in reference.editions or (None,)) if s is not None]
        articles = reference.articles or ("",)
        return [
            Citation(s.name, s.title, s.rank, a, reference.topic, s.validity, s.caveat)
            for s in sources
            for a in articles
        ]

    def _source(self, reference: Reference, edition: int | None) -> Source | None:
        name = reference.name if edition is None else f"{reference.name}{edition}"
        if name in self.sources:
            return self.sources[name]
        editions = [n for n in self.sources if n.startswith(reference.name) and n[len(reference.name) :].isdigit()]
        if edition is None and editions:
            self.report(messages.which_edition(reference.name, editions, reference.span))
        else:
            self.report(messages.unknown_name("依据", name, self.sources, _place_of_source(reference, name)))
        return None

    def names(self, label: str, values: Sequence[SurfaceExpr]) -> tuple[str, ...]:
        """Plain names or quoted texts, one or several (主体：村党组织、村民委员会)."""
        found: list[str] = []
        for value in values:
            for item in value.items if isinstance(value, Enumeration) else (value,):
                if isinstance(item, Name) and len(item.parts) == 1 and not item.which:
                    found.append(item.parts[0])
                elif isinstance(item, Literal) and item.type is FieldType.TEXT:
                    found.append(str(item.value))
                else:
                    self.report(messages.wrong_value(label, "名称", "names", item.span))
        return tuple(found)

    def flag(self, label: str, values: Sequence[SurfaceExpr], default: bool, span: Span) -> bool:
        """是 or 否; ``span`` is the place to name where nothing is written."""
        if len(values) == 1 and isinstance(values[0], Literal) and isinstance(values[0].value, bool):
            return values[0].value
        self.report(flag_wanted(label, written(values[0]) if values else "", values[0].span if values else span))
        return default


def _place_of_source(reference: Reference, name: str) -> Span:
    """The place of the source's name within a citation, as far as it stands there as it is."""
    at = reference.span
    return replace(at, end=min(at.end, at.start + len(name)))
