"""An expression as a message quotes it."""

from __future__ import annotations

import re

from dsl.surface.nodes import SurfaceExpr
from dsl.surface.printer import expr

_BLANK_BEFORE_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9])")


def quoted(node: SurfaceExpr) -> str:
    """``node`` in its canonical layout, with numbers close to their words, as people write them.

    The original characters are not kept in the tree: 60% is quoted as 五分之三.
    """
    return _BLANK_BEFORE_NUMBER.sub("", expr(node))
