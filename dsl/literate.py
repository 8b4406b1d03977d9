"""Literate rule files: Markdown whose fenced ``cunwu`` blocks are rules, and whose prose is commentary.

Both forms are one language: what is not rules is blanked out, character by
character, so that every place in a message is one in the Markdown file.
"""

from __future__ import annotations

import re

from dsl.diagnostics.source import LINE_END, SourceText
from dsl.file_names import MARKDOWN

INFO = ("cunwu", "村务")
"""What stands behind the fence of a block of rules."""

_FENCE = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\r\n]*)")
_VISIBLE = re.compile(r"[^\r\n]")


def is_literate(name: str) -> bool:
    """Whether a file of this name is Markdown."""
    return name.endswith(MARKDOWN)


def rule_text(text: str, name: str) -> SourceText:
    """What of a file is rules: of a literate one its blocks, each at its place."""
    return SourceText(name, rules_of(text) if is_literate(name) else text)


def blocks_of(text: str) -> tuple[tuple[int, int], ...]:
    """The blocks of rules: offsets of the first character behind the opening fence's line and of the closing fence.

    A block ends at a fence of the same kind that is at least as long, or with
    the file (CommonMark).
    """
    found: list[tuple[int, int]] = []
    fence = ""
    wanted = False
    begin = at = 0
    ends = [line_end.end() for line_end in LINE_END.finditer(text)]
    for end in ends if text.endswith(("\n", "\r")) else [*ends, len(text)]:
        match = _FENCE.match(text, at, end)
        if not fence:
            if match is not None:
                fence, begin = match["fence"], end
                words = match["info"].split()
                wanted = bool(words) and words[0].lower() in INFO
        elif match is not None and match["fence"].startswith(fence) and not match["info"].strip():
            fence = ""
            if wanted:
                found.append((begin, at))
        at = end
    if fence and wanted:
        found.append((begin, at))
    return tuple(found)


def rules_of(text: str) -> str:
    """``text`` with everything outside its blocks of rules blanked out; line breaks and all offsets stay."""
    kept: list[str] = []
    done = 0
    for start, end in blocks_of(text):
        kept += _blank(text[done:start]), text[start:end]
        done = end
    return "".join([*kept, _blank(text[done:])])


def _blank(text: str) -> str:
    return _VISIBLE.sub(" ", text)
