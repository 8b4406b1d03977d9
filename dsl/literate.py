"""Literate rule files: Markdown whose fenced ``cunwu`` blocks are rules, and whose prose is commentary.

Both forms are one language: what is not rules is blanked out, character by
character, so that every place in a message is one in the Markdown file.
"""

from __future__ import annotations

import re

MARKDOWN = ".md"
"""How the name of a literate file ends."""

INFO = ("cunwu", "村务")
"""What stands behind the fence of a block of rules."""

_FENCE = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\r\n]*)")


def is_literate(name: str) -> bool:
    """Whether a file of this name is Markdown."""
    return name.endswith(MARKDOWN)


def rules_of(text: str) -> str:
    """``text`` with everything outside its blocks of rules blanked out; line breaks and all offsets stay.

    A block ends at a fence of the same kind that is at least as long, or with
    the file (CommonMark).
    """
    kept = []
    fence = ""
    wanted = False
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence:
            if match is not None:
                fence = match["fence"]
                words = match["info"].split()
                wanted = bool(words) and words[0].lower() in INFO
            kept.append(_blank(line))
        elif match is not None and match["fence"].startswith(fence) and not match["info"].strip():
            fence = ""
            kept.append(_blank(line))
        else:
            kept.append(line if wanted else _blank(line))
    return "".join(kept)


def _blank(line: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in line)
