"""``cunwu docs``: rulesets as a handbook to read and print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import save
from cunwu.cli.streams import write_data
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue

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

        catalogue, ids = _chosen(rulesets)
        page = handbook(catalogue, ids, lang)
        if output is None:
            write_data(page)
        else:
            save(Path(output), page, lang)
        return 0

    return (docs,)


def _chosen(names: Sequence[str]) -> tuple[Catalogue, tuple[str, ...]]:
    """The rulesets that ``names`` mean with all above them, and the ids of those themselves."""
    from cunwu.work import opened
    from rulesets.loader import id_of

    bundled = opened(())
    if not names:
        return bundled, tuple(head.id for head in bundled.heads)
    wanted = [name if Path(name).is_file() else bundled.head(name).id for name in names]
    catalogue = opened(wanted)
    known = {head.id for head in catalogue.heads}
    return catalogue, tuple(dict.fromkeys(one if one in known else id_of(Path(one).resolve()) for one in wanted))
