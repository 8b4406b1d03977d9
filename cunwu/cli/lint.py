"""``cunwu lint``: what is allowed in a rule file, but is probably a mistake."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.commands import Command, lang_option, one_of
from cunwu.cli.diagnoses import FORMATS
from cunwu.cli.output import rewrite
from cunwu.cli.streams import wants_colour, write_data, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from dsl.compile import Compiled
    from dsl.diagnostics import Diagnostic, SourceText
    from dsl.lint.nodes import Finding
    from dsl.model.nodes import RuleSet
    from dsl.scenario_file import ScenarioFile
    from rulesets.loader import Library

_HELP = (
    """
    检查规则文件里合乎语法、但多半是写错了的地方：没有用到的参数、不存在的条文、互相矛盾的次序、
    漏掉的界限、没有用例的规则……不写文件的，检查全部内置规则集。

    不需要改的，在上一行写：注：不查 W101 理由：……

    退出码：0 没有发现问题；1 有；3 规则文件有错误。
    """,
    """
    Look for what is allowed in a rule file, but is probably a mistake: parameters that nothing uses, articles that
    don't exist, orders that contradict each other, bounds left out, rules without a scenario. Without a file: all
    bundled rulesets.

    To keep something as it is, name the code and the reason in a comment above it (docs/lint.zh.md tells how).

    Exit codes: 0 nothing found; 1 something; 3 mistakes in a rule file.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    def codes(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
        return None if value is None else _codes(value, lang)

    @click.command(
        "lint",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "找规则文件里多半写错的地方", "Find probable mistakes in rule files"),
    )
    @click.argument("files", nargs=-1, metavar=pick(lang, "[文件或者文件夹…]", "[FILE OR FOLDER]..."))
    @click.option("--fix", is_flag=True, help=pick(lang, "改正可以放心改的。", "Mend what can be mended safely."))
    @click.option(
        "--select",
        metavar=pick(lang, "代号", "CODES"),
        callback=codes,
        help=pick(lang, "只查这些，如 W2,W401。", "Only these, such as W2,W401."),
    )
    @click.option(
        "--ignore",
        metavar=pick(lang, "代号", "CODES"),
        callback=codes,
        help=pick(lang, "不查这些。", "Leave these out."),
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
        "--explain",
        metavar=pick(lang, "代号", "CODE"),
        callback=codes,
        help=pick(lang, "显示一条检查的说明（W 指全部的名目）。", "Show a rule's page (W: the list of all; Chinese)."),
    )
    @lang_option(lang)
    def lint(
        files: tuple[str, ...],
        fix: bool,
        select: tuple[str, ...] | None,
        ignore: tuple[str, ...] | None,
        form: str,
        explain: tuple[str, ...] | None,
    ) -> int:
        if explain is not None:
            write_text(_explained(explain))
            return 0
        if fix and not files:
            raise click.UsageError(pick(lang, "--fix 要写明改哪些文件。", "--fix needs the files to mend."))
        chosen = _wanted(select, ignore)
        library, numbers = _loaded(files)
        if mistakes := _mistakes(library, numbers):
            _tell([], mistakes, library, form, lang, aside=True)
            return WRONG_INPUT
        found: list[Finding] = []
        for number in numbers:
            if fix:
                library = _mended(library, number, chosen, lang)
            found += _findings(library, number, library.compiled[number], chosen)
        # What the compiler warns of has no code of ours: it is told unless only some rules are asked for.
        warned = [] if select else [one for number in numbers for one in library.compiled[number].diagnostics]
        _tell(found, warned, library, form, lang)
        fixable = sum(bool(one.fix) for one in found)
        if form == "text" and fixable and not fix:
            write_text(pick(lang, f"其中 {fixable} 处可以用 --fix 改正", f"{fixable} of them can be mended with --fix"))
        return 1 if found or warned else 0

    return (lint,)


def _codes(value: str, lang: Lang) -> tuple[str, ...]:
    """The codes that a list of codes and beginnings of codes means."""
    from dsl.lint.pages import pages

    known = [page.code for page in pages()]
    codes: list[str] = []
    for one in value.upper().replace("，", ",").replace("、", ",").split(","):
        meant = [code for code in known if code.startswith(one.strip())] if one.strip() else []
        if not meant:
            raise click.BadParameter(
                pick(lang, f"没有“{one.strip()}”这条检查；用 --explain W 看有哪些", f"no rule {one.strip()!r}")
            )
        codes += meant
    return tuple(dict.fromkeys(codes))


def _wanted(select: Sequence[str] | None, ignore: Sequence[str] | None) -> frozenset[str] | None:
    if select is None and ignore is None:
        return None
    from dsl.lint.pages import pages

    return frozenset(select or (page.code for page in pages())) - frozenset(ignore or ())


def _explained(codes: Sequence[str]) -> str:
    from dsl.lint.pages import pages

    chosen = [page for page in pages() if page.code in codes]
    return chosen[0].text if len(chosen) == 1 else "\n".join(f"{page.code} {page.title}" for page in chosen)


def _loaded(files: Sequence[str]) -> tuple[Library, list[int]]:
    """The compiled files, and the places among them of those to look at."""
    from cunwu.library.stock import not_had
    from rulesets.loader import ROOT, bundled_ids, load, locate
    from rulesets.scenario_files import name_of

    named = [name for file in files for name in _rule_files(file)]
    if not named:
        library = load()
        return library, list(range(len(library.compiled)))
    paths = {path for name in named if (path := locate(name)) is not None}
    # What builds on a bundled file is known; what it uses is used.
    inside = any(path.is_relative_to(ROOT) for path in paths)
    library = load([*named, *(bundled_ids() if inside else ())])
    wanted = {name_of(path) for path in paths}
    numbers = [n for n, one in enumerate(library.compiled) if one.source.name in wanted]
    if failed := [one for one in library.failed if one.name in named]:
        raise not_had(failed)
    return library, numbers


def _rule_files(name: str) -> Iterator[str]:
    from cunwu.rule_files import files_in
    from rulesets.scenario_files import is_scenario_file

    path = Path(name)
    if not path.is_dir():
        yield name
        return
    # Scenario files are looked at with the rules that they stand beside.
    yield from (str(file) for file in files_in(path) if not is_scenario_file(file))


def _mistakes(library: Library, numbers: Sequence[int]) -> list[Diagnostic]:
    """The errors of the files and of those above them."""
    from dsl.diagnostics import Severity

    concerned = {n for number in numbers for n in (number, *library.above[number])}
    return [one for n in sorted(concerned) for one in library.compiled[n].diagnostics if one.severity is Severity.ERROR]


def _findings(library: Library, number: int, compiled: Compiled, chosen: frozenset[str] | None) -> tuple[Finding, ...]:
    from dsl.lint.context import LintContext
    from dsl.lint.run import lint
    from rulesets.statutes import statutes

    if compiled.model is None:
        return ()
    uppers = tuple(one.model for one in library.uppers(number) if one.model is not None)
    lowers = tuple(one for n, one in enumerate(library.compiled) if number in library.above[n])
    beside = [one for file in _beside(compiled.model, uppers) for one in file.scenarios]
    model = replace(compiled.model, scenarios=(*compiled.model.scenarios, *beside))
    return lint(LintContext(compiled, model, uppers, lowers, statutes()), chosen)


def _beside(model: RuleSet, uppers: Sequence[RuleSet]) -> list[ScenarioFile]:
    """The scenario files beside a rule file."""
    from rulesets.scenario_files import read_beside, scenario_files_of

    return [read_beside(path, model, uppers) for path in scenario_files_of(model)]


def _mended(library: Library, number: int, chosen: frozenset[str] | None, lang: Lang) -> Library:
    """The library with the file mended, which is written back."""
    from dsl.compile import compile_ruleset
    from dsl.lint.fix import mend
    from rulesets.scenario_files import file_of

    before = library.compiled[number]
    uppers = [one.model for one in library.uppers(number) if one.model is not None]
    id_ = before.model.id if before.model is not None else ""

    def compiled(text: str) -> Compiled:
        return compile_ruleset(text, before.source.name, id_, uppers)

    mended = mend(before, lambda one: _findings(library, number, one, chosen), compiled)
    if mended.text == before.source.text:
        return library
    rewrite(file_of(before.source.name), mended.text, lang)
    click.echo(pick(lang, f"改正了 {mended.count} 处", f"mended {mended.count}"), err=True)
    files = list(library.compiled)
    files[number] = compiled(mended.text)
    return replace(library, compiled=tuple(files))


def _tell(
    found: Sequence[Finding],
    others: Sequence[Diagnostic],
    library: Library,
    form: str,
    lang: Lang,
    *,
    aside: bool = False,
) -> None:
    """Write what was found, and what the compiler says, in the form asked for; ``aside``: boxes as error output."""
    from dsl.diagnostics import render_plain, render_text

    told = [*others, *(one.diagnostic for one in found)]
    if form == "json":
        write_data(json.dumps(_as_data(told, found), ensure_ascii=False, indent=2))
    elif form == "sarif":
        write_data(json.dumps(_as_log(told, library, lang), ensure_ascii=False, indent=2))
    elif form == "plain":
        write_text(render_plain.render_all(told, lang))
    else:
        colour = wants_colour(sys.stderr if aside else sys.stdout)
        shown = render_text.render_all(told, _sources(library), lang, colour=colour)
        if aside:
            click.echo(shown, err=True)
        else:
            write_text(shown)


def _as_data(told: Sequence[Diagnostic], found: Sequence[Finding]) -> dict[str, object]:
    """The document of ``cunwu parse``, whose entries say besides how they could be mended (``fix``)."""
    from dsl.diagnostics.render_json import to_dict, to_document
    from dsl.diagnostics.render_text import in_order

    edits = {
        one.diagnostic: [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in one.fix] for one in found
    }
    entries = [to_dict(one) | {"fix": edits.get(one, [])} for one in in_order(told)]
    return to_document(told) | {"diagnostics": entries}


def _as_log(told: Sequence[Diagnostic], library: Library, lang: Lang) -> dict[str, object]:
    from cunwu.version import __version__
    from dsl.diagnostics import render_sarif
    from dsl.diagnostics.codes import CODES, Meaning
    from dsl.lint.pages import pages

    meanings = {page.code: Meaning(page.title, page.code) for page in pages()}
    return render_sarif.to_log(told, _sources(library), lang, __version__, {**CODES, **meanings})


def _sources(library: Library) -> dict[str, SourceText]:
    """The texts of all rule files and of the scenario files beside them."""
    models = library.rulesets
    return library.sources | {file.source.name: file.source for model in models for file in _beside(model, models)}
