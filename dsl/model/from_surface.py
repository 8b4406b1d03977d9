"""Surface level to model level: declarations are collected, names of sources and steps resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.model import messages
from dsl.model.alike import alike_names
from dsl.model.blocks import Block, group
from dsl.model.context import Context
from dsl.model.declarations import (
    block_name,
    caveats,
    check_labels,
    names_at,
    read_body,
    read_field,
    read_parameter,
    read_reading,
    read_source,
    read_uncheckable,
    validity,
)
from dsl.model.fields import Field, Scope
from dsl.model.nodes import RuleSet
from dsl.model.procedures import check_matter, flatten, plain_text, read_matter, read_procedure
from dsl.model.rules import read_rule, read_table
from dsl.model.scenarios import read_scenario
from dsl.surface.nodes import File
from dsl.surface.words import INSIDE


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def span(self) -> Span | None: ...


T = TypeVar("T", bound=_Named)


def declared_uppers(file: File) -> tuple[str, ...]:
    """The ids that the file names as 上位, without checking them."""
    blocks, _ = group(file)
    heads = [b for b in blocks if b.header.word == "规则集"]
    return Context(()).names("上位", [v for b in heads for v in b.values("上位")])


def upper_places(file: File) -> tuple[tuple[str, Span], ...]:
    """Each id that the file names as 上位, with its place."""
    blocks, _ = group(file)
    values = [v for b in blocks if b.header.word == "规则集" for v in flatten(b.values("上位"))]
    return tuple((text, v.span) for v in values if (text := plain_text(v)) is not None)


def from_surface(file: File, id: str, uppers: Sequence[RuleSet]) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """The model of ``file``; ``uppers`` are all rulesets above it, the vocabulary's among them.

    The model is there even after mistakes, as far as it could be read, so that
    later passes can report more; it is None only without a 规则集 header.
    """
    blocks, orphans = group(file)
    context = Context(uppers)
    blocks = _tables_called_rules(context, blocks)
    if orphans:
        context.report(messages.before_first_header(orphans[0].span))
    heads = [b for b in blocks if b.header.word == "规则集"]
    if not heads:
        if not orphans:
            place = blocks[0].header.span if blocks else Span(file.name, 0, 0, 1, 1)
            context.report(messages.no_ruleset(place))
        return None, tuple(context.diagnostics)
    for extra in heads[1:]:
        context.report(messages.second_ruleset(block_name(extra), extra.header.span, heads[0].header.span))
    for block in [*blocks, *(c for b in blocks for c in b.children)]:
        if block.header.word != "用例":
            check_labels(context, block)
    for block in blocks:
        if block.header.word in INSIDE:
            context.report(messages.step_outside(block.header.word, INSIDE[block.header.word], block.header.span))
    ruleset = _ruleset(context, id, heads[0], blocks)
    return ruleset, (*context.diagnostics, *alike_names(ruleset, uppers))


def _tables_called_rules(context: Context, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each 规则 that has 档 behind it read as the 分档 that was meant.

    One that asks something itself stays a rule without those rows.
    """
    made: list[Block] = []
    owner: Block | None = None
    for block in blocks:
        if block.header.word != "档" or not made:
            made.append(block)
            owner = None
            continue
        if owner is None and made[-1].header.word == "规则":
            owner = made[-1]
            context.report(messages.rows_in_rule(block_name(owner), owner.header.span, block.header.span))
            if all(clause.word == "当" for clause in owner.clauses()):
                owner = made[-1] = replace(owner, header=replace(owner.header, word="分档"))
        if owner is None:
            made.append(block)
        elif owner.header.word == "分档":
            owner.children.append(block)
    return made


def _ruleset(context: Context, id: str, head: Block, blocks: Sequence[Block]) -> RuleSet:
    def read(word: str, reader: Callable[[Context, Block], T | None]) -> tuple[T, ...]:
        made = [reader(context, b) for b in blocks if b.header.word == word]
        return _unique(context, word, (m for m in made if m is not None))

    for upper in context.uppers:
        context.sources.update((s.name, s) for s in upper.sources)
    sources = read("依据", read_source)
    context.sources.update((s.name, s) for s in sources)
    bodies, other_acts = read("机构", read_body), read("行为", read_body)
    procedures = read("程序", read_procedure)
    acts = {b.name for b in bodies + other_acts} | {s.name for p in procedures for s in p.steps}
    for upper in context.uppers:
        acts |= {b.name for b in upper.bodies + upper.acts} | {s.name for p in upper.procedures for s in p.steps}
    steps = [s for p in procedures for s in p.steps]
    places = _places(blocks, "计入")
    counted = [*((b.counts_as, b.span) for b in bodies + other_acts), *((s.counts_as, s.span) for s in steps)]
    wider = [(name, places.get(name, span)) for names, span in counted for name in names]
    for name, span in wider:
        if name not in acts:
            context.report(messages.unknown_name("步骤、机构或者行为", name, acts, span))
    known = [p.name for p in procedures] + [p.name for u in context.uppers for p in u.procedures]
    for step in steps:
        if step.inner and step.inner not in known:
            context.report(messages.unknown_name("程序", step.inner, known, step.span))
    fields = _fields(context, blocks)
    lists = [b for b in blocks if b.header.word == "事项"]
    matters = tuple(read_matter(context, b) for b in lists)
    numbers: dict[str, Span] = {}
    for matter, block in zip(matters, lists, strict=True):
        check_matter(context, matter, block, known)
        if matter.number in numbers:
            context.report(messages.duplicate("事项", matter.number, matter.span, numbers[matter.number]))
        numbers[matter.number] = matter.span
    return RuleSet(
        id=id,
        title=block_name(head),
        region=head.text("地区"),
        version=head.text("版本").strip("“”"),
        validity=validity(context, head),
        uppers=names_at(context, head, "上位"),
        meaning=head.text("说明"),
        caveats=caveats(head),
        sources=sources,
        readings=read("读法", read_reading),
        parameters=read("参数", read_parameter),
        fields=fields,
        bodies=bodies,
        acts=other_acts,
        procedures=procedures,
        matters=matters,
        rules=read("规则", read_rule),
        scenarios=read("用例", lambda c, b: read_scenario(c, b, acts.__contains__)),
        span=head.header.span,
        tables=read("分档", read_table),
        uncheckable=read("不可机检", read_uncheckable),
    )


def _places(blocks: Sequence[Block], label: str) -> dict[str, Span]:
    """Where each name first stands behind that label, in steps too."""
    found: dict[str, Span] = {}
    for block in (*blocks, *(c for b in blocks for c in b.children)):
        for value in flatten(block.values(label)):
            if (text := plain_text(value)) is not None:
                found.setdefault(text, value.span)
    return found


def _fields(context: Context, blocks: Sequence[Block]) -> tuple[Field, ...]:
    """The vocabulary; a name may stand once for the record and once for its events."""
    made = [field for b in blocks if b.header.word == "词汇" and (field := read_field(context, b)) is not None]
    kept: list[Field] = []
    for scope in Scope:
        kept.extend(_unique(context, "词汇", (f for f in made if f.scope is scope)))
    return tuple(kept)


def _unique(context: Context, kind: str, declared: Iterable[T]) -> tuple[T, ...]:
    first: dict[str, T] = {}
    for one in declared:
        if one.name in first and one.span is not None:
            context.report(messages.duplicate(kind, one.name, one.span, first[one.name].span or one.span))
        else:
            first[one.name] = one
    return tuple(first.values())
