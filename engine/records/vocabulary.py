"""Which fields a record may have, and how their names are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dsl.diagnostics.suggest import nearest
from dsl.literals import normalise
from dsl.model.fields import Field, Scope
from dsl.values import FieldType

TITLE, RULES, SOURCE, NOTE = "标题", "规则", "来源", "说明"
EVENTS, EVENTS_COMPLETE, MISSING_STEPS = "经过", "经过完整", "没有的步骤"
ONLY = "只核对"
STEP, DOCUMENTS, MISSING_DOCUMENTS, DOCUMENTS_COMPLETE = "步骤", "材料", "缺少材料", "材料完整"


def _structural(name: str, english: str, scope: Scope, type_: FieldType, meaning: str) -> Field:
    return Field(name, (english,), scope, type_, (), meaning, None, None)


STRUCTURE = (
    _structural(TITLE, "title", Scope.RECORD, FieldType.TEXT, "这份记录的名称"),
    _structural(RULES, "rules", Scope.RECORD, FieldType.LIST, "按哪些规则集核对"),
    _structural(ONLY, "only", Scope.RECORD, FieldType.LIST, "只核对名称里有这几段的规则，如步骤名"),
    _structural(SOURCE, "source", Scope.RECORD, FieldType.TEXT, "记录的内容从哪里来"),
    _structural(NOTE, "note", Scope.RECORD, FieldType.TEXT, "说明"),
    _structural(EVENTS_COMPLETE, "events_complete", Scope.RECORD, FieldType.FLAG, "没有列出的步骤都没有发生"),
    _structural(
        MISSING_STEPS, "missing_steps", Scope.RECORD, FieldType.LIST, "已经知道没有发生的步骤、机构的会议或者行为"
    ),
    _structural(EVENTS, "events", Scope.RECORD, FieldType.LIST, "依次发生的步骤"),
    _structural(STEP, "step", Scope.EVENT, FieldType.TEXT, "这一步的名称"),
    _structural(DOCUMENTS, "documents", Scope.EVENT, FieldType.LIST, "这一步有的材料"),
    _structural(MISSING_DOCUMENTS, "missing_documents", Scope.EVENT, FieldType.LIST, "这一步没有的材料"),
    _structural(DOCUMENTS_COMPLETE, "documents_complete", Scope.EVENT, FieldType.FLAG, "没有列出的材料都没有"),
    _structural(NOTE, "note", Scope.EVENT, FieldType.TEXT, "说明"),
)
"""Fields that every record has, whatever its vocabulary."""

_SEPARATOR = re.compile(r"[\s_\-]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def visible(text: str) -> str:
    """Drop the characters of no width that copying from web pages leaves behind."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(key: str) -> str:
    """Bring a key or an option to the form in which it is compared.

    >>> fold("Committee-Members "), fold("成年 村民")
    ('committee_members', '成年村民')
    """
    plain = normalise(visible(key)).strip().casefold()
    return _SEPARATOR.sub("_" if plain.isascii() else "", plain)


@dataclass(frozen=True)
class Vocabulary:
    """The fields that a record and its events may state, structural ones apart.

    Made from any iterable of fields. Where two of one scope share a name or
    an alias the first is meant, and structural fields come before all others.
    """

    fields: tuple[Field, ...]
    _index: dict[Scope, dict[str, Field]] = field(init=False, repr=False, compare=False)

    def __init__(self, fields: Iterable[Field]) -> None:
        object.__setattr__(self, "fields", tuple(fields))
        index: dict[Scope, dict[str, Field]] = {scope: {} for scope in Scope}
        for one in (*STRUCTURE, *self.fields):
            for name in (one.name, *one.aliases):
                index[one.scope].setdefault(fold(name), one)
        object.__setattr__(self, "_index", index)

    def find(self, scope: Scope, key: str) -> Field | None:
        """Return the field that ``key`` names in ``scope``, structural ones included."""
        return self._index[scope].get(fold(key))

    def resembles(self, key: str) -> bool:
        """Tell whether ``key`` names a field of any scope, or nearly does."""
        return any(self.find(scope, key) or nearest(key.strip(), self.names(scope)) for scope in Scope)

    def names(self, scope: Scope) -> Iterator[str]:
        """Yield every name and alias of the scope, structural ones first."""
        for one in (*STRUCTURE, *self.fields):
            if one.scope is scope:
                yield one.name
                yield from one.aliases

    def of(self, scope: Scope) -> Iterator[Field]:
        """Yield the fields of the scope that can be looked up by name, without structural ones."""
        for one in self.fields:
            if one.scope is scope and self.find(scope, one.name) is one:
                yield one
