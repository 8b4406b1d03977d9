"""依据, 读法, 参数, 词汇, 机构, 行为 and 不可机检: blocks to declarations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dsl.diagnostics.nodes import Span
from dsl.model import habits, messages
from dsl.model.blocks import Block
from dsl.model.context import Context
from dsl.model.fields import Field, Scope
from dsl.model.nodes import Body, Latitude, ParameterDef, ParameterVersion, Reading, Source, Uncheckable
from dsl.norms.nodes import Citation, Rank
from dsl.surface.labels import LABELS
from dsl.surface.messages import title_unmarked
from dsl.surface.nodes import (
    Attribute,
    Dated,
    Literal,
    Name,
    Open,
    PeriodLiteral,
    SurfaceExpr,
    Title,
    Total,
)
from dsl.values import FieldType, Interval, Value


def block_name(block: Block) -> str:
    """The name behind the header word."""
    return "".join(block.header.names)


def names_at(context: Context, block: Block, label: str) -> tuple[str, ...]:
    """The names that the block has behind ``label``."""
    return context.names(label, block.values(label))


def flag_at(context: Context, block: Block, label: str, otherwise: bool) -> bool:
    """是 or 否 behind ``label``: no where it isn't written, ``otherwise`` where it is neither."""
    values = block.values(label)
    return bool(values) and context.flag(label, values, otherwise, block.header.span)


def caveats(block: Block) -> tuple[str, ...]:
    """What its reader must know: 未证实, 待确认 and 需人工."""
    unproven = [f"来源未证实：{block.text('未证实')}"] if block.text("未证实") else []
    unconfirmed = [f"待地方确认：{block.text('待确认')}"] if block.text("待确认") else []
    human = [f"需人工：{block.text('需人工')}"] if block.text("需人工") else []
    return tuple(unproven + unconfirmed + human)


def validity(context: Context, block: Block) -> Interval:
    """The days of 施行; open where it is silent."""
    result = Interval()
    for entry in block.attributes("施行"):
        for value in entry.item.values:
            if not isinstance(value, Dated) or value.value is not None:
                context.report(
                    messages.wrong_value(
                        "施行", "起止日期，如“2014年2月25日起”", "days, e.g. “2014年2月25日起”", value.span
                    )
                )
                continue
            common = result.intersect(value.interval)
            if common is None:
                context.report(
                    messages.wrong_value("施行", "先起后止的日期", "a first day before the last", value.span)
                )
            else:
                result = common
    return result


def read_source(context: Context, block: Block) -> Source | None:
    """依据 村组法2018：《…》（法律）."""
    titles = [v for v in block.header.values if isinstance(v, Title)]
    name = block_name(block)
    example = f"依据 {name}：《文件全名》（法律）"
    known = [r.value for r in Rank]
    if not titles:
        plain = next((v for v in block.header.values if isinstance(v, Name | Total)), None)
        if plain is not None and not (isinstance(plain, Name) and plain.parts[0] in known):
            named = plain.name if isinstance(plain, Total) else plain
            context.report(title_unmarked("的".join(named.parts), named.span))
        else:
            context.report(messages.missing("依据", name, "文件全名", example, block.header.span))
        return None
    notes = context.names("依据", titles[0].note)
    ranks = [Rank(n) for n in notes if n in known]
    if not ranks:
        if notes:
            place = titles[0].note[0].span
            context.report(messages.unknown_name("效力层级", notes[0], known, place, habits.RANKS))
        else:
            listed = f"{example}；效力层级有{'、'.join(known)}"
            context.report(messages.missing("依据", name, "效力层级", listed, titles[0].span))
        return None
    note = "，".join(n for n in notes if n not in known)
    title = f"《{titles[0].title}》" + (f"（{note}）" if note else "")
    return Source(name, title, ranks[0], validity(context, block), block.text("未证实"), block.header.span)


def read_reading(context: Context, block: Block) -> Reading:
    """读法 公示含首日：否，“…”."""
    values = [v for v in block.header.values if not (isinstance(v, Literal) and v.type is FieldType.TEXT)]
    default = context.flag(f"读法 {block_name(block)}", values[:1], False, block.header.span)
    return Reading(block_name(block), default, _meaning(block), block.header.span)


def read_uncheckable(context: Context, block: Block) -> Uncheckable:
    """不可机检 邀请列席【村组法2018 第二十六条第二款】 理由：“…”."""
    name, span = block_name(block), block.header.span
    asking = [(clause.word, clause.span) for clause in block.clauses()]
    asking += [("例外", exception.head.span) for exception in block.exceptions]
    for word, place in asking[:1]:
        context.report(messages.clause_uncheckable(name, word, place))
    if not block.references:
        context.report(messages.no_citation("不可机检", name, span))
    if not block.text("理由"):
        example = "理由：“法律只说可以邀请，记录里没有可以违反的要求”"
        context.report(messages.missing("不可机检", name, "理由", example, span))
    citations = context.citations(block.references)
    return Uncheckable(name, citations, block.text("理由"), block.text("说明"), span)


def read_body(context: Context, block: Block) -> Body:
    """机构 村民代表会议：“…”."""
    alias = "".join(names_at(context, block, "英文"))
    counts_as = names_at(context, block, "计入")
    return Body(block_name(block), alias, _meaning(block), counts_as, block.header.span)


def read_field(context: Context, block: Block) -> Field | None:
    """词汇 实到（attended）：经过，人数，“…”."""
    name, span = block_name(block), block.header.span
    written = {v.parts[0]: v.span for v in block.header.values if isinstance(v, Name) and len(v.parts) == 1}
    words = list(written)
    scopes = [Scope(w) for w in words if w in {s.value for s in Scope}]
    types = [FieldType(w) for w in words if w in {t.value for t in FieldType}]
    known = [*(s.value for s in Scope), *(t.value for t in FieldType)]
    unknown = [word for word in words if word not in known]
    for word in unknown:
        context.report(messages.unknown_name("位置或者类型", word, known, written[word], habits.TYPES))
    if unknown and (not scopes or not types):
        return None
    if not scopes or not types:
        example = f"词汇 {name}（english）：记录，人数，“含义”"
        context.report(messages.missing("词汇", name, "位置（记录、经过）和类型", example, span))
        return None
    options = names_at(context, block, "取值")
    if types[0] is FieldType.CHOICE and not options:
        context.report(messages.missing("词汇", name, "取值", "取值：“通过”、“未通过”", span))
    derivations = [e.item.values[0] for e in block.attributes("推算") if e.item.values]
    return Field(
        name, context.names("词汇", block.header.note), scopes[0], types[0], options, _meaning(block),
        derivations[0] if derivations else None, span,
    )  # fmt: skip


def read_parameter(context: Context, block: Block) -> ParameterDef | None:
    """参数 招标限额：2014年2月25日起 5万元【清单 “招投标”】."""
    name = block_name(block)
    everywhere = context.citations(block.references)
    parts: list[tuple[Sequence[SurfaceExpr], tuple[Citation, ...]]] = []
    parts.append((block.header.values, everywhere))
    for entry in block.attributes(""):
        parts.append((entry.item.values, context.citations(entry.references) or everywhere))
    versions: list[ParameterVersion] = []
    types = {FieldType(n) for n in context.names("参数", block.header.note) if n in {t.value for t in FieldType}}
    for values, citations in parts:
        for value in values:
            if (
                isinstance(value, Literal)
                and value.type is FieldType.TEXT
                and len(values) > 1
                and types
                and FieldType.TEXT not in types
            ):
                continue
            dated = value if isinstance(value, Dated) else Dated(Interval(), value, value.span)
            result = _constant(context, name, dated.value, dated.span)
            if result is None:
                continue
            constant, type_ = result
            if type_ is not None:
                types.add(type_)
            versions.append(ParameterVersion(dated.interval, constant, citations))
    if not types and any(not isinstance(v, Open) for values, _ in parts for v in values) and not versions:
        return None
    if len(types) != 1:
        example = f"参数 {name}（日数）：15日"
        what = "类型（单位）" if not types else "统一的单位"
        context.report(messages.missing("参数", name, what, example, block.header.span))
        return None
    if not versions:
        context.report(messages.missing("参数", name, "值", f"参数 {name}：15日，或者：待填", block.header.span))
        return None
    _check_overlap(context, name, versions, block.header.span)
    cited = block.references or [r for e in block.attributes("") for r in e.references]
    if not cited:
        context.report(messages.no_citation("参数", name, block.header.span))
    caveat = _in_a_sentence(caveats(block))
    span, latitude = block.header.span, _latitude(context, block)
    return ParameterDef(name, types.pop(), tuple(versions), block.text("含义"), caveat, span, latitude)


def _in_a_sentence(texts: Sequence[str]) -> str:
    """Texts in a row; where any of them has a full stop, one stands at the end and none in the middle."""
    stop = "。" if any(text.endswith("。") for text in texts) else ""
    return "；".join(text.rstrip("。") for text in texts) + stop


def _latitude(context: Context, block: Block) -> Latitude | None:
    """下级：只能提高."""
    known = {one.value: one for one in Latitude}
    for entry in block.attributes("下级"):
        words = [entry.item.text.strip("“”")] if isinstance(entry.item, Attribute) else []
        for word in words:
            if word in known:
                return known[word]
            context.report(messages.unknown_name("下级的做法", word, known, entry.item.span))
    return None


def _constant(
    context: Context, name: str, value: SurfaceExpr | None, span: Span
) -> tuple[Value | None, FieldType | None] | None:
    if isinstance(value, Open):
        return None, None
    if isinstance(value, PeriodLiteral):
        return value.period.count, value.period.unit
    if isinstance(value, Literal):
        if value.type is FieldType.NUMBER and not _is_share(value):
            context.report(
                messages.no_unit(value.span, value.text, ("元",) if value.text.endswith(("万", "亿")) else _UNITS)
            )
            return None
        return value.value, value.type
    context.report(messages.wrong_value(f"参数 {name}", "一个值，或者“待填”", "a value or “待填”", span))
    return None


def _is_share(value: Literal) -> bool:
    """Whether a number needs no unit: 三分之二, 60%, 1/3, 0.5."""
    return isinstance(value.value, Fraction) and (value.value < 1 or any(sign in value.text for sign in "分%％/／"))


_UNITS = ("日", "人", "万元")


def _check_overlap(context: Context, name: str, versions: Sequence[ParameterVersion], span: Span) -> None:
    for i, one in enumerate(versions):
        if any(one.validity.intersect(other.validity) is not None for other in versions[i + 1 :]):
            context.report(messages.overlapping_versions(name, span))
            return


def _meaning(block: Block) -> str:
    texts = [str(v.value) for v in block.header.values if isinstance(v, Literal) and v.type is FieldType.TEXT]
    return "".join(texts) or block.text("说明")


def check_labels(context: Context, block: Block) -> None:
    """Report labels that this kind of block doesn't have, and those written twice."""
    known = LABELS[block.header.word]
    seen: set[str] = set()
    for entry in block.entries:
        label = getattr(entry.item, "label", None)
        if label is None:
            continue
        if label not in known:
            span = entry.item.span if not hasattr(entry.item, "label_span") else entry.item.label_span
            elsewhere = [word for word, labels in LABELS.items() if label in labels]
            context.report(messages.unknown_label(block.header.word, label, [k for k in known if k], span, elsewhere))
        elif label in seen and label not in ("", "说明", "未证实", "待确认", "次序", "施行"):
            context.report(messages.label_twice(label, entry.item.span))
        seen.add(label)
