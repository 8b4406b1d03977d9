"""Messages as SARIF 2.1.0, the format in which tools for code report to editors and review pages.

Lines and columns count from 1, columns in Unicode code points (``columnKind``);
the region's end is behind its last character, as the standard has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from dsl.diagnostics.codes import CODES, Meaning
from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.render_text import ENGLISH_SEVERITIES, Lang, in_order
from dsl.diagnostics.source import SourceText

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")

Json = dict[str, object]


def to_log(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, SourceText],
    lang: Lang = "zh",
    version: str = "",
    meanings: Mapping[str, Meaning] = CODES,
) -> Json:
    """Return a SARIF log of one run as a dict of JSON types.

    ``sources`` is looked up by the file name of a span: with the text a region has
    its end and its line as a snippet, without it only its beginning. ``version`` is
    the tool's. A code without a meaning is described by its first message.
    """
    ordered = in_order(diagnostics)
    rules = _rules(ordered, lang, meanings)
    numbers = {str(rule["id"]): i for i, rule in enumerate(rules)}
    files = list(dict.fromkeys(d.span.file for d in ordered if d.span is not None))
    driver: Json = {"name": "cunwu", "language": _LANGUAGES[lang], "rules": rules}
    if version:
        driver["semanticVersion"] = version
    run: Json = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": [{"location": {"uri": uri(name)}, "encoding": "UTF-8"} for name in files],
        "results": [_result(one, numbers, files, sources, lang) for one in ordered],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def uri(name: str) -> str:
    r"""Return the URI of a file name, relative where the name is.

    >>> uri("规则/某村.cunwu"), uri("/tmp/a b.cunwu"), uri("C:\\村\\a.cunwu")
    ('%E8%A7%84%E5%88%99/%E6%9F%90%E6%9D%91.cunwu', 'file:///tmp/a%20b.cunwu', 'file:///C:/%E6%9D%91/a.cunwu')
    """
    encoded = printable(name)
    if _DRIVE.match(encoded):
        return "file:///" + encoded[:2] + quote(encoded[2:].replace("\\", "/"))
    return ("file://" if encoded.startswith("/") else "") + quote(encoded)


def _rules(diagnostics: Iterable[Diagnostic], lang: Lang, meanings: Mapping[str, Meaning]) -> list[Json]:
    """What each code stands for, in the order of the codes."""
    first: dict[str, Diagnostic] = {}
    for one in diagnostics:
        first.setdefault(one.code, one)
    rules: list[Json] = []
    for code, one in sorted(first.items()):
        meaning = meanings.get(code, Meaning(one.message, one.english or one.message))
        short, other = (meaning.english, meaning.chinese) if lang == "en" else (meaning.chinese, meaning.english)
        rules.append(
            {
                "id": code,
                "shortDescription": {"text": short},
                "fullDescription": {"text": f"{short} ({other})" if lang == "en" else f"{short}（{other}）"},
                "defaultConfiguration": {"level": ENGLISH_SEVERITIES[one.severity]},
            }
        )
    return rules


def _result(
    one: Diagnostic, numbers: Mapping[str, int], files: list[str], sources: Mapping[str, SourceText], lang: Lang
) -> Json:
    english = lang == "en"
    sentence = one.english if english and one.english else one.message
    advice = one.english_help if english and one.english_help else one.help
    separator = "; " if english else "；"
    result: Json = {
        "ruleId": one.code,
        "ruleIndex": numbers[one.code],
        "level": ENGLISH_SEVERITIES[one.severity],
        "message": {"text": printable(f"{sentence}{separator}{advice}" if advice else sentence)},
    }
    if one.span is not None:
        location: Json = {"physicalLocation": _place(one.span, files, sources)}
        if one.span.cell:
            location["logicalLocations"] = [{"name": one.span.cell}]
        result["locations"] = [location]
    if one.related:
        result["relatedLocations"] = [
            {"id": i, "physicalLocation": _place(span, files, sources), "message": {"text": printable(label)}}
            for i, (span, label) in enumerate(one.related)
        ]
    return result


def _place(span: Span, files: list[str], sources: Mapping[str, SourceText]) -> Json:
    artifact: Json = {"uri": uri(span.file)}
    if span.file in files:
        artifact["index"] = files.index(span.file)
    region: Json = {"startLine": max(span.line, 1), "startColumn": max(span.column, 1)}
    source = sources.get(span.file)
    if source is not None and 0 <= span.start <= span.end <= len(source.text):
        line, column = source.position(span.end)
        region |= {"endLine": line, "endColumn": column}
        region["snippet"] = {"text": printable(source.text[span.start : span.end])}
    return {"artifactLocation": artifact, "region": region}


def printable(text: str) -> str:
    """``text`` with lone surrogates replaced, which no JSON file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
