"""``cunwu map``: a procedure as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from cunwu.cli.commands import Command, as_of_option, lang_option, rules_option
from cunwu.cli.output import save
from cunwu.cli.streams import write_data
from cunwu.language import Lang, pick

_FORMATS = {".bpmn": "bpmn", ".mmd": "mermaid", ".dot": "dot", ".gv": "dot"}
"""What is written to a file of another suffix than .svg, by its name in ``ProcedureMap``."""
_HELP = (
    """
    把一个程序画成流程图（SVG）。加上 --record 时，标出这份记录走到了哪一步、每一步是否合规。
    """,
    """
    Draw a procedure as SVG. With --record the map shows where that case stands, step by step.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "map",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "画出程序的流程图", "Draw a procedure"),
    )
    @click.argument("procedure", metavar=pick(lang, "程序", "PROCEDURE"))
    @click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(
            lang,
            "写进文件，后缀决定格式：.svg、.bpmn（BPMN）、.mmd（Mermaid）、.dot（Graphviz）。默认写 SVG 到标准输出。",
            "Write to a file, whose suffix decides the format: .svg, .bpmn (BPMN 2.0), .mmd (Mermaid), .dot "
            "(Graphviz); else SVG to standard output.",
        ),
    )
    @click.option(
        "--record", metavar=pick(lang, "记录", "RECORD"), help=pick(lang, "要标出的记录。", "The case to show.")
    )
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def map_(procedure: str, output: str | None, record: str | None, rules: tuple[str, ...], as_of: str | None) -> int:
        from cunwu.api import day_of
        from cunwu.views import ProcedureMap
        from cunwu.work import Work, opened

        if record is None:
            picture = ProcedureMap(opened(rules).procedure(procedure))
        else:
            result = Work.open(rules, day_of(as_of), {}).check_file(record)
            picture = ProcedureMap(result.catalogue.procedure(procedure), result)
        suffix = Path(output).suffix.lower() if output else ""
        text = getattr(picture, _FORMATS.get(suffix, "svg"))()
        if output is None:
            write_data(text)
        else:
            save(Path(output), text, lang)
        return 0

    return (map_,)
