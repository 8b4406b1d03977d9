"""``cunwu map|timeline|matrix``: pictures of procedures and of cases."""

from __future__ import annotations

import click

from cunwu.cli.commands import Command, as_of_option, lang_option, rules_option
from cunwu.cli.drawing import output_option, write_picture
from cunwu.language import Lang, pick

MAP_FORMATS = (
    ".svg、.png 和 .pdf（要有系统的 Graphviz 和中文字体）、.bpmn（BPMN）、.mmd（Mermaid）、.dot（Graphviz）",
    ".svg, .png and .pdf (by a system Graphviz with a Chinese font), .bpmn (BPMN 2.0), .mmd (Mermaid), .dot (Graphviz)",
)
SVG_ONLY = (".svg", ".svg")
_MAP = (
    """
    画流程图（SVG）。写一个程序的名称，画这个程序；写清单里一个事项的名目，画这个事项；写清单的名称或者代号，画整个清单。

    加上 --record 时，标出这份记录办到哪一步、每一步是否合规、缺什么、下一步最早最迟哪一天；这时可以不写程序。

    例：cunwu map 五议决策法 -o 流程图.svg；cunwu map ninghai/power_list -o 清单.svg
    """,
    """
    Draw a procedure as SVG; a matter of a list of powers, or the whole list by its id or title.

    With --record the map shows where that case stands, step by step, what is missing and what may come next; the
    procedure may then be left out.
    """,
)
_TIMELINE = (
    """
    把一件事画在时间线上：哪一天办了什么、公示和通知多少日、最迟哪一天、下一步最早哪一天。休息日用灰底标出。
    """,
    """
    Draw a case on its days: what happened, what is due by when, what may come next. Rest days are grey.
    """,
)
_MATRIX = (
    """
    规范核对表：一行一条规范，一列一种结论；写几份记录的，一列一份记录。
    """,
    """
    A table of norms by verdict, as a picture; of several records each has a column.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The commands, in ``lang``."""

    @click.command(
        "map",
        cls=Command,
        lang=lang,
        help=pick(lang, *_MAP),
        short_help=pick(lang, "画出程序、事项、清单", "Draw a procedure, a matter, a list"),
    )
    @click.argument("name", required=False, default="", metavar=pick(lang, "[程序]", "[PROCEDURE]"))
    @output_option(lang, MAP_FORMATS)
    @click.option(
        "--record", metavar=pick(lang, "记录", "RECORD"), help=pick(lang, "要标出的记录。", "The case to show.")
    )
    @click.option(
        "--step",
        default="",
        metavar=pick(lang, "步骤", "STEP"),
        help=pick(lang, "只画这一步和它的前后，写全它的要求和依据。", "Only this step, with all that is asked of it."),
    )
    @click.option(
        "--narrow",
        is_flag=True,
        help=pick(lang, "窄幅，不分泳道，适合手机。", "Narrow, without lanes: fit for a phone."),
    )
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def map_(
        name: str,
        output: str | None,
        record: str | None,
        step: str,
        narrow: bool,
        rules: tuple[str, ...],
        as_of: str | None,
    ) -> int:
        from cunwu import api

        picture = api.map(name, record=record, step=step, narrow=narrow, rules=rules, as_of=as_of)
        write_picture(picture, output, lang)
        return 0

    @click.command(
        "timeline",
        cls=Command,
        lang=lang,
        help=pick(lang, *_TIMELINE),
        short_help=pick(lang, "画出一件事的时间线", "Draw a case on its days"),
    )
    @click.argument("record", metavar=pick(lang, "记录", "RECORD"))
    @output_option(lang, SVG_ONLY)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def timeline(record: str, output: str | None, rules: tuple[str, ...], as_of: str | None) -> int:
        from cunwu.api import day_of
        from cunwu.pictures import timeline_of
        from cunwu.work import Work

        work = Work.open(rules, day_of(as_of), {})
        write_picture(timeline_of(work, work.check_file(record)), output, lang)
        return 0

    @click.command(
        "matrix",
        cls=Command,
        lang=lang,
        help=pick(lang, *_MATRIX),
        short_help=pick(lang, "画出规范核对表", "Draw norms by verdict"),
    )
    @click.argument("records", nargs=-1, required=True, metavar=pick(lang, "记录…", "RECORD..."))
    @output_option(lang, SVG_ONLY)
    @rules_option(lang)
    @as_of_option(lang)
    @lang_option(lang)
    def matrix(records: tuple[str, ...], output: str | None, rules: tuple[str, ...], as_of: str | None) -> int:
        from cunwu.api import day_of
        from cunwu.cli.check import record_files
        from cunwu.pictures import matrix_of
        from cunwu.work import Work

        work = Work.open(rules, day_of(as_of), {})
        write_picture(matrix_of([work.check_file(file) for file in record_files(records)]), output, lang)
        return 0

    return (map_, timeline, matrix)
