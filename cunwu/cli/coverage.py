"""``cunwu coverage``: a statute article by article, with the norms that check it or why none can."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cunwu.cli.commands import Command, lang_option, one_of, rules_option
from cunwu.cli.output import columns, save
from cunwu.cli.streams import write_data, write_text
from cunwu.language import Lang, pick

FORMATS = ("text", "json", "html")
_HELP = (
    """
    逐条列出一部法规：由哪些规范核对（已编码），记录里看不出来的为什么（不可机检），还没有处理的有哪些（未处理）。
    一条有几款、情况不同的，逐款列出。引整条的，各款都算；引一款的，它的各项都算。

    用例是规范所在的规则集的用例。

    法规写全名、全名的一部分，或者规则文件里依据的名称；法规目录里有几个版本的，逐个列出，
    名称末尾写了年份的（村组法2018），只列那个版本。

    退出码：0；加 --strict 而有未处理的，1；3 没有这部法规，或者规则文件有误。
    """,
    """
    List a statute article by article: the norms that check it (encoded), why no record can show it (uncheckable),
    and what is left (open); by paragraph where these differ. Citing an article counts for all its paragraphs, citing
    a paragraph for all its items. The scenarios are those of the ruleset in which the norm stands.

    LAW is a title, a part of one, or the name of a source in a rule file. All editions in the index are listed; a name
    that ends in a year means that edition only.

    Exit codes: 0; with --strict 1 where something is open; 3 no such statute, or mistakes in a rule file.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "coverage",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "逐条列出一部法规由哪些规范核对", "A statute article by article"),
    )
    @click.argument("law", metavar=pick(lang, "法规", "LAW"))
    @click.option(
        "--edition",
        default="",
        metavar=pick(lang, "版本", "EDITION"),
        help=pick(lang, "只列这个版本，如 2025。", "Only this edition, such as 2025."),
    )
    @click.option(
        "--strict",
        is_flag=True,
        help=pick(lang, "有未处理的，退出码是1。", "Exit with 1 where something is open."),
    )
    @click.option(
        "--format",
        "form",
        default="text",
        metavar=f"[{'|'.join(FORMATS)}]",
        callback=one_of(lang, FORMATS),
        help=pick(lang, "输出的形式，默认 text。", "Form of the output, text by default."),
    )
    @click.option(
        "-o",
        "--output",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "写进文件，默认写到标准输出。", "Write to a file, else to standard output."),
    )
    @rules_option(lang)
    @lang_option(lang)
    def coverage(law: str, edition: str, strict: bool, form: str, output: str | None, rules: tuple[str, ...]) -> int:
        from cunwu.report import statute_coverage as views
        from cunwu.statute_coverage import coverages, statutes_meant
        from cunwu.work import opened
        from rulesets.statutes import statutes

        catalogue, index = opened(rules), statutes()
        found = coverages(catalogue, statutes_meant(law, edition, catalogue, index), index)
        if form == "html":
            from cunwu.report.statute_coverage_page import statute_page

            text = statute_page(found, lang)
        elif form == "json":
            text = json.dumps(views.coverage_data(found), ensure_ascii=False, indent=2)
        else:
            text = views.coverage_text(found, lang, columns())
        if output is not None:
            save(Path(output), text, lang)
        elif form == "text":
            write_text(text)
        else:
            write_data(text)
        return 1 if strict and any(one.accounted < len(one.articles) for one in found) else 0

    return (coverage,)
