"""The headings that a rule file gives its parts, to group its norms by.

They are comments (注：四、村民会议), in a literate file the headings of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(
    r"^[ \t　]*注[：:][ \t　]*[一二三四五六七八九十]+、(?P<note>[^\n。]+)|^#{1,6}[ \t]+(?P<heading>[^\n]+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Topics:
    """The headings of one rule file and where each begins (in characters)."""

    starts: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()

    def of(self, offset: int) -> str:
        """The heading above a place, '' where there is none."""
        place = bisect_right(self.starts, offset)
        return self.titles[place - 1] if place else ""


def topics_of(file: str) -> Topics:
    """The headings of the rule file that spans name ``file``; none where it can't be read any more."""
    from rulesets.loader import ROOT

    path = ROOT / file
    try:
        text = (path if path.is_file() else Path(file)).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Topics()
    found = list(_HEADING.finditer(text))
    return Topics(tuple(one.start() for one in found), tuple((one["note"] or one["heading"]).strip() for one in found))
