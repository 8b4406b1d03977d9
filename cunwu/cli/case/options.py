"""What the commands about cases have in common: the register, who tells, and how fields are written."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cunwu.cli.commands import Decorator, one_of
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from cunwu.cases.desk import Desk
    from cunwu.cases.standing import Standing, Unread
    from cunwu.work import Engine, Work

REGISTER = "cunwu.db"
"""The register where none is named: a file in the present folder."""
_VARIABLE, _WHO = "CUNWU_REGISTER", "CUNWU_WHO"
_SUFFIXES = (".yaml", ".yml", ".json", ".xlsx", ".xlsm", ".xes", ".csv")
ENGINES = ("interpret", "durable", "both")
FORMATS = ("text", "json")


def register_option(lang: Lang) -> Decorator:
    """``--register``: which register."""
    text = pick(
        lang,
        f"台账：SQLite 文件，或者 postgresql:// 地址。默认看环境变量 {_VARIABLE}，没有就用当前文件夹的 {REGISTER}。",
        f"The register: an SQLite file or a postgresql:// URL. ${_VARIABLE} by default, else {REGISTER} here.",
    )
    return click.option("--register", metavar=pick(lang, "台账", "REGISTER"), help=text)


def who_option(lang: Lang) -> Decorator:
    """``--who``: who tells."""
    text = pick(
        lang,
        f"登记人。默认看环境变量 {_WHO}，没有就用计算机的用户名。",
        f"Who tells this. By default ${_WHO}, else the name of the computer's user.",
    )
    return click.option("--who", metavar=pick(lang, "姓名", "NAME"), help=text)


def engine_option(lang: Lang) -> Decorator:
    """``--engine``: who judges."""
    text = pick(
        lang,
        "由谁核对：interpret、durable 或者 both，同 cunwu check。",
        "Who judges: interpret, durable or both, as in cunwu check.",
    )
    return click.option("--engine", metavar="[interpret|durable|both]", callback=one_of(lang, ENGINES), help=text)


class EntryNumber(click.ParamType):  # type: ignore[type-arg] # generic only in newer versions of click
    """The number of an entry: 6, or 第6号 as answers write it."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises click.BadParameter."""
        digits = str(value).strip().removeprefix("第").removesuffix("号")
        if not digits.isdecimal():
            self.fail(f"{value!r} is not a valid integer.", param, ctx)
        return int(digits)


def format_option(lang: Lang) -> Decorator:
    """``--format``: text or JSON."""
    text = pick(lang, "输出的格式，默认 text。", "Format of the output, text by default.")
    return click.option(
        "--format", "form", default="text", metavar="[text|json]", callback=one_of(lang, FORMATS), help=text
    )


@contextmanager
def desk_of(
    register: str | None, rules: Sequence[str], as_of: str | None, engine: Engine | None = "interpret", *,
    create: bool = False,
) -> Iterator[Desk]:  # fmt: skip
    """The register with the rules, open as long as it is used. Raises CunwuError."""
    from cunwu.api import day_of
    from cunwu.cases.desk import Desk
    from cunwu.register import Register
    from cunwu.work import Work

    day = day_of(as_of)
    with closing(Register.open(register or os.environ.get(_VARIABLE) or REGISTER, create=create)) as opened:
        work = Work.open(rules, day, {}, engine)
        with closing(work):
            yield Desk(opened, work)


def looked_through(desk: Desk, as_of: date, lang: Lang) -> Iterator[Standing | Unread]:
    """Where each case stands, with a counter on a terminal while it takes a while."""
    from cunwu.cli.output import Progress

    with Progress(desk.register.count(), lang) as progress:
        for look in desk.all(as_of):
            progress.step(look.case)
            yield look


def teller(who: str | None) -> str:
    """Who tells: as asked for, else by the environment, else the computer's user."""
    return who or os.environ.get(_WHO) or getpass.getuser()


def now() -> datetime:
    """The moment of telling."""
    return datetime.now(UTC)


def record_of(arguments: Sequence[str], work: Work) -> dict[str, Any]:
    """The record that arguments tell: a file, or a step with its fields, or fields of the record.

    Raises RecordError, and UsageError for arguments that make no sense.
    """
    from cunwu.cases.telling import INLINE
    from engine.records.vocabulary import EVENTS, STEP

    fields, names = split(arguments, work)
    files = [name for name in names if Path(name.partition("#")[0]).suffix.lower() in _SUFFIXES]
    steps = [name for name in names if name not in files]
    if len(files) > 1 or len(steps) > 1 or (files and steps):
        raise _unclear(names)
    if files:
        told = work.plain(work.read(files[0]))
        return work.plain(work.read_mapping({**told, **fields})) if fields else told
    mapping: dict[str, Any] = {EVENTS: [{STEP: steps[0], **fields}]} if steps else dict(fields)
    return work.plain(work.read_mapping(mapping, INLINE))


def corrections_of(arguments: Sequence[str], work: Work, *, event: bool) -> dict[str, Any]:
    """The fields that a correction changes; one that is written without a value (反对=) is taken back."""
    from cunwu.cases.telling import changes_of

    fields, names = split(arguments, work)
    if names:
        raise _unclear(names)
    return changes_of({name: value or None for name, value in fields.items()}, work, event=event)


def split(arguments: Sequence[str], work: Work) -> tuple[dict[str, str], list[str]]:
    """Fields (字段=值, or 字段：值 where there is such a field) and what else there is.

    Raises UsageError for a field that is given twice.
    """
    from cunwu.errors import UsageError
    from dsl.model.fields import Scope

    fields: dict[str, str] = {}
    names = []
    for argument in arguments:
        name, sign, value = argument.replace("＝", "=", 1).partition("=")
        if not sign:
            name, sign, value = argument.replace("：", ":", 1).partition(":")
            if sign and not any(work.vocabulary.find(scope, name.strip()) for scope in Scope):
                sign = ""
        if not sign:
            names.append(argument)
        elif name.strip() in fields:
            raise UsageError(f"“{name.strip()}”写了两次。", f"“{name.strip()}” is given twice.")
        else:
            fields[name.strip()] = value.strip()
    return fields, names


def _unclear(names: Sequence[str]) -> Exception:
    from cunwu.errors import UsageError

    listed = "、".join(names)
    return UsageError(
        f"看不懂“{listed}”。请写一个步骤的名称，或者一个记录文件，字段写成 字段=值。",
        f"“{listed}” isn't clear. Give the name of one step, or one record file; fields are written NAME=VALUE.",
    )
