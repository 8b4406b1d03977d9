"""One message for one mistake: what merely follows from another message is left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from dsl.diagnostics.nodes import Diagnostic, Severity

SURFACE = ("L", "S")
"""Codes of these letters speak of characters and syntax; they come first and are always told."""
ABSENT = frozenset({"M101", "M102", "M107", "M109", "M110", "M113", "M118"})
"""Something is missing in a block: perhaps it stands in what could not be read."""
LOSING = frozenset({"L102", "L103", "L108", "L112", "L119", "L120", "L121", "L122", "S207", "S235"})
"""Mistakes behind which a part of the text is left out, or stands for a day that isn't known."""
NAMES = frozenset({"M105", "N101", "N103", "N104", "N115", "N118"})
"""A name is unknown: perhaps it is declared in what could not be read."""
AFTER_ALL = frozenset({"N118"})
"""Perhaps the norm is there, but could not be made."""
CITED = frozenset({"M105", "M108"})
"""A citation that can't be resolved: the norm has one nevertheless."""
UNCITED = frozenset({"M110"})
"""The messages that such a citation brings about."""
ABOVE = NAMES | {"N113", "N123"}
"""Something is unknown: perhaps the upper ruleset that can't be read declares it."""
TABULAR = frozenset({"N130", "N131"})
"""A gap or an overlap in a table: perhaps it is the row in which there is a mistake."""


def first_causes(
    diagnostics: Sequence[Diagnostic],
    blocks: Sequence[tuple[str, str, int]],
    pieces: Sequence[tuple[int, int]],
    lost: Sequence[tuple[int, str]],
    inner: Collection[str],
) -> tuple[Diagnostic, ...]:
    """``diagnostics`` without those that would vanish with the mistake behind another one.

    ``blocks`` are header word, name and begin of each block in the order of the
    file, ``pieces`` the stretches that are read as one (an entry, a clause),
    ``lost`` the begin and text of what could not be read, ``inner`` the header words of
    blocks that stand inside of another.
    """
    errors = [d for d in diagnostics if d.severity is Severity.ERROR and d.span is not None]
    surface = [d for d in errors if d.code.startswith(SURFACE)]
    scopes = _Scopes(blocks, pieces, inner)
    spoiled_pieces = {scopes.piece(d) for d in surface} - {-1}
    spoiled_blocks = {scopes.block(d) for d in surface if d.code in LOSING or scopes.inside(d, lost)}
    uncited_blocks = {scopes.block(d) for d in errors if d.code in CITED}
    wrong_blocks = {scopes.block(d) for d in errors}
    wrong_heads = {blocks[i][1] for i in wrong_blocks if i >= 0}

    def follows(one: Diagnostic) -> bool:
        if one.span is None or one.code.startswith(SURFACE):
            return False
        if one.code in AFTER_ALL and errors:
            return True
        if scopes.piece(one) in spoiled_pieces:
            return True
        around = scopes.around(one)
        if one.code in ABSENT and spoiled_blocks & around:
            return True
        if one.code in TABULAR and wrong_blocks & scopes.table(one):
            return True
        if one.code in UNCITED and uncited_blocks & around:
            return True
        return (
            one.code in NAMES
            and bool(one.subject)
            and (one.subject in wrong_heads or any(one.subject in text for _, text in lost))
        )

    return tuple(d for d in diagnostics if not follows(d))


def without_uppers(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """``diagnostics`` of a file some upper ruleset of which can't be read, without those that may come of it."""
    return tuple(d for d in diagnostics if d.code not in ABOVE or d.local)


class _Scopes:
    """Which block and which piece a message lies in, by number; -1 for none."""

    def __init__(
        self, blocks: Sequence[tuple[str, str, int]], pieces: Sequence[tuple[int, int]], inner: Collection[str]
    ) -> None:
        self.inner = [word in inner for word, _, _ in blocks]
        self.starts = [start for _, _, start in blocks]
        self.pieces = sorted(pieces)
        self.piece_starts = [start for start, _ in self.pieces]

    def block(self, one: Diagnostic) -> int:
        """The block that holds the message."""
        return -1 if one.span is None else bisect_right(self.starts, one.span.start) - 1

    @staticmethod
    def inside(one: Diagnostic, stretches: Sequence[tuple[int, str]]) -> bool:
        """Whether the message lies in one of the stretches of text."""
        return one.span is not None and any(
            start <= one.span.start < start + max(len(text), 1) for start, text in stretches
        )

    def piece(self, one: Diagnostic) -> int:
        """The entry or clause that holds the message."""
        if one.span is None:
            return -1
        found = bisect_right(self.piece_starts, one.span.start) - 1
        return found if found >= 0 and one.span.start < self.pieces[found][1] else -1

    def table(self, one: Diagnostic) -> set[int]:
        """The block that the message lies in or under, with all that stands inside of it."""
        here = self.block(one)
        while here > 0 and self.inner[here]:
            here -= 1
        below = here + 1
        while below < len(self.inner) and self.inner[below]:
            below += 1
        return set(range(here, below))

    def around(self, one: Diagnostic) -> set[int]:
        """The blocks in which the cause of something missing may lie: a step's procedure, a procedure's steps."""
        here = self.block(one)
        if here < 0:
            return {here}
        if not self.inner[here]:
            return self.table(one)
        return {here, next((i for i in range(here, -1, -1) if not self.inner[i]), -1)}
