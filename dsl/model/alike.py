"""Names that can hardly be told apart: look-alike characters, letters of other scripts, blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.suggest import skeleton
from dsl.model import messages
from dsl.model.nodes import RuleSet


def alike_names(ruleset: RuleSet, uppers: Sequence[RuleSet]) -> list[Diagnostic]:
    """Warnings for names of ``ruleset`` that look like another name of it or of a ruleset above.

    The same name may be declared in several places; only names that differ and
    look the same are told of, each once.
    """
    seen: dict[str, tuple[str, Span | None]] = {}
    for upper in uppers:
        for _, name, _ in _names(upper):
            seen.setdefault(_looks(name), (name, None))
    found: list[Diagnostic] = []
    told: set[str] = set()
    for kind, name, span in _names(ruleset):
        other, first = seen.setdefault(_looks(name), (name, span))
        if other != name and name not in told and span is not None:
            told.add(name)
            found.append(messages.alike(kind, name, other, span, first))
    return found


def _names(ruleset: RuleSet) -> Iterator[tuple[str, str, Span | None]]:
    """Kind, name and place of all that rules may speak of."""
    yield from (("依据", s.name, s.span) for s in ruleset.sources)
    yield from (("机构", b.name, b.span) for b in ruleset.bodies)
    yield from (("行为", b.name, b.span) for b in ruleset.acts)
    yield from (("参数", p.name, p.span) for p in ruleset.parameters)
    yield from (("词汇", f.name, f.span) for f in ruleset.fields)
    for procedure in ruleset.procedures:
        yield "程序", procedure.name, procedure.span
        yield from (("步骤", s.name, s.span) for s in procedure.steps)
    yield from (("规则", r.name, r.span) for r in ruleset.rules)


def _looks(name: str) -> str:
    """What an eye makes of a name: one form for all that look the same."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return skeleton("".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn")))
