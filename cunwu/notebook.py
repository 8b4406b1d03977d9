"""``%load_ext cunwu``: rules written in a cell, and the commands, in a notebook."""

from __future__ import annotations

import atexit
import shlex
import shutil
import tempfile
from pathlib import Path
from typing import Any

from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.display import display

from cunwu.cli import run
from cunwu.errors import CunwuError, UsageError
from cunwu.views import ProcedureMap

_NAME = "规则"
"""The name of a cell of rules that gives none."""


@magics_class
class CunwuMagics(Magics):
    """``%cunwu check 记录.yaml`` runs a command; ``%%cunwu 名称`` takes the cell for a rule file of that name."""

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self._folder = Path(tempfile.mkdtemp(prefix="cunwu-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)

    @line_cell_magic
    def cunwu(self, line: str, cell: str | None = None) -> None:
        """Run a command; or read rules, tell what is wrong with them, run their scenarios, draw their procedures.

        The name of a cell becomes a variable with the path of its rule file,
        which ``cunwu.check(..., rules=名称)`` takes.
        """
        if cell is None:
            run(shlex.split(line))
            return
        try:
            self._rules(line.strip() or _NAME, cell)
        except CunwuError as error:
            print(error)  # noqa: T201 (a notebook is read by a person)

    def _rules(self, name: str, text: str) -> None:
        from cunwu.api import rules

        if not name.isidentifier():
            raise UsageError(
                f"“{name}”不能作名称：用汉字、字母，不带空格和标点。",
                f"“{name}” can't be a name: letters only, no blanks and no punctuation.",
            )
        path = self._folder / f"{name}.cunwu"
        path.write_text(text, encoding="utf-8")
        model = rules(path).ruleset(name)
        assert self.shell is not None
        self.shell.user_ns[name] = str(path)
        if model.scenarios:
            run(["test", str(path)])
        for procedure in model.procedures:
            display(ProcedureMap(procedure))  # type: ignore[no-untyped-call]
        if not model.scenarios and not model.procedures:
            count = len(model.rules) + sum(len(table.rows) for table in model.tables)
            print(f"“{model.title}”没有错误，{count}条规则。用 rules={name} 核对。")  # noqa: T201


def load(shell: Any) -> None:
    """Make the magics known to a notebook."""
    shell.register_magics(CunwuMagics)
