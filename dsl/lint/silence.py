"""Comments that silence rules on the next line: ``注：不查 W201、W302 理由：清单没有分条``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsl.diagnostics.nodes import Span
from dsl.diagnostics.source import SourceText
from dsl.literals import normalise
from dsl.surface.tokens import Token

_SILENCE = re.compile(r"注: *不查 *(?P<codes>W\d+(?: *[、, ] *W\d+)*)(?P<reason>.*)")
_CODE = re.compile(r"W\d+")
_LEAD = re.compile(r"^[\s、,:;。]*(?:理由)?[\s、,:;。]*")


@dataclass(frozen=True, slots=True)
class Silence:
    """One code silenced on one line (from 1); ``reason`` '' where none is given."""

    code: str
    line: int
    reason: str
    span: Span


def silences(source: SourceText, comments: Sequence[Token]) -> Iterator[Silence]:
    """What the comments silence: the next line that holds neither a comment alone nor nothing."""
    alone = {source.position(c.start)[0] for c in comments if not _before(source, c).strip()}
    for comment in comments:
        found = _SILENCE.match(normalise(comment.text))
        if found is None:
            continue
        line = source.position(comment.start)[0] + 1
        while line <= source.line_count and (line in alone or not source.line(line).strip()):
            line += 1
        reason = _LEAD.sub("", found["reason"]).strip()
        for code in _CODE.findall(found["codes"]):
            yield Silence(code, line, reason, source.span(comment.start, comment.end))


def _before(source: SourceText, comment: Token) -> str:
    line, column = source.position(comment.start)
    return source.line(line)[: column - 1]
