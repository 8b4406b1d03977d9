"""The names that a ruleset declares, with what kind of thing each names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.diagnostics.nodes import Span
from dsl.model.nodes import RuleSet


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared name. ``kind`` is the header word (词汇 with its 位置), ``alias`` tells a second name."""

    kind: str
    name: str
    span: Span
    alias: bool = False

    @property
    def act(self) -> bool:
        """Whether it names occurrences: a step, a body or an act."""
        return self.kind in ("机构", "行为", "步骤")


def declared(ruleset: RuleSet, *, aliases: bool = False) -> Iterator[Declared]:
    """Every name of a ruleset that expressions and citations may use; with ``aliases`` those of fields too."""
    for field in ruleset.fields:
        span = field.span or ruleset.span
        yield Declared(f"词汇（{field.scope.value}）", field.name, span)
        for alias in field.aliases if aliases else ():
            yield Declared(f"词汇（{field.scope.value}）", alias, span, alias=True)
    for kind, things in (
        ("依据", ruleset.sources),
        ("读法", ruleset.readings),
        ("参数", ruleset.parameters),
        ("机构", ruleset.bodies),
        ("行为", ruleset.acts),
        ("程序", ruleset.procedures),
    ):
        for thing in things:
            yield Declared(kind, thing.name, thing.span)
    for procedure in ruleset.procedures:
        for step in procedure.steps:
            yield Declared("步骤", step.name, step.span)
