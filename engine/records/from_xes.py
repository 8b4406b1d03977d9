"""Event logs in XES (IEEE 1849) to records; see ``engine.records.event_log``."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from engine.records.event_log import record_of, refused
from engine.records.nodes import RecordFile
from engine.records.vocabulary import Vocabulary

_VALUES = {"string", "date", "int", "float", "boolean", "id"}
_FLAGS = {"true": "是", "false": "否"}


def read_xes(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """The records of a log, each with the name of its trace as its number; or why the log can't be read."""
    try:
        root = Xml.fromstring(data)
    except Xml.ParseError as error:
        line, column = error.position
        return (refused(name, "xml", line=str(line), column=str(column + 1)),)
    if _tag(root) != "log":
        return (refused(name, ""),)
    traces = [child for child in root if _tag(child) == "trace"]
    if not traces:
        return (refused(name, "empty"),)
    return tuple(_record(trace, number, vocabulary) for number, trace in enumerate(traces, 1))


def _record(trace: Xml.Element, number: int, vocabulary: Vocabulary) -> RecordFile:
    events = [dict(_attributes(child)) for child in trace if _tag(child) == "event"]
    return record_of(dict(_attributes(trace)), events, number, vocabulary)


def _attributes(element: Xml.Element) -> Iterator[tuple[str, str]]:
    for child in element:
        kind, key = _tag(child), child.get("key", "")
        if kind in _VALUES and key:
            value = child.get("value", "")
            yield key, _FLAGS.get(value, value) if kind == "boolean" else value


def _tag(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]
