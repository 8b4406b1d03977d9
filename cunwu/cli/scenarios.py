"""``cunwu test``: the scenarios inside rule files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import Progress, columns
from cunwu.cli.streams import wants_colour, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from engine.scenarios import ScenarioResult

_SUFFIX = ".cunwu"
_HELP = (
    """
    运行规则文件里的用例，核对结论是否同写明的一致。不写文件时，运行全部内置规则集的用例。

    退出码：0 全部一致；1 有不一致的；3 规则文件有误。
    """,
    """
    Run the scenarios inside rule files and compare what comes out with what they say.
    Without a file: those of all bundled rulesets.

    Exit codes: 0 all as stated; 1 some differ; 3 mistakes in a rule file.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "test",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "运行规则文件里的用例", "Run the scenarios of rule files"),
    )
    @click.argument("files", nargs=-1, metavar=pick(lang, "[文件…]", "[FILE]..."))
    @click.option("-v", "--verbose", is_flag=True, help=pick(lang, "一致的也列出。", "List those that agree, too."))
    @lang_option(lang)
    def test(files: tuple[str, ...], verbose: bool) -> int:
        from cunwu.work import opened
        from engine.scenarios import ScenarioRunner

        wanted = list(_rule_files(files))
        catalogue = opened(wanted)
        chosen = {Path(one).name.removesuffix(_SUFFIX) for one in wanted} | set(wanted)
        runner = ScenarioRunner(catalogue.rulesets, catalogue.programs)
        results: list[ScenarioResult] = []
        tested = [ruleset for ruleset in catalogue.rulesets if not wanted or ruleset.id in chosen]
        with Progress(len(tested), lang) as progress:
            for ruleset in tested:
                progress.step(ruleset.id)
                results += runner.run(ruleset)
        from cunwu.report.scenarios import summary

        write_text(summary(results, lang, colour=wants_colour(sys.stdout), verbose=verbose, columns=columns()))
        return 0 if all(result.passed for result in results) else 1

    return (test,)


def _rule_files(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(str(file) for file in path.rglob(f"*{_SUFFIX}"))
        else:
            yield name
