"""程序, 步骤 and 事项: blocks to procedures and matters."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.model import messages
from dsl.model.blocks import Block, Entry
from dsl.model.context import Context
from dsl.model.declarations import block_name, caveats, flag_at, names_at
from dsl.model.nodes import Demand, Matter, Procedure, Step
from dsl.surface.nodes import (
    Advised,
    Attribute,
    Enumeration,
    Junction,
    Literal,
    Name,
    SurfaceExpr,
    TimePhrase,
)
from dsl.values import FieldType

DEMANDS = ("主体", "次序", "召集", "通知", "到会", "通过", "表决", "列席", "公示", "历时", "材料", "要求", "次数")
"""Labels of a step that ask something, each lowered to a norm."""

_RETURN = "退回"


def read_procedure(context: Context, block: Block) -> Procedure:
    """程序 with its steps."""
    citations = context.citations(block.references)
    steps = tuple(read_step(context, child) for child in block.children)
    names: dict[str, Step] = {}
    for step in steps:
        if step.name in names:
            context.report(messages.duplicate("步骤", step.name, step.span, names[step.name].span))
        names[step.name] = step
    if not steps:
        context.report(messages.missing("程序", block_name(block), "步骤", "步骤 提议", block.header.span))
    for step, child in zip(steps, block.children, strict=True):
        _check_references(context, step, child, names)
    meaning = "".join(str(v.value) for v in block.header.values if isinstance(v, Literal)) or block.text("说明")
    applies = joined(block.values("适用"))
    only_advice = flag_at(context, block, "只作提示", True)
    moment = names_at(context, block, "时间效力")
    return Procedure(
        block_name(block),
        steps,
        applies,
        only_advice,
        meaning,
        caveats(block),
        citations,
        block.header.span,
        "".join(moment[:1]),
    )


def _check_references(context: Context, step: Step, block: Block, names: dict[str, Step]) -> None:
    for phrase in step.after:
        if phrase.name.parts[0] not in names:
            context.report(messages.unknown_name("步骤", phrase.name.parts[0], names, phrase.name.span))
    if step.on_failure and step.on_failure not in names:
        place = next((v.span for v in block.values("未通过")), step.span)
        context.report(messages.unknown_name("步骤", step.on_failure, names, place))


def read_step(context: Context, block: Block) -> Step:
    """步骤 with its demands."""
    demands = tuple(
        demand
        for label in DEMANDS
        for entry in block.attributes(label)
        if (demand := _demand(context, entry, block.text("补正"))) is not None
    )
    conditions = [e.item for e in block.attributes("条件") if isinstance(e.item, Attribute)]
    return Step(
        name=block_name(block),
        actors=tuple(n for d in demands if d.label == "主体" for n in context.names("主体", flatten(d.values))),
        after=tuple(p for d in demands if d.label == "次序" for p in _phrases(context, d.values)),
        demands=demands,
        optional=flag_at(context, block, "可选", True),
        condition=conditions[-1].values[0] if conditions and conditions[-1].values else None,
        condition_text=conditions[-1].text if conditions else "",
        counts_as=names_at(context, block, "计入"),
        on_failure=_return_target(context, block.attributes("未通过")),
        meaning=block.text("说明") or "".join(str(v.value) for v in block.header.values if isinstance(v, Literal)),
        remedy=block.text("补正"),
        citations=context.citations(block.references),
        span=block.header.span,
        inner="".join(names_at(context, block, "子程序")[:1]),
    )


def _demand(context: Context, entry: Entry, remedy: str) -> Demand | None:
    item = entry.item
    if not isinstance(item, Attribute):
        return None
    if not item.values:
        context.report(messages.wrong_value(item.label, "内容", "a value", item.span))
        return None
    advice = any(isinstance(v, Advised) for v in item.values)
    values = tuple(v.operand if isinstance(v, Advised) else v for v in item.values)
    citations = context.citations(entry.references)
    return Demand(item.label, values, item.text, advice, citations, remedy, item.span)


def flatten(values: Sequence[SurfaceExpr]) -> list[SurfaceExpr]:
    """Names joined by 、 or 或者."""
    flat: list[SurfaceExpr] = []
    for value in values:
        if isinstance(value, Enumeration):
            flat.extend(flatten(value.items))
        elif hasattr(value, "operands"):
            flat.extend(flatten(value.operands))
        else:
            flat.append(value)
    return flat


def joined(values: Sequence[SurfaceExpr]) -> SurfaceExpr | None:
    """Conditions with commas between them, all of which must hold."""
    if len(values) <= 1:
        return values[0] if values else None
    return Junction("并且", tuple(values), values[0].span)


def _phrases(context: Context, values: Sequence[SurfaceExpr]) -> list[TimePhrase]:
    phrases: list[TimePhrase] = []
    for value in flatten(values):
        if isinstance(value, TimePhrase):
            phrases.append(value)
        else:
            wanted, english = "“某步骤之后”这样的次序", "phrases such as “某步骤之后”"
            context.report(messages.wrong_value("次序", wanted, english, value.span))
    return phrases


def _return_target(context: Context, entries: Sequence[Entry]) -> str:
    """退回商议 → 商议."""
    for entry in entries:
        names = context.names("未通过", entry.item.values)
        if names:
            return names[0].removeprefix(_RETURN)
    return ""


def read_matter(context: Context, block: Block) -> Matter:
    """事项 三 “村级重大投资、建设项目”."""
    number, *rest = block.header.names
    labelled = {label: e for label in ("类别", "权力主体", "程序") for e in block.attributes(label)}
    texts = tuple((label, block.text(label)) for label in ("名目", "流程", "公开", "责任追究") if block.text(label))
    groups = context.names("类别", labelled["类别"].item.values) if "类别" in labelled else ()
    procedures = context.names("程序", labelled["程序"].item.values) if "程序" in labelled else ()
    applies = joined(block.values("适用"))
    return Matter(
        number=number,
        title="".join(rest) or number,
        group="、".join(groups),
        bodies=context.names("权力主体", flatten(labelled["权力主体"].item.values)) if "权力主体" in labelled else (),
        applies=applies,
        procedure=procedures[0] if procedures else "",
        vacant=flag_at(context, block, "空缺", True),
        texts=texts,
        caveats=caveats(block),
        citations=context.citations(block.references + [r for e in block.entries for r in e.references]),
        span=block.header.span,
    )


def check_matter(context: Context, matter: Matter, block: Block, procedures: Sequence[str]) -> None:
    """Report a procedure of the matter that isn't there."""
    if matter.procedure and matter.procedure not in procedures:
        place = next((v.span for v in block.values("程序")), matter.span)
        context.report(messages.unknown_name("程序", matter.procedure, procedures, place))


def plain_text(value: SurfaceExpr) -> str | None:
    """A name or quoted text as plain text, None for anything else."""
    if isinstance(value, Literal) and value.type is FieldType.TEXT:
        return str(value.value)
    if isinstance(value, Name):
        return "的".join(value.parts)
    return None
