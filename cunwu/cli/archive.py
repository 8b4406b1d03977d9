"""``cunwu archive``: many records of one procedure together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.check import record_files
from cunwu.cli.commands import Command, as_of_option, lang_option, one_of, rules_option
from cunwu.cli.drawing import write_picture
from cunwu.cli.output import Progress, columns
from cunwu.cli.streams import write_data, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from visualize.archive import Archive

_SHOWN = 10
_CASES = 6
_HELP = (
    """
    把许多份记录（文件、文件夹、Excel 工作簿、XES 事件日志）按一个程序合起来看：每一步有几件办了、几件重办、几件违规，
    有哪些走法，各步之间一般隔几天，违反最多的是哪几条。
    """,
    """
    Look at many records (files, folders, Excel workbooks, event logs in XES) of one procedure together: how many took
    each step, repeated or violated it; which ways were taken; the median days between steps; what was violated most.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "archive",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "许多份记录合起来看", "Many records together"),
    )
    @click.argument("procedure", metavar=pick(lang, "程序", "PROCEDURE"))
    @click.argument("records", nargs=-1, required=True, metavar=pick(lang, "记录…", "RECORD..."))
    @rules_option(lang)
    @as_of_option(lang)
    @click.option(
        "--format", "form", default="text", metavar="[text|json]", callback=one_of(lang, ("text", "json")),
        help=pick(lang, "格式，默认 text。", "Format, text by default."),
    )  # fmt: skip
    @click.option(
        "-o", "--output", metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "画在程序的流程图上，写进 .svg 文件。", "Draw it on the map of the procedure: a file in .svg."),
    )  # fmt: skip
    @lang_option(lang)
    def archive(
        procedure: str, records: tuple[str, ...], rules: tuple[str, ...], as_of: str | None, form: str,
        output: str | None,
    ) -> int:  # fmt: skip
        from cunwu.api import day_of
        from cunwu.errors import RecordError
        from cunwu.report.page import procedures_of
        from cunwu.work import Work
        from visualize.archive import archive_of

        work = Work.open(rules, day_of(as_of), {})
        model = work.catalogue.procedure(procedure)
        files = list(record_files(records))
        looks, refused, others = [], [], 0
        with Progress(len(files), lang) as progress:
            for file in files:
                progress.step(file)
                for outcome in work.check_all(file):
                    if isinstance(outcome, RecordError):
                        refused.append(outcome)
                    elif all(one.name != model.name for one in procedures_of(outcome)):
                        others += 1
                    else:
                        name = outcome.case or outcome.record.title or outcome.file
                        looks.append((name, outcome.findings, outcome.facts))
        for refusal in refused:
            click.echo(refusal.text(lang), err=True)
        if refused and not looks:
            return WRONG_INPUT
        found = archive_of(model, looks)
        if output is not None:
            from cunwu.pictures import Drawing
            from visualize.archived import archived

            write_picture(Drawing(archived(model, found)), output, lang)
        elif form == "json":
            from dataclasses import asdict

            from cunwu.report.case_data import dump
            from cunwu.report.data import plain

            data = asdict(found)
            for passage in data["passages"]:
                passage["days"] = plain(passage["days"])
            write_data(dump(data))
        else:
            write_text(_told(found, others, lang))
        return WRONG_INPUT if refused else 0

    return (archive,)


def _told(found: Archive, others: int, lang: Lang) -> str:
    from cunwu.report.text import table
    from cunwu.report.width import wrap
    from dsl.literals.formatting import format_value
    from dsl.values import FieldType

    def cases(several: tuple[str, ...]) -> str:
        more = len(several) - _CASES
        listed = pick(lang, "、", ", ").join(several[:_CASES])
        return listed + (pick(lang, f"等{len(several)}件", f" and {more} more") if more > 0 else "")

    left = pick(lang, f"（另有{others}件不走这个程序）", f" ({others} others don't follow it)") if others else ""
    blocks = [pick(lang, f"{found.procedure}：共{found.cases}件", f"{found.procedure}: {found.cases} cases") + left]
    heads = ("步骤", "办了", "重办", "违规") if lang == "zh" else ("step", "taken", "repeated", "violated")
    rows = [heads, *((one.step, str(one.taken), str(one.repeated), str(one.violated)) for one in found.steps)]
    blocks.append(table(rows))
    passages = []
    for one in found.passages[:_SHOWN]:
        days = "" if one.days is None else format_value(one.days, FieldType.NUMBER)
        told = pick(lang, f"，中位数{days}日", f", median {days} days") if days else ""
        times = pick(lang, f"{one.times}次", f"{one.times} times")
        passages.append(f"{one.source} → {one.target}  {times}{told}")
    ways = [
        f"{' → '.join(way.steps) or pick(lang, '（一步也没有）', '(no step)')}（{cases(way.cases)}）"
        for way in found.ways
    ]
    wrong = [f"{one.norm}（{cases(one.cases)}）" for one in found.deviations]
    for head, lines in (
        (pick(lang, "【一步到下一步】", "[From step to step]"), passages),
        (pick(lang, f"【走法】{len(found.ways)}种", f"[Ways] {len(found.ways)}"), ways[:_SHOWN]),
        (pick(lang, f"【违反的规范】{len(wrong)}条", f"[Norms violated] {len(wrong)}"), wrong[:_SHOWN]),
    ):
        if lines:
            blocks.append("\n".join([head, *(wrap(line, columns(), "· ", "  ") for line in lines)]))
    return "\n\n".join(blocks)
