"""Records as an event log in XES (IEEE 1849), for process mining."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Xml

from dsl.norms.nodes import ACTOR, DATE
from engine.records.event_log import GROUP, NAME, TIME, TRANSITION
from engine.records.nodes import DecisionRecord
from engine.records.vocabulary import EVENTS, STEP, Vocabulary
from engine.records.write import to_mapping

_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
)
_ZONE = "+08:00"
"""A day is that day in China."""


def to_xes(records: Iterable[tuple[str, DecisionRecord]], vocabulary: Vocabulary) -> str:
    """Records with their numbers as a log that ``from_xes`` reads back as the same records.

    A step that has no day has no ``time:timestamp``; its other fields stand under their Chinese names.
    """
    log = Xml.Element("log", {"xes.version": "1.0", "xes.features": "", "xmlns": "http://www.xes-standard.org/"})
    for name, prefix, uri in _EXTENSIONS:
        Xml.SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    Xml.SubElement(log, "classifier", {"name": "Activity", "keys": NAME})
    for case, record in records:
        trace = Xml.SubElement(log, "trace")
        mapping = to_mapping(record, vocabulary)
        events = mapping.pop(EVENTS, [])
        _add(trace, "string", NAME, case)
        _add_fields(trace, mapping)
        for event in events:
            assert isinstance(event, dict)
            _add_event(trace, dict(event))
    Xml.indent(log)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(log, encoding="unicode")}\n'


def _add_event(trace: Xml.Element, fields: dict[str, object]) -> None:
    event = Xml.SubElement(trace, "event")
    _add(event, "string", NAME, str(fields.pop(STEP)))
    day = fields.pop(DATE, None)
    if day is not None:
        _add(event, "date", TIME, f"{day}T00:00:00.000{_ZONE}")
    if ACTOR in fields:
        _add(event, "string", GROUP, _text(fields.pop(ACTOR)))
    _add(event, "string", TRANSITION, "complete")
    _add_fields(event, fields)


def _add_fields(element: Xml.Element, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        _add(element, "string", name, _text(value))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or "无"
    return str(value)


def _add(element: Xml.Element, kind: str, key: str, value: str) -> None:
    Xml.SubElement(element, kind, {"key": key, "value": value})
