"""``cunwu test``: the scenarios of rule files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import Progress, columns, rewrite, save
from cunwu.cli.streams import wants_colour, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from cunwu.report.scenarios import ScenarioReport
    from cunwu.suites import Suite
    from engine.coverage import Coverage
    from engine.scenarios import ScenarioResult
    from engine.scenarios.update import Change

_HELP = (
    """
    运行用例，核对结论是否同写明的一致。用例写在规则文件里，或者写在旁边的用例文件里：规则.cunwu 旁边的
    规则.用例.cunwu。可以写文件、文件夹和规则集的名称；都不写时，运行全部内置规则集的用例。

    退出码：0 全部一致；1 有不一致的；3 文件有误。
    """,
    """
    Run scenarios and compare what comes out with what they say. They stand in rule files, or in files beside
    them: RULES.cases.cunwu beside RULES.cunwu. FILE is a file, a folder or the id of a ruleset; without any, all
    bundled rulesets are tested.

    Exit codes: 0 all as stated; 1 some differ; 3 mistakes in a file.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "test",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "运行规则文件的用例", "Run the scenarios of rule files"),
    )
    @click.argument("files", nargs=-1, metavar=pick(lang, "[文件…]", "[FILE]..."))
    @click.option("-v", "--verbose", is_flag=True, help=pick(lang, "一致的也列出。", "List those that agree, too."))
    @click.option(
        "-k",
        "chosen",
        multiple=True,
        metavar=pick(lang, "文字", "TEXT"),
        help=pick(
            lang,
            "只运行名称里，或者所核对的规则名称里有这段文字的用例；可以写多次。",
            "Only scenarios with this text in their name, or in that of a norm they speak of; may be repeated.",
        ),
    )
    @click.option(
        "--update",
        is_flag=True,
        help=pick(
            lang,
            "不一致的，把实际的结论写进文件，供比较后保留或者改回；只改“结论”。",
            "Write what came out into the files where it differs, for review; nothing else is changed.",
        ),
    )
    @click.option(
        "--coverage",
        "shows_coverage",
        is_flag=True,
        help=pick(
            lang,
            "列出哪些规范、例外、界限还没有用例。",
            "Tell which norms, exceptions and boundaries lack scenarios.",
        ),
    )
    @click.option(
        "--coverage-html",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "把用例覆盖的情况写成网页。", "Write what the scenarios cover as a page."),
    )
    @click.option(
        "--junit",
        "junit_file",
        metavar=pick(lang, "文件", "FILE"),
        help=pick(lang, "把结果写成 JUnit XML，供自动构建用。", "Write the results as JUnit XML for build servers."),
    )
    @lang_option(lang)
    def test(
        files: tuple[str, ...],
        verbose: bool,
        chosen: tuple[str, ...],
        update: bool,
        shows_coverage: bool,
        coverage_html: str | None,
        junit_file: str | None,
    ) -> int:
        from cunwu.suites import selected, suites

        if update and not files:
            text = pick(lang, "--update 要写明改哪些文件。", "--update needs the files to be changed.")
            raise click.UsageError(text, click.get_current_context())
        found = suites(files)
        wanted = selected(found, chosen)
        left_out = sum(len(one.scenarios) for one in found) - sum(len(one.scenarios) for one in wanted)
        gc.freeze()
        gc.enable()
        results, coverages = _run(wanted, lang, covering=shows_coverage or coverage_html is not None)
        report = _report(wanted, lang)
        if update and _update(wanted, results, report, lang):
            wanted = selected(suites(files), chosen)
            results, coverages = _run(wanted, lang, covering=shows_coverage or coverage_html is not None)
            report = _report(wanted, lang)
        write_text(report.summary(results, verbose=verbose, left_out=left_out))
        if shows_coverage:
            from cunwu.report.coverage import coverage_text

            write_text("\n" + coverage_text(coverages, lang, columns(), everything=verbose))
        if coverage_html is not None:
            from cunwu.report.coverage_page import coverage_page

            save(Path(coverage_html), coverage_page(coverages, lang), lang)
        if junit_file is not None:
            from cunwu.report.junit import junit

            plain = _report(wanted, lang, for_terminal=False)
            save(Path(junit_file), junit(_by_suite(wanted, results), plain), lang)
        return 0 if all(result.passed for result in results) else 1

    return (test,)


def _run(wanted: Sequence[Suite], lang: Lang, *, covering: bool) -> tuple[list[ScenarioResult], list[Coverage]]:
    from engine.coverage import Collector

    results: list[ScenarioResult] = []
    coverages: list[Coverage] = []
    with Progress(sum(len(suite.scenarios) for suite in wanted), lang) as progress:
        for suite in wanted:
            collector = Collector(suite.ruleset, suite.runner.norms(suite.ruleset)) if covering else None
            for run in suite.runner.runs(suite.ruleset, suite.scenarios, apart=covering):
                progress.step(f"{suite.ruleset.id}：{run.result.scenario.name}")
                results.append(run.result)
                if collector is not None:
                    collector.add(run)
            if collector is not None:
                coverages.append(collector.coverage())
    return results, coverages


def _report(wanted: Sequence[Suite], lang: Lang, *, for_terminal: bool = True) -> ScenarioReport:
    from cunwu.catalogue import head_of
    from cunwu.report.scenarios import ScenarioReport

    rulesets = {one.id: one for suite in wanted for one in (suite.ruleset, *suite.runner.uppers(suite.ruleset))}
    return ScenarioReport(
        lang,
        texts={name: suite.text(name) for suite in wanted for name in suite.files},
        heads=[head_of(ruleset) for ruleset in rulesets.values()],
        folder=Path.cwd(),
        colour=for_terminal and wants_colour(sys.stdout),
        columns=columns(),
    )


def _update(wanted: Sequence[Suite], results: Iterable[ScenarioResult], report: ScenarioReport, lang: Lang) -> bool:
    """Write what came out into the files, tell what was changed, and whether anything was."""
    from engine.scenarios.update import changed_lines, changes, rewritten

    failed = [result for result in results if not result.passed]
    files = {name: path for suite in wanted for name, path in suite.files.items()}
    changed = 0
    for name, path in files.items():
        text = report.texts[name]
        several: list[Change] = []
        for result in failed:
            if result.scenario.span.file != name:
                continue
            own = changes(result, text)
            several += own
            if own:
                changed += 1
                write_text(report.change(result, changed_lines(text, own)))
        if several:
            rewrite(path, rewritten(text, several), lang)
    if changed:
        told = (
            f"改写了{changed}个用例的结论。请逐处比较，对的保留，不对的改回，再改规则。\n",
            f"Rewrote what {changed} scenarios state. Review each; put back what is wrong, and mend the rule.\n",
        )
        write_text(pick(lang, *told))
    return bool(changed)


def _by_suite(
    wanted: Sequence[Suite], results: Sequence[ScenarioResult]
) -> list[tuple[str, str, list[ScenarioResult]]]:
    """The results of each suite with its name and the file of its rules."""
    found, start = [], 0
    for suite in wanted:
        end = start + len(suite.scenarios)
        found.append((suite.ruleset.id, suite.ruleset.span.file, list(results[start:end])))
        start = end
    return found
