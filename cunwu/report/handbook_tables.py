"""The tables of a handbook: sources, matters, parameters, vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from dsl.describe.citations import citation_text
from dsl.describe.speaker import Speaker, interval_text
from dsl.describe.words import shown
from dsl.model.fields import Scope
from dsl.values import FieldType

if TYPE_CHECKING:
    from dsl.model.fields import Field
    from dsl.model.nodes import Body, Matter, ParameterDef, ParameterVersion, RuleSet
    from dsl.values import Interval

Row = tuple[str, ...]
"""The cells of one row."""


def sources(ruleset: RuleSet, lang: Lang) -> Iterator[Row]:
    """Name, title, rank, days of force, what is unproven."""
    for one in ruleset.sources:
        yield one.name, one.title, one.rank.value, _days(one.validity, lang), one.caveat


def parameters(ruleset: RuleSet, lang: Lang) -> Iterator[Row]:
    """Name, meaning, values by time, sources, cautions; ``*`` before a name marks one that is left open."""
    for one in ruleset.parameters:
        values = "\n".join(_version(version, one, lang) for version in one.versions)
        cited = dict.fromkeys(citation_text(c, lang) for version in one.versions for c in version.citations)
        is_open = all(version.value is None for version in one.versions)
        name = ("*" if is_open else "") + one.name
        latitude = (
            pick(lang, f"下级：{one.latitude.value}", f"lower ones: {one.latitude.value}") if one.latitude else ""
        )
        yield name, one.meaning, values, "\n".join(cited), "\n".join(filter(None, [one.caveat, latitude]))


def _version(version: ParameterVersion, parameter: ParameterDef, lang: Lang) -> str:
    value = shown(version.value, parameter.type, lang)
    if version.value is None:
        value = pick(lang, f"待填（{parameter.type.value}）", f"left open ({parameter.type.value})")
    days = _days(version.validity, lang)
    return f"{days} {value}".strip()


def matters(ruleset: RuleSet, lang: Lang) -> Iterator[Row]:
    """Number, title, group, and all that is said of it; the places that a list leaves empty are one row."""
    vacant: list[Matter] = []
    for one in ruleset.matters:
        if one.vacant:
            vacant.append(one)
            continue
        yield from _vacant(vacant, lang)
        vacant = []
        said = [
            (pick(lang, "权力主体", "Bodies"), "、".join(one.bodies)),
            (pick(lang, "程序", "Procedure"), one.procedure),
            *one.texts,
        ]
        texts = [f"{label}：{text}" for label, text in said if text]
        texts += [caveat for caveat in one.caveats if caveat not in ruleset.caveats]
        yield one.number, one.title, one.group, "\n".join(texts)
    yield from _vacant(vacant, lang)


def _vacant(several: Sequence[Matter], lang: Lang) -> Iterator[Row]:
    if several:
        first, last = several[0].number, several[-1].number
        numbers = first if first == last else f"{first}–{last}"
        groups = "、".join(dict.fromkeys(one.group for one in several if one.group))
        text = pick(lang, f"共{len(several)}项，名目和内容没有找到", f"{len(several)} places whose text is not known")
        yield numbers, pick(lang, "空缺", "vacant"), groups, text


def vocabulary(ruleset: RuleSet, lang: Lang) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The words of a ruleset by kind: each with its type or English key, and its meaning."""
    fields = {scope: [one for one in ruleset.fields if one.scope is scope] for scope in Scope}
    tables = (
        (pick(lang, "记录的栏目", "Fields of the record"), [_field(one, lang) for one in fields[Scope.RECORD]]),
        (pick(lang, "经过的栏目", "Fields of an event"), [_field(one, lang) for one in fields[Scope.EVENT]]),
        (pick(lang, "机构", "Bodies"), [_body(one, lang) for one in ruleset.bodies]),
        (pick(lang, "行为", "Acts"), [_body(one, lang) for one in ruleset.acts]),
        (
            pick(lang, "读法", "Readings"),
            [
                (one.name, pick(lang, "默认取", "by default ") + shown(one.default, FieldType.FLAG, lang), one.meaning)
                for one in ruleset.readings
            ],
        ),
    )
    return tuple((heading, tuple(rows)) for heading, rows in tables if rows)


def uncheckable(ruleset: RuleSet, lang: Lang) -> Iterator[Row]:
    """Name, sources, and why no record can show it."""
    for one in ruleset.uncheckable:
        cited = dict.fromkeys(citation_text(citation, lang) for citation in one.citations)
        yield one.name, "\n".join(cited), "\n".join(filter(None, [one.reason, one.meaning]))


def _field(one: Field, lang: Lang) -> Row:
    meaning = one.meaning
    if one.options:
        meaning += pick(lang, "；取值：", "; one of ") + "、".join(one.options)
    if one.derivation is not None:
        meaning += pick(lang, "；没有写的可以推算", "; worked out where it is not stated")
    return one.name, one.type.value, meaning


def _body(one: Body, lang: Lang) -> Row:
    meaning = one.meaning
    if one.counts_as:
        meaning += pick(lang, "；也算作", "; counts as ") + "、".join(one.counts_as)
    return one.name, "", meaning


def _days(interval: Interval, lang: Lang) -> str:
    return interval_text(interval, Speaker(lang))
