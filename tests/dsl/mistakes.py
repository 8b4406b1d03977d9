"""The catalogue of mistakes: rule files that each begin with the message they must give, as comments.

``注：期望 CODE`` and the sentence (``注：期望警告`` for a warning), then place, help, and both in
English. ``pytest tests/dsl/test_mistakes.py --update-mistakes`` writes them anew; git diff is the review.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dsl.compile import Compiled, compile_ruleset
from dsl.diagnostics.nodes import Diagnostic, Severity
from dsl.model.nodes import RuleSet
from rulesets.loader import load

FOLDER = Path(__file__).parent / "mistakes"
FILES = sorted(FOLDER.glob("*.cunwu"))
_MARKS = ("注：期望", "注：位置", "注：办法", "注：英文")
_LINES = 5


def body(text: str) -> str:
    """The rule text without what is expected of it."""
    lines = text.split("\n")
    while lines and lines[0].startswith(_MARKS):
        lines.pop(0)
    return "\n".join(lines)


def compiled(path: Path, text: str, vocabulary: RuleSet) -> Compiled:
    """The text at all its levels; a file that names an upper ruleset takes the loader's way."""
    if "上位：" in text:
        library = load([str(path)])
        return next(one for one in library.compiled if one.source.name == str(path.resolve()))
    return compile_ruleset(text, path.name, path.stem, (vocabulary,))


def expected(made: Compiled, diagnostics: Sequence[Diagnostic]) -> str:
    """The comments for these messages."""
    return "".join(line + "\n" for found in diagnostics for line in _lines(made, found))


def framed(text: str) -> str:
    """The body below as many lines as one expectation has, so that places come out right."""
    return "注：期望\n" * _LINES + body(text)


def _lines(made: Compiled, found: Diagnostic) -> tuple[str, ...]:
    span = found.span
    kind = "期望警告" if found.severity is Severity.WARNING else "期望"
    place = ""
    if span is not None:
        marked = visible(" ".join(made.source.text[span.start : span.end].split()))
        place = f"第{span.line}行第{span.column}列 {marked if len(marked) <= 40 else marked[:39] + '…'}".rstrip()
    return (
        f"注：{kind} {found.code} {visible(found.message)}",
        f"注：位置 {place}",
        f"注：办法 {visible(found.help)}",
        f"注：英文 {visible(found.english)}",
        f"注：英文办法 {visible(found.english_help)}",
    )


def visible(text: str) -> str:
    """``text`` with characters that can't be seen written as their code."""
    return "".join(c if c.isprintable() or c == " " else f"<U+{ord(c):04X}>" for c in text)
