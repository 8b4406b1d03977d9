"""The command line: ``cunwu check``, ``test``, ``lint`` and the others of ``cunwu.cli.app.COMMANDS``.

Exit codes: 0 合规, 1 不合规 (or a failed scenario), 2 待补正, 进行中 or 无适用规则,
3 wrong input or usage, 70 a mistake of ours, 130 interrupted, 141 the reader of
our output went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from cunwu.cli.streams import drop_output, prepare_streams
from cunwu.language import LANGUAGES, Lang, pick

WRONG_INPUT = 3
OWN_MISTAKE = 70
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    hasten_start()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def hasten_start() -> None:
    """Spare a short process what only a long one gains from.

    Nothing made while starting is garbage, so collecting it is time lost (an
    eighth of a whole run); and pydantic would look through all installed
    packages for plugins, of which we use none.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever happens, no traceback is shown."""
    import click

    from cunwu.errors import CunwuError

    lang = language_of(arguments)
    prepare_streams()
    try:
        code = _invoke(list(arguments), lang)
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        from cunwu.cli.mistakes import usage_mistake

        click.echo(usage_mistake(error, lang), err=True)
        return WRONG_INPUT
    except CunwuError as error:
        click.echo(error.text(lang), err=True)
        return WRONG_INPUT
    except BrokenPipeError:
        drop_output()
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort, EOFError):
        click.echo(pick(lang, "\n已中断。", "\nInterrupted."), err=True)
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("CUNWU_DEBUG") == "1":
            raise
        click.echo(_apology(error, lang), err=True)
        return OWN_MISTAKE


def language_of(arguments: Sequence[str]) -> Lang:
    """The language that the arguments ask for, wherever ``--lang`` stands; Chinese otherwise."""
    chosen = "zh"
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and number + 1 < len(arguments):
            chosen = arguments[number + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return next((lang for lang in LANGUAGES if lang == chosen), "zh")


def _invoke(arguments: list[str], lang: Lang) -> int:
    from cunwu.cli.app import COMMANDS, build

    # Building one command instead of all saves a part of the time that a short run takes.
    named = arguments[0] if arguments and arguments[0] in COMMANDS else None
    application = build(lang, None if named is None else [named])
    with application.make_context("cunwu", arguments) as context:
        result = application.invoke(context)
    return result if isinstance(result, int) else 0


def _apology(error: Exception, lang: Lang) -> str:
    what = f"{type(error).__name__}: {error}".strip().splitlines()[0][:200]
    return pick(
        lang,
        f"抱歉，程序内部出错，没有得出结论（{what}）。\n"
        "这是程序的问题，不是您的记录的问题。请把所用的命令和文件发给维护者；\n"
        "设置环境变量 CUNWU_DEBUG=1 后再运行一次，可以得到详细信息。",
        f"Sorry, an internal error: no verdict was reached ({what}).\n"
        "This is our mistake, not your record's. Please send the command and the files to the maintainers;\n"
        "running it again with CUNWU_DEBUG=1 gives the details.",
    )
