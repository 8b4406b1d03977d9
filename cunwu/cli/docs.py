"""``cunwu docs``: rulesets as a handbook to read and print."""

from __future__ import annotations

from pathlib import Path

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import save
from cunwu.cli.streams import write_data
from cunwu.language import Lang, pick

_HELP = (
    """
    把规则集写成一本手册（一个 HTML 文件，可以打印在A4纸上）：依据、程序和流程图、每条规则用平常的话写出的内容、
    事项、参数、用语和用例。

    规则集写代号、名称或者规则文件的路径；不写的，是全部内置规则集。
    """,
    """
    Write rulesets as a handbook, one HTML file that prints on A4: sources, procedures with their maps, each rule in
    plain words, matters, parameters, vocabulary and cases.

    RULESETS are ids, titles or paths of rule files; all bundled ones by default.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "docs",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "把规则集写成可以打印的手册", "Write rulesets as a handbook"),
    )
    @click.argument("rulesets", nargs=-1, metavar=pick(lang, "[规则集…]", "[RULESET]..."))
    @click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "写进这个 HTML 文件，默认写到标准输出。", "Write to this HTML file, else to standard output."),
    )
    @lang_option(lang)
    def docs(rulesets: tuple[str, ...], output: str | None) -> int:
        from cunwu.report.handbook import handbook
        from cunwu.work import chosen

        catalogue, ids = chosen(rulesets)
        page = handbook(catalogue, ids or [head.id for head in catalogue.heads], lang)
        if output is None:
            write_data(page)
        else:
            save(Path(output), page, lang)
        return 0

    return (docs,)
