"""``cunwu check``: records next to the rules."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.commands import Command, as_of_option, lang_option, one_of, readings_option, rules_option
from cunwu.cli.output import Progress, columns, save
from cunwu.cli.streams import wants_colour, write_data, write_text
from cunwu.language import Lang, pick
from cunwu.result import ENGINE_DIFFERS

if TYPE_CHECKING:
    from cunwu.errors import CunwuError
    from cunwu.result import CheckResult
    from cunwu.work import Engine

FORMATS = ("text", "json", "html")
_SUFFIXES = (".yaml", ".yml", ".json", ".xlsx", ".xlsm", ".xes")
_TRACE = "~$"
"""Begins the name of what Excel leaves beside a file that is open."""
_WORST_FIRST = (WRONG_INPUT, ENGINE_DIFFERS, 1, 2, 0)
ENGINES = ("interpret", "durable", "both")
_HELP = (
    """
    按规则核对决策记录（Excel、YAML 或 JSON 文件；文件夹表示其中所有记录；- 表示标准输入）。
    Excel 工作簿里有几件就核对几件；只核对其中一件，写成 记录.xlsx#编号。

    不写 --rules 时，用记录的“规则”栏写明的规则集；没有写明的，用全部内置规则集。

    退出码：0 合规；1 不合规；2 待补正、进行中或者无适用规则；3 输入有误；4 规则引擎的结论不同。
    核对多份记录时取最严重的。
    """,
    """
    Check decision records (Excel, YAML or JSON files; a folder stands for all records in it; - for standard
    input). All cases of a workbook are checked; RECORDS.xlsx#NUMBER stands for one of them.

    Without --rules the rulesets that the record names are used, else all bundled ones.

    Exit codes: 0 compliant; 1 not compliant; 2 incomplete, in progress or no applicable rule; 3 wrong input;
    4 the rule engine differs from the reference.
    Of several records the worst counts.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "check",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "核对决策记录", "Check decision records"),
    )
    @click.argument("records", nargs=-1, required=True, metavar=pick(lang, "记录…", "RECORD..."))
    @rules_option(lang)
    @as_of_option(lang)
    @readings_option(lang)
    @click.option(
        "--format",
        "form",
        default="text",
        metavar="[text|json|html]",
        callback=one_of(lang, FORMATS),
        help=pick(lang, "报告的格式，默认 text。", "Format of the report, text by default."),
    )
    @click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "把报告写进文件。", "Write the report to a file."),
    )
    @click.option(
        "--all",
        "everything",
        is_flag=True,
        help=pick(lang, "合规的和不适用的也详细列出。", "Show what is in order and what doesn't apply in full."),
    )
    @click.option(
        "--engine",
        metavar="[interpret|durable|both]",
        callback=one_of(lang, ENGINES),
        help=pick(
            lang,
            "由谁核对：interpret 参照的核对程序；durable 规则引擎 durable-rules；both 两个都核对，"
            "不一致的以参照为准并且写明。默认 both，没有安装规则引擎的 interpret。",
            "Who judges: interpret, the reference; durable, the rule engine durable-rules; both, and where they differ "
            "the reference counts and the report says so. By default both, interpret where the engine isn't installed.",
        ),
    )
    @lang_option(lang)
    def check(
        records: tuple[str, ...],
        rules: tuple[str, ...],
        as_of: str | None,
        readings: dict[str, bool],
        engine: Engine | None,
        form: str,
        output: str | None,
        everything: bool,
    ) -> int:
        from cunwu.api import day_of
        from cunwu.errors import RecordError
        from cunwu.work import Work

        work = Work.open(rules, day_of(as_of), readings, engine)
        results: list[CheckResult] = []
        refused: list[CunwuError] = []
        gc.freeze()
        gc.enable()
        files = list(record_files(records))
        with Progress(len(files), lang) as progress, closing(work):
            for file in files:
                progress.step(file)
                for outcome in work.check_all(file):
                    if isinstance(outcome, RecordError):
                        refused.append(outcome)
                    else:
                        results.append(outcome)
        report = _report(results, refused, form, lang, everything, colour=output is None and wants_colour(sys.stdout))
        for refusal in refused:
            click.echo(refusal.text(lang), err=True)
        if output is not None:
            save(Path(output), report, lang)
        elif form == "text":
            if report:
                write_text(report)
        else:
            write_data(report)
        codes = {result.exit_code for result in results} | ({WRONG_INPUT} if refused else set())
        return next(code for code in _WORST_FIRST if code in codes)

    return (check,)


def record_files(names: Sequence[str]) -> Iterator[str]:
    """The record files that the arguments mean; a name that means none is left to fail by itself."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            files = (file for file in path.iterdir() if not file.name.startswith(_TRACE))
            found = sorted(str(file) for file in files if file.suffix.lower() in _SUFFIXES)
            yield from found or [name]  # a folder without records is refused like a file that can't be read
        elif any(sign in name for sign in "*?") and not path.exists():
            yield from sorted(str(file) for file in Path().glob(name)) if not path.is_absolute() else [name]
        else:
            yield name


def _report(
    results: list[CheckResult], refused: list[CunwuError], form: str, lang: Lang, everything: bool, *, colour: bool
) -> str:
    if form == "json":
        from cunwu.report.data import dump

        return dump(results, refused)
    if form == "html":
        from cunwu.report.page import page

        return page(results, lang)
    from cunwu.report.several import several

    return several(results, lang, colour=colour, everything=everything, columns=columns())
