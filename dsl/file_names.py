"""How the names of rule files end."""

from __future__ import annotations

RULES = ".cunwu"
"""How the name of a rule file ends."""
MARKDOWN = ".md"
"""How the name of a literate file ends: that of a literate rule file ends with ``RULES`` and this."""
ENDINGS = (RULES, RULES + MARKDOWN)
"""The endings that may be left out where a rule file is named."""


def without_ending(name: str) -> str:
    """What of a rule file's name is left before its ending.

    >>> without_ending("四步法.cunwu"), without_ending("四步法.cunwu.md")
    ('四步法', '四步法')
    """
    return name.removesuffix(MARKDOWN).removesuffix(RULES)
