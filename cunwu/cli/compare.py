"""``cunwu compare``: two procedures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cunwu.cli.commands import Command, lang_option, rules_option
from cunwu.cli.drawing import write_picture
from cunwu.cli.output import columns
from cunwu.cli.streams import write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from dsl.model.nodes import Procedure

_SIGN = "#"
_HELP = (
    """
    比较两个程序：哪些步骤新增、删去、移动、改动，改动了什么。程序在别的规则文件里的，写成 文件#程序。

    例：cunwu compare 五议决策法 和村惠民四步法；cunwu compare 旧.cunwu#五议决策法 新.cunwu#五议决策法
    """,
    """
    Compare two procedures: which steps came in, went, moved or changed, and how. A procedure in a rule file of its own
    is written FILE#PROCEDURE.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "compare",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "比较两个程序", "Compare two procedures"),
    )
    @click.argument("before", metavar=pick(lang, "程序", "PROCEDURE"))
    @click.argument("after", metavar=pick(lang, "另一个程序", "OTHER"))
    @click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(
            lang,
            "画在一张图上，写进 .svg 或者 .mmd（Mermaid）文件。",
            "Draw both in one picture: a file that ends in .svg or .mmd (Mermaid).",
        ),
    )
    @rules_option(lang)
    @lang_option(lang)
    def compare(before: str, after: str, output: str | None, rules: tuple[str, ...]) -> int:
        old, new = _procedure(before, rules), _procedure(after, rules)
        if output is not None:
            from cunwu.pictures import ComparedMap

            write_picture(ComparedMap(old, new), output, lang)
        else:
            write_text(_told(old, new, lang))
        return 0

    return (compare,)


def _procedure(name: str, rules: tuple[str, ...]) -> Procedure:
    """The procedure of that name, or of a file. Raises UsageError, RulesError."""
    from cunwu.work import opened

    path, sign, inside = name.rpartition(_SIGN)
    return opened((path,)).procedure(inside) if sign else opened(rules).procedure(name)


def _told(old: Procedure, new: Procedure, lang: Lang) -> str:
    from cunwu.report.width import wrap
    from visualize.compare import Mark, compare

    marks = {Mark.SAME: " ", Mark.ADDED: "＋", Mark.REMOVED: "－", Mark.CHANGED: "※", Mark.MOVED: "↕"}
    english = {
        Mark.SAME: "same", Mark.ADDED: "added", Mark.REMOVED: "removed", Mark.CHANGED: "changed", Mark.MOVED: "moved",
    }  # fmt: skip
    changes = compare(old, new)
    lines = [f"{old.name} → {new.name}"]
    for change in changes:
        word = pick(lang, change.mark.value, english[change.mark])
        sign = "  " if change.mark is Mark.SAME else marks[change.mark]
        lines.append(f"{sign} {change.step}" + ("" if change.mark is Mark.SAME else f"（{word}）"))
        lines += [wrap(detail, columns(), " " * 6, " " * 8) for detail in change.details]
    counts = [(mark, sum(one.mark is mark for one in changes)) for mark in Mark]
    told = [pick(lang, f"{mark.value}{count}步", f"{count} {english[mark]}") for mark, count in counts if count]
    return "\n".join([*lines, pick(lang, "，", ", ").join(told)])
