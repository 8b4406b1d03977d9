"""The form for chosen rulesets, and its workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dsl.norms.link import link
from engine.forms.example import example_of
from engine.forms.form import form_of
from engine.records.vocabulary import Vocabulary

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue


def workbook(catalogue: Catalogue, chosen: Iterable[str], bundled: Iterable[str]) -> bytes:
    """The workbook for the records of the ``chosen`` rulesets; without any, of all that have norms.

    ``bundled`` are the ids that a check finds by itself: only if all chosen ones are among them does the
    workbook name its rulesets.
    """
    from cunwu.forms.book import written

    with_norms = {program.ruleset for program in catalogue.programs if program.norms}
    wanted = [catalogue.head(name) for name in chosen] or [head for head in catalogue.heads if head.id in with_norms]
    ids = tuple(head.id for head in wanted)
    rules = ids if set(ids) <= set(bundled) else ()
    titles = tuple(f"{head.title}（{head.version}）" if head.version else head.title for head in wanted)
    form = form_of(catalogue.rulesets, link(catalogue.programs).programs, rules, titles)
    own = [ruleset for ruleset in catalogue.rulesets if ruleset.id in ids]
    vocabulary = Vocabulary(catalogue.fields)
    return written(form, example_of(own, vocabulary) or example_of(catalogue.rulesets, vocabulary))


def schema_of(catalogue: Catalogue) -> dict[str, Any]:
    """The JSON Schema of records for the rulesets of ``catalogue``, with the names that they know as examples."""
    from engine.forms.names import known_names
    from engine.forms.usage import usage_of
    from engine.records.schema import json_schema

    with_norms = [program for program in catalogue.programs if program.norms]
    usage = usage_of(norm for program in link(catalogue.programs).programs for norm in program.norms)
    names = known_names(catalogue.rulesets, usage, (program.ruleset for program in with_norms))
    return json_schema(Vocabulary(catalogue.fields), names, [head.title for head in catalogue.heads])
