"""村务：把村级决策程序写成规则，逐条核对决策记录.

``import cunwu; cunwu.check("记录.yaml")`` puts a record of a village decision
next to the rules. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from cunwu.api import casebook, check, check_all, compare, explain, map, matrix, rules, source, timeline
from cunwu.errors import CunwuError, RecordError, RegisterError, RulesError, UsageError
from cunwu.interactive import form, quiz, replay
from cunwu.library import fingerprint as _fingerprint  # noqa: F401 it notes when this process began to import us
from cunwu.version import __version__

__all__ = [
    "CunwuError",
    "RecordError",
    "RegisterError",
    "RulesError",
    "UsageError",
    "__version__",
    "casebook",
    "check",
    "check_all",
    "compare",
    "explain",
    "form",
    "map",
    "matrix",
    "quiz",
    "replay",
    "rules",
    "source",
    "timeline",
]


def load_ipython_extension(shell: object) -> None:
    """What ``%load_ext cunwu`` calls."""
    from cunwu.notebook import load

    load(shell)
