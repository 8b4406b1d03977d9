"""Each place that a file cites, with the source and the statute that are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.lint.context import LintContext
from dsl.lint.statutes import Statute
from dsl.model.nodes import Source
from dsl.surface.nodes import CitationList, Reference


@dataclass(frozen=True, slots=True)
class Cited:
    """One article of one version of a source; ``statute`` is None where the index doesn't know it."""

    reference: Reference
    source: Source
    article: str
    statute: Statute | None


def references(context: LintContext) -> Iterator[Reference]:
    """Every reference in 【】, in the order of the file."""
    for item in context.compiled.surface.items:
        if isinstance(item, CitationList):
            yield from item.references


def cited(context: LintContext) -> Iterator[Cited]:
    """Every article that is cited; those of unknown sources are left out."""
    sources = {s.name: s for layer in (*context.uppers, context.model) for s in layer.sources}
    for reference in references(context):
        for edition in reference.editions or (None,):
            source = sources.get(reference.name if edition is None else f"{reference.name}{edition}")
            if source is not None:
                for article in reference.articles:
                    yield Cited(reference, source, article, context.statutes.of(source))
