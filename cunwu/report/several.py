"""Several results on a terminal: one report each, then a table of all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.build import ALL, TO_DEAL_WITH, view_of
from cunwu.report.text import TextReport, overall_mark, table

if TYPE_CHECKING:
    from cunwu.result import CheckResult


def several(results: Sequence[CheckResult], lang: Lang, *, colour: bool, everything: bool, columns: int) -> str:
    """The reports one after the other; with more than one, a line for each at the end."""
    views = [view_of(result, lang, ALL if everything else TO_DEAL_WITH) for result in results]
    layout = TextReport(lang, colour=colour, columns=columns, everything=everything)
    rule = "═" * (columns // 2) + "\n"
    reports = [layout.render(view) for view in views]
    if len(reports) < 2:
        return "".join(reports)
    rows = [
        (
            f"{overall_mark(view.overall)} {view.overall_word}",
            view.title or PurePath(view.file).name,
            " ".join(view.counts),
        )
        for view in views
    ]
    heading = pick(lang, f"共核对{len(views)}份记录：", f"{len(views)} records checked:")
    return f"\n\n{rule}".join(reports) + f"\n\n{rule}{heading}\n{table(rows)}"
