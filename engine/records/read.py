"""Decision records from YAML, JSON, workbooks and Python mappings.

Whatever the input, these functions return a record or messages; they raise nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from engine.records import from_json, from_python
from engine.records.build import build
from engine.records.decode import MOST_BYTES, MOST_BYTES_OF_WORKBOOKS, OLD, PACKED, decode
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import DecisionRecord, RecordFile
from engine.records.tree import Entries, Parsed
from engine.records.values import UNPRINTABLE
from engine.records.vocabulary import Vocabulary

Format = Literal["yaml", "json"]
WORKBOOKS = (".xlsx", ".xlsm")
LOGS = (".xes", ".csv")
_OTHER_WORKBOOKS = (".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ods")
_TRACE = "~$"
"""Begins the name of what Excel leaves beside a file that is open."""
_MOST_BAD_CHARACTERS = 5


class _Attempt(NamedTuple):
    """One way of reading a text, and how well it went: a larger ``score`` is better."""

    score: tuple[bool, float, int]
    record: DecisionRecord | None
    diagnostics: tuple[Diagnostic, ...]


def read(
    text: str, source_name: str, vocabulary: Vocabulary, *, format: Format
) -> tuple[DecisionRecord | None, tuple[Diagnostic, ...]]:
    """Read one record; every mistake is reported, in the order of the file.

    The record is None where there is an error; warnings don't prevent it.
    """
    shift = int(text.startswith("\ufeff"))
    source = SourceText(source_name, text)

    def place(start: int, end: int) -> Span:
        return source.span(start + shift, end + shift)

    body = text[shift:]
    bad = _unprintable(body, place)
    if bad:
        return None, bad
    if format == "json":
        attempt = _attempt(from_json.parse(body, place), vocabulary, place)
    else:
        attempt = _read_yaml(body, vocabulary, place)
    return attempt.record, _in_order(attempt.diagnostics)


def read_file(path: str | Path, vocabulary: Vocabulary) -> RecordFile:
    """Read a record from a text file: JSON by its name or its first character, else YAML."""
    name = str(path)
    data = _bytes_of(name, MOST_BYTES)
    return RecordFile(None, (data,), None) if isinstance(data, Diagnostic) else _read_text(data, name, vocabulary)


def read_records(path: str | Path, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """Read the records in a file: the cases of a workbook or a log, else one record. There is at least one answer."""
    name = str(path)
    data = _bytes_of(name, MOST_BYTES)
    if not isinstance(data, Diagnostic) and (is_workbook(name, data) or is_log(name)):
        data = _bytes_of(name, MOST_BYTES_OF_WORKBOOKS)
    return (RecordFile(None, (data,), None),) if isinstance(data, Diagnostic) else read_bytes(data, name, vocabulary)


def read_bytes(data: bytes, name: str, vocabulary: Vocabulary) -> tuple[RecordFile, ...]:
    """Read the records that these bytes hold, as ``read_records`` does; ``name`` is what messages call the file."""
    if is_log(name):
        from engine.records.from_csv import read_csv
        from engine.records.from_xes import read_xes

        return (read_csv if Path(name).suffix.lower() == ".csv" else read_xes)(data, name, vocabulary)
    if not is_workbook(name, data):
        return (_read_text(data, name, vocabulary),)
    real = Path(name).name.removeprefix(_TRACE)
    if real != Path(name).name:
        return (RecordFile(None, (diagnostic(Problem("R070", "trace", {"name": name, "real": real}), None),), None),)
    from engine.records.from_excel import read_workbook

    return read_workbook(data, name, vocabulary)


def is_workbook(name: str, data: bytes) -> bool:
    """Tell whether a file of this name and beginning is to be read as a workbook, if only to say why it can't be."""
    return data.startswith((PACKED, OLD)) or Path(name).suffix.lower() in WORKBOOKS + _OTHER_WORKBOOKS


def is_log(name: str) -> bool:
    """Tell whether a file of this name is to be read as an event log."""
    return Path(name).suffix.lower() in LOGS


def from_mapping(
    mapping: Mapping[str, object], vocabulary: Vocabulary
) -> tuple[DecisionRecord | None, tuple[Diagnostic, ...]]:
    """Make a record of a mapping, with the checks of ``read``.

    Messages name the place by its keys. Beside texts, values may be whole and
    decimal numbers, fractions, dates, flags, lists and sets; None and NaN are
    unknown.
    """
    parsed = from_python.parse(mapping)
    record, diagnostics = build(parsed.root, vocabulary)
    return (None if parsed.diagnostics else record), (*parsed.diagnostics, *diagnostics)


def _bytes_of(name: str, most: int) -> bytes | Diagnostic:
    """The beginning of a file, one byte more than it may have, or why it can't be read."""
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        return diagnostic(_unreadable(name, error), None)


def _read_text(data: bytes, name: str, vocabulary: Vocabulary) -> RecordFile:
    text, diagnostics = decode(data, name)
    if text is None:
        return RecordFile(None, diagnostics, None)
    suffix = Path(name).suffix.lower()
    is_json = suffix == ".json" or (suffix not in (".yaml", ".yml") and text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["))
    record, diagnostics = read(text, name, vocabulary, format="json" if is_json else "yaml")
    return RecordFile(record, diagnostics, SourceText(name, text))


def _read_yaml(body: str, vocabulary: Vocabulary, place: Callable[[int, int], Span]) -> _Attempt:
    """Read YAML as it is; where that fails, with full-width colons mended, if that goes better."""
    from engine.records import from_yaml

    strict = _attempt(from_yaml.parse(body, place), vocabulary, place)
    if not _errors(strict.diagnostics):
        return strict
    mended = from_yaml.mend(body, vocabulary.resembles)
    if mended is None:
        return strict
    text, original = mended

    def place_mended(start: int, end: int) -> Span:
        return place(original(start), original(end))

    lenient = _attempt(from_yaml.parse(text, place_mended), vocabulary, place_mended)
    return max(strict, lenient, key=lambda attempt: attempt.score)


def _attempt(parsed: Parsed, vocabulary: Vocabulary, place: Callable[[int, int], Span]) -> _Attempt:
    whole = parsed.stop is None
    record, found = build(parsed.root, vocabulary, whole=whole)
    diagnostics = (*parsed.diagnostics, *found)
    if parsed.root is None and whole and not parsed.diagnostics:
        diagnostics = (diagnostic(Problem("R012"), place(0, 0)),)
    errors = _errors(diagnostics)
    read_to = float("inf") if parsed.stop is None else float(place(parsed.stop, parsed.stop).start)
    score = (isinstance(parsed.root, Entries), read_to, -errors)
    return _Attempt(score, None if errors else record, diagnostics)


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(found.severity is Severity.ERROR for found in diagnostics)


def _unprintable(body: str, place: Callable[[int, int], Span]) -> tuple[Diagnostic, ...]:
    found = []
    for match in UNPRINTABLE.finditer(body):
        details = {"character": f"U+{ord(match[0]):04X}"}
        found.append(diagnostic(Problem("R004", "", details), place(match.start(), match.end())))
        if len(found) == _MOST_BAD_CHARACTERS:
            break
    return tuple(found)


def _in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: (found.span.start if found.span else -1, found.code)))


def _unreadable(name: str, error: Exception) -> Problem:
    hints = ((FileNotFoundError, "missing"), (IsADirectoryError, "folder"), (PermissionError, "denied"))
    hint = next((hint for kind, hint in hints if isinstance(error, kind)), "other")
    if hint == "denied" and is_workbook(name, b""):
        hint = "open"
    reason = getattr(error, "strerror", None) or str(error)
    return Problem("R001", hint, {"name": name, "reason": reason})
