"""规则 and 分档: blocks to rules and tables."""

from __future__ import annotations

from dataclasses import replace

from dsl.model import messages
from dsl.model.blocks import Block, ExceptionBlock
from dsl.model.context import Context
from dsl.model.declarations import block_name, caveats, flag_at, names_at, validity
from dsl.model.nodes import ActRef, HitPolicy, Rule, RuleException, Table
from dsl.model.procedures import flatten, joined
from dsl.norms.nodes import Kind, Which
from dsl.surface.nodes import Attribute, Clause, Literal, Name, SurfaceExpr
from dsl.values import FieldType

_EXAMPLE = "应当 公开招标，在决议之后"


def read_table(context: Context, block: Block) -> Table:
    """分档 with its rows; what the table says holds of each row."""
    name, span = block_name(block), block.header.span
    if not block.children:
        context.report(messages.missing("分档", name, "档", "档 小额：当 金额不满1万元 应当 询价", span))
    for clause in block.clauses():
        if clause.word != "当":
            context.report(messages.clause_outside_row(clause.word, clause.span))
    known = {policy.value: policy for policy in HitPolicy}
    hit = HitPolicy.UNIQUE
    for word in names_at(context, block, "命中")[:1]:
        if word in known:
            hit = known[word]
        else:
            context.report(messages.unknown_name("命中的做法", word, known, block.attributes("命中")[0].item.span))
    rows = [_row(context, block, child) for child in block.children]
    names: dict[str, Rule] = {}
    for row in rows:
        if row is not None and row.name in names:
            context.report(messages.duplicate("档", row.name, row.span, names[row.name].span))
        elif row is not None:
            names[row.name] = row
    when = _condition([c for c in block.clauses() if c.word == "当"])
    return Table(name, when, hit, tuple(names.values()), block.text("说明"), span)


def _row(context: Context, table: Block, block: Block) -> Rule | None:
    """A row as a rule of its own: what it doesn't say is as the table says."""
    said = {e.item.label for e in block.entries if isinstance(e.item, Attribute)}
    inherited = [e for e in table.entries if isinstance(e.item, Attribute) and e.item.label not in said]
    whole = Block(
        block.header,
        [*block.entries, *inherited],
        block.exceptions,
        block.references or table.references,
    )
    rule = read_rule(context, whole)
    return None if rule is None else replace(rule, name=f"{block_name(table)}·{rule.name}")


def read_rule(context: Context, block: Block) -> Rule | None:
    """A rule with its condition, requirement and exceptions."""
    name, span = block_name(block), block.header.span
    when = _condition([c for c in block.clauses() if c.word == "当"])
    demands = [c for c in block.clauses() if c.word != "当"]
    excepts = names_at(context, block, "变通")
    if not demands and not excepts:
        early = next((e for e in block.exceptions if any(c.word != "当" for c in e.clauses)), None)
        if early is not None:
            context.report(messages.exception_first("".join(early.head.names), early.head.span))
        else:
            context.report(messages.missing("规则", name, "要求", _EXAMPLE, span))
        return None
    if len(demands) > 1:
        context.report(messages.two_clauses(name, demands[1].span))
    demand = demands[0] if demands else None
    kind = Kind.OBLIGATION if demand is None else Kind(demand.word)
    values = () if demand is None else demand.values
    holders = context.names("有权", flatten(list(values))) if kind is Kind.POWER else ()
    citations = context.citations(block.references)
    if not block.references:
        context.report(messages.no_citation("规则", name, span))
    return Rule(
        name=name,
        procedure="".join(names_at(context, block, "程序")[:1]),
        kind=kind,
        advice=(demand is not None and demand.advice) or kind is Kind.PERMISSION,
        act=_act(context, block),
        when=when,
        require=() if kind is Kind.POWER else values,
        holders=holders,
        exceptions=tuple(_exception(context, e) for e in block.exceptions),
        validity=validity(context, block),
        consequence=block.text("后果"),
        remedy=block.text("补正"),
        caveats=caveats(block),
        citations=citations,
        span=span,
        excepts=excepts,
        against="".join(names_at(context, block, "针对")[:1]),
        before=names_at(context, block, "优先于"),
        delegates=flag_at(context, block, "准许变通", False),
        moment="".join(names_at(context, block, "时间效力")[:1]),
        meaning=block.text("说明"),
    )


def _condition(clauses: list[Clause]) -> SurfaceExpr | None:
    """All 当 clauses and their comma-separated parts, joined by 并且."""
    return joined([v for c in clauses for v in c.values])


def _act(context: Context, block: Block) -> ActRef | None:
    for entry in block.attributes("行为"):
        values = [_unquoted(v) for v in flatten(list(entry.item.values))]
        names = [v for v in values if isinstance(v, Name) and len(v.parts) == 1]
        if len(names) != len(values) or not names or any(n.which == Which.PRIOR for n in names):
            context.report(
                messages.wrong_value(
                    "行为",
                    "步骤或者机构的名称，前面可以加“首次”“末次”“每次”“任一”",
                    "names of steps or bodies, perhaps behind “首次”, “末次”, “每次” or “任一”",
                    entry.item.span,
                )
            )
            return None
        which = next((Which(n.which) for n in names if n.which), Which.EACH)
        return ActRef(tuple(n.parts[0] for n in names), which, entry.item.span)
    return None


def _unquoted(value: SurfaceExpr) -> SurfaceExpr:
    """A quoted name where only a name can stand."""
    if isinstance(value, Literal) and value.type is FieldType.TEXT:
        return Name((str(value.value),), "", value.span)
    return value


def _exception(context: Context, block: ExceptionBlock) -> RuleException:
    when = _condition([c for c in block.clauses if c.word == "当"])
    demands = [c for c in block.clauses if c.word != "当"]
    name = "".join(block.head.names)
    if when is None and block.head.values:
        when = block.head.values[0]
    if when is None and name:
        when = Name((name,), "", block.head.span)
    if not name and when is not None:
        context.report(messages.missing("例外", "", "名称", "例外 紧急情况：当 临时通知", block.head.span))
    if when is None:
        example = "例外 紧急情况：当 临时通知"
        context.report(messages.missing("例外", name, "条件", example, block.head.span))
    if len(demands) > 1:
        context.report(messages.two_clauses(name, demands[1].span))
    require = demands[0].values if demands else ()
    against = context.names("针对", [v for a in block.attribute("针对") for v in a.values])
    before = context.names("优先于", [v for a in block.attribute("优先于") for v in a.values])
    citations = context.citations(block.references)
    return RuleException(name, when, require, citations, "".join(against[:1]), before, block.head.span)
