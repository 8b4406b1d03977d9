"""``cunwu fmt``: the canonical layout of rule files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cunwu.cli import WRONG_INPUT
from cunwu.cli.commands import Command, lang_option
from cunwu.cli.output import replace
from cunwu.cli.streams import fitting, is_terminal, wants_colour
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from dsl.diagnostics import Diagnostic, SourceText

_WOULD_CHANGE = 1
_BOM = "\ufeff"
_HELP = (
    """
    把规则文件排成统一的样子：缩进、空行、折行、全角标点。注释和文字一律保留，意思不变。
    Markdown 文件只排其中的 cunwu 代码块。文件夹指里面所有的规则文件。

    语法有误的文件不动，并列出错误；改正以后再排。

    退出码：0 完成；1 有文件要排版（用了 --check 的）；3 文件读不出来或者有误。
    """,
    """
    Give rule files their one layout: indentation, blank lines, line breaks, full-width punctuation.
    Every comment and text stays, the meaning doesn't change. Of a Markdown file only its cunwu blocks
    are laid out. A folder stands for the rule files in it.

    A file that doesn't parse isn't touched, and its mistakes are listed; mend them and lay it out again.

    Exit codes: 0 done; 1 some files would change (with --check); 3 a file can't be read or has mistakes.
    """,
)


@dataclass(slots=True)
class _Run:
    """What has come of the files so far. Each counts once: as ``changed``, ``unchanged``, ``stuck`` or ``failed``.

    ``stuck`` ones have mistakes and stay as they are.
    """

    lang: Lang
    write: bool
    diff: bool
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    stuck: int = 0
    failed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, SourceText] = field(default_factory=dict)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The command, in ``lang``."""

    @click.command(
        "fmt",
        cls=Command,
        lang=lang,
        help=pick(lang, *_HELP),
        short_help=pick(lang, "统一规则文件的排版", "Lay out rule files"),
    )
    @click.argument("paths", nargs=-1, metavar=pick(lang, "[文件或者文件夹…]", "[FILE|FOLDER]..."))
    @click.option(
        "--check",
        is_flag=True,
        help=pick(lang, "不改文件，只列出要排版的。", "Change nothing, name the files that would change."),
    )
    @click.option(
        "--diff",
        is_flag=True,
        help=pick(lang, "不改文件，只显示改动。", "Change nothing, show what would change."),
    )
    @click.option(
        "--stdin",
        is_flag=True,
        help=pick(
            lang,
            "从标准输入读一个文件，排好后写到标准输出；后面的文件名只用来区分 Markdown 和显示错误。",
            "Read one file from standard input and write it to standard output; a file name only tells Markdown "
            "from rules and names it in messages.",
        ),
    )
    @lang_option(lang)
    def fmt(paths: tuple[str, ...], check: bool, diff: bool, stdin: bool) -> int:
        run = _Run(lang, write=not (check or diff), diff=diff)
        if stdin:
            if len(paths) > 1:
                raise click.UsageError(pick(lang, "--stdin 只排一个文件。", "--stdin takes one file only."))
            _from_stdin(run, paths[0] if paths else "-", check=check)
        elif not paths:
            raise click.UsageError(pick(lang, "还要写文件或者文件夹。", "Name a file or a folder."))
        else:
            for path in dict.fromkeys(_rule_files(paths)):
                _file(run, path)
        _report(run, check=check, quiet=stdin)
        if run.stuck or run.failed:
            return WRONG_INPUT
        return _WOULD_CHANGE if check and run.changed else 0

    return (fmt,)


def _rule_files(names: Sequence[str]) -> Iterator[Path]:
    from cunwu.rule_files import files_in
    from dsl.file_names import ENDINGS

    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from files_in(path)
        else:
            # As with other commands the ending may be left out; bundled rulesets are not laid out by their ids.
            candidates = (path, *(Path(f"{name}{ending}") for ending in ENDINGS))
            yield next((one for one in candidates if one.exists()), path)


def _file(run: _Run, path: Path) -> None:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        _unread(run, str(path), "不是UTF-8编码的文字", "it isn't UTF-8 text")
        return
    except (FileNotFoundError, ValueError):  # a zero byte in the name is a ValueError
        _unread(run, str(path), "没有这个文件", "there is no such file")
        return
    except PermissionError:
        _unread(run, str(path), "没有读取的权限", "permission denied")
        return
    except OSError as error:
        reason = error.strerror or str(error)
        _unread(run, str(path), reason, reason)
        return
    new = _laid_out(run, text, str(path))
    if new != text and run.write:
        # The file that a link points to is changed, not the link.
        try:
            replace(path.resolve(), new.encode("utf-8"), run.lang)
        except click.ClickException as error:
            run.changed.pop()
            run.failed += 1
            click.echo(error.message, err=True)


def _from_stdin(run: _Run, name: str, *, check: bool) -> None:
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        _unread(run, name, "不是UTF-8编码的文字", "it isn't UTF-8 text")
        return
    new = _laid_out(run, text, name)
    if not (check or run.diff):
        _write_exactly(new)


def _laid_out(run: _Run, text: str, name: str) -> str:
    """The text in its layout; what came of it is kept in ``run``."""
    from dsl.diagnostics import Severity, SourceText
    from dsl.format.layout import lay_out

    bom = _BOM if text.startswith(_BOM) else ""
    made = lay_out(text.removeprefix(_BOM), name)
    new = bom + made.text
    mistaken = any(d.severity is Severity.ERROR for d in made.diagnostics)
    if new == text:
        run.stuck += mistaken
        run.unchanged += not mistaken
    else:
        run.changed.append(name)
        if run.diff:
            _write_exactly(_difference(text, new, name))
    run.diagnostics += made.diagnostics
    run.sources[name] = SourceText(name, text.removeprefix(_BOM))
    return new


def _difference(old: str, new: str, name: str) -> str:
    import difflib

    lines = difflib.unified_diff(_lines(old), _lines(new), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines with their ends; other than splitlines, no others than editors know."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _write_exactly(text: str) -> None:
    """Write to standard output, adding nothing; UTF-8 unless a person watches."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or is_terminal(sys.stdout):
        sys.stdout.write(fitting(text, sys.stdout))
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8"))
    buffer.flush()


def _unread(run: _Run, name: str, chinese: str, english: str) -> None:
    run.failed += 1
    click.echo(pick(run.lang, f"“{name}”读不出来：{chinese}。", f"{name} can't be read: {english}."), err=True)


def _report(run: _Run, *, check: bool, quiet: bool) -> None:
    """Say what was found and done: mistakes on standard error, the rest where nothing else is written."""
    if run.diagnostics:
        from dsl.diagnostics import render_text

        shown = render_text.render_all(run.diagnostics, run.sources, run.lang, colour=wants_colour(sys.stderr))
        click.echo(shown, err=True)
    if quiet and not check:
        return
    lang, aside = run.lang, run.diff or quiet
    if check:
        for name in run.changed:
            click.echo(pick(lang, f"要排版：{name}", f"Would change: {name}"), err=aside)
    click.echo(pick(lang, _chinese(run), _english(run)), err=aside)


def _chinese(run: _Run) -> str:
    count = len(run.changed)
    done = f"已排版 {count} 个文件" if run.write else f"{count} 个文件要排版"
    done += f"，{run.unchanged} 个没有变动"
    done += f"，{run.stuck} 个有错误" if run.stuck else ""
    return done + (f"，{run.failed} 个读不出来或者写不进去。" if run.failed else "。")


def _english(run: _Run) -> str:
    def files(count: int) -> str:
        return f"{count} file{'' if count == 1 else 's'}"

    done = f"{files(len(run.changed))} {'laid out' if run.write else 'would change'}"
    done += f", {run.unchanged} unchanged"
    done += f", {run.stuck} with mistakes" if run.stuck else ""
    return done + (f", {run.failed} not read or written." if run.failed else ".")
