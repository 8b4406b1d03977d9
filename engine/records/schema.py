"""The record as a pydantic model and as JSON Schema, made from the vocabulary.

The model documents what the reader takes, under Chinese keys; the reader also
takes the English names (``x-english``) and the other aliases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal

import pydantic
from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from dsl.literals import format_value
from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records.values import NO_WORDS, UNKNOWN_WORDS, YES_WORDS
from engine.records.vocabulary import EVENTS, STEP, STRUCTURE, Vocabulary

_NO_NAMES: Mapping[tuple[Scope, str], tuple[str, ...]] = MappingProxyType({})
_UNKNOWN = tuple(sorted(UNKNOWN_WORDS))
_FLAGS = tuple(sorted(YES_WORDS | NO_WORDS))
_EXAMPLES: dict[FieldType, list[object]] = {
    FieldType.NUMBER: [3, "三分之二"],
    FieldType.MONEY: ["36.5万元", "五万元"],
    FieldType.AREA: ["120平方米"],
    FieldType.DATE: ["2024-03-05", "2024年3月5日"],
    FieldType.FLAG: ["是", "否"],
    FieldType.LIST: [["甲", "乙"], "甲、乙"],
    FieldType.ROLL: [["甲", "乙"], "甲、乙"],
}
# JSON Schema checks the form only; which number or day a text is, the reader decides.
_WITH_DIGIT = r"[0-9０-９〇零○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_COUNT = rf"{_WITH_DIGIT}|^\s*(无|没有)\s*$"
_WITH_UNIT = {FieldType.MONEY: r"[元圆]整?\s*$", FieldType.AREA: r"平方米\s*$"}
_DAY = r"年.+月.+[日号]\s*$|[0-9０-９]{4}[-/.－／．][0-9０-９]{1,2}[-/.－／．][0-9０-９]{1,2}\s*$"


@cache
def record_model(vocabulary: Vocabulary) -> type[BaseModel]:
    """Make the model of a whole record; its fields have Chinese aliases and English names."""
    event = _model("Event", "经过中的一步", vocabulary, Scope.EVENT, {})
    return _model("DecisionRecord", "决策记录", vocabulary, Scope.RECORD, {EVENTS: list[event]})  # type: ignore[valid-type]


def json_schema(
    vocabulary: Vocabulary,
    names: Mapping[tuple[Scope, str], tuple[str, ...]] = _NO_NAMES,
    titles: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record under its Chinese keys.

    ``names`` are those that rules know for a field: editors offer them, and any other is as valid.
    ``titles`` are those of the rulesets.
    """
    schema = record_model(vocabulary).model_json_schema(by_alias=True)
    levels = {Scope.RECORD: schema["properties"], Scope.EVENT: schema["$defs"]["Event"]["properties"]}
    for (scope, name), known in names.items():
        if name in levels[scope]:
            _offer(levels[scope][name], known)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    about = {"description": f"依据：{'、'.join(titles)}"} if titles else {}
    return head | schema | about


def _offer(described: dict[str, Any], names: tuple[str, ...]) -> None:
    """Give a field the names that the rules know as examples; of a list, to its items too."""
    lists = [one for one in described.get("anyOf", ()) if one.get("type") == "array"]
    for one in lists:
        one["items"] = {**one["items"], "examples": list(names)}
    described["examples"] = [list(names[:2]), "、".join(names[:2])] if lists else list(names)


def _model(name: str, title: str, vocabulary: Vocabulary, scope: Scope, types: dict[str, Any]) -> type[BaseModel]:
    definitions: dict[str, Any] = {}
    structural = [one for one in STRUCTURE if one.scope is scope]
    for one in (*structural, *vocabulary.of(scope)):
        attribute = _attribute(one, definitions)
        required = one.name == STEP
        type_ = types.get(one.name) or (Annotated[str, StringConstraints(pattern=r"\S")] if required else _type(one))
        info = pydantic.Field(
            ... if required else None,
            alias=one.name,
            title=one.name,
            description=_description(one),
            examples=None if one.name == EVENTS else _examples(one),
            json_schema_extra={"x-english": one.aliases[0]} if one.aliases else None,
        )
        definitions[attribute] = (type_ if required else type_ | None, info)
    config = ConfigDict(title=title, extra="forbid", validate_by_name=True, validate_by_alias=True)
    return create_model(name, __config__=config, __doc__=title, **definitions)


def _attribute(one: Field, taken: dict[str, Any]) -> str:
    """Name the attribute of the model: the English name where Python and pydantic allow it."""
    english = next((alias for alias in one.aliases if alias.isascii() and alias.isidentifier()), "")
    name = english.lstrip("_") or f"field_{len(taken)}"
    while name in taken or hasattr(BaseModel, name) or name.startswith("model_"):
        name = f"field_{name}"
    return name


def _type(one: Field) -> Any:
    """Describe what the reader takes for a field, unknown values apart."""
    unknown = _literal(_UNKNOWN)
    match one.type:
        case FieldType.TEXT:
            return str | int | float
        case FieldType.CHOICE:
            return _literal((*one.options, *_UNKNOWN)) if one.options else str
        case FieldType.LIST | FieldType.ROLL:
            return list[_literal(one.options) if one.options else str] | str  # type: ignore[misc]
        case FieldType.FLAG:
            return bool | _literal((*_FLAGS, *_UNKNOWN))
        case FieldType.DATE:
            return Annotated[str, StringConstraints(pattern=_DAY)] | unknown
        case FieldType.MONEY | FieldType.AREA:
            return Annotated[str, StringConstraints(pattern=_WITH_UNIT[one.type])] | unknown
        case FieldType.NUMBER:
            return int | float | Annotated[str, StringConstraints(pattern=_WITH_DIGIT)] | unknown
        case _:
            count = Annotated[int, pydantic.Field(ge=0)]
            return count | Annotated[str, StringConstraints(pattern=_COUNT)] | unknown


def _literal(options: tuple[str, ...]) -> Any:
    return Literal[options]


def _description(one: Field) -> str:
    parts = [one.meaning, f"类型：{one.type.value}"]
    if one.type.unit:
        parts.append(f"单位：{one.type.unit}")
    if one.options:
        parts.append(f"可以写：{'、'.join(one.options)}")
    if len(one.aliases) > 1:
        parts.append(f"也可以写作：{'、'.join(one.aliases)}")
    return "；".join(part for part in parts if part)


def _examples(one: Field) -> list[object] | None:
    if one.options:
        return [one.options[0]]
    if one.type.is_number and one.type not in _EXAMPLES:
        return [31, format_value(31, one.type)]
    return _EXAMPLES.get(one.type)
