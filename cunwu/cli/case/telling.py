"""``cunwu case open|add|fix|withdraw``: what is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from cunwu.cli.case.options import (
    EntryNumber,
    corrections_of,
    desk_of,
    engine_option,
    format_option,
    now,
    record_of,
    register_option,
    teller,
    who_option,
)
from cunwu.cli.commands import Command, as_of_option, lang_option, rules_option
from cunwu.cli.output import columns
from cunwu.cli.streams import wants_colour, write_data, write_text
from cunwu.language import Lang, pick

if TYPE_CHECKING:
    from cunwu.cases.desk import Desk
    from cunwu.cases.standing import Answer
    from cunwu.work import Engine

_OPEN = (
    """
    立项。内容写在记录文件里（YAML、JSON 或者 Excel），或者写成 字段=值；已经发生的步骤，记录文件里有的一并登记。
    编号写 - ，由台账给一个（年份-序号）。

    随办随记的事项，写上 经过完整=是：没有登记的步骤，就按没有发生核对；不写的，按不知道核对。
    """,
    """
    Open a case with a record file (YAML, JSON or Excel) or with NAME=VALUE; steps that the file holds are told as well.
    With - for its number the register gives one (year and count).

    For a case that is told as it goes add events_complete=yes: what wasn't told did not happen; else it is unknown.
    """,
)
_ADD = (
    """
    登记新发生的一步：写步骤的名称和 字段=值，或者一个记录文件。不写步骤的，是补记事项本身的情况（如 组成人员=48）。

    例：cunwu case add 2026-0001 决议 日期=2026-05-10 主体=村民代表会议 实到=33 同意=20
    """,
    """
    Tell a step that has happened: its name and NAME=VALUE, or a record file. Without a step the fields are those of
    the case itself.
    """,
)
_FIX = (
    """
    更正登记过的一步：写它的号和要改的 字段=值；字段后面不写值（如 反对=）表示改回未载明。
    号写 0，是更正事项本身的情况。原来的登记仍然保留。

    例：cunwu case fix 2026-0001 5 实到=32
    """,
    """
    Correct what was told: its number and NAME=VALUE; a name without a value (NAME=) takes the field back. Number 0 is
    the case itself. The entry that is corrected stays on record.

    Such as: cunwu case fix 2026-0001 5 attended=32
    """,
)
_WITHDRAW = (
    """
    撤回一次登记（步骤或者更正），按没有登记过核对；原来的登记仍然保留。
    """,
    """
    Withdraw an entry (a step or a correction): the case is checked as if it had not been told. It stays on record.
    """,
)


def commands(lang: Lang) -> tuple[click.Command, ...]:
    """The commands, in ``lang``."""
    case = click.argument("case", metavar=pick(lang, "编号", "CASE"))
    contents = click.argument(
        "contents", nargs=-1, metavar=pick(lang, "[文件|步骤] 字段=值…", "[FILE|STEP] NAME=VALUE...")
    )

    @_command("open", lang, _OPEN, ("立项", "Open a case"))
    @case
    @contents
    @_options(lang)
    def open_(case: str, contents: tuple[str, ...], **options: Any) -> int:
        def tell(desk: Desk, who: str) -> Answer:
            record, moment, day = record_of(contents, desk.work), now(), desk.work.as_of
            return desk.open_new(record, who, moment, day) if case == "-" else desk.open(record, case, who, moment, day)

        return _tell(lang, tell, create=True, **options)

    @_command("add", lang, _ADD, ("登记新发生的一步", "Tell a step that has happened"))
    @case
    @contents
    @_options(lang)
    def add(case: str, contents: tuple[str, ...], **options: Any) -> int:
        def tell(desk: Desk, who: str) -> Answer:
            return desk.add(record_of(contents, desk.work), case, who, now(), desk.work.as_of)

        return _tell(lang, tell, **options)

    @_command("fix", lang, _FIX, ("更正", "Correct what was told"))
    @case
    @click.argument("number", type=EntryNumber(), metavar=pick(lang, "号", "NUMBER"))
    @click.argument("contents", nargs=-1, required=True, metavar=pick(lang, "字段=值…", "NAME=VALUE..."))
    @_options(lang)
    def fix(case: str, number: int, contents: tuple[str, ...], **options: Any) -> int:
        def tell(desk: Desk, who: str) -> Answer:
            fields = corrections_of(contents, desk.work, event=number != 0)
            return desk.fix(number, fields, case, who, now(), desk.work.as_of)

        return _tell(lang, tell, **options)

    @_command("withdraw", lang, _WITHDRAW, ("撤回", "Withdraw an entry"))
    @case
    @click.argument("number", type=EntryNumber(), metavar=pick(lang, "号", "NUMBER"))
    @click.option("--reason", default="", metavar=pick(lang, "理由", "REASON"), help=pick(lang, "为什么撤回。", "Why."))
    @_options(lang)
    def withdraw(case: str, number: int, reason: str, **options: Any) -> int:
        def tell(desk: Desk, who: str) -> Answer:
            return desk.withdraw(number, reason, case, who, now(), desk.work.as_of)

        return _tell(lang, tell, **options)

    return (open_, add, fix, withdraw)


def _command(
    name: str, lang: Lang, text: tuple[str, str], short: tuple[str, str]
) -> Callable[[Callable[..., Any]], click.Command]:
    return partial(click.command, name, cls=Command, lang=lang, help=pick(lang, *text), short_help=pick(lang, *short))()


def _options(lang: Lang) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that all of them have."""
    several = (register_option, who_option, rules_option, as_of_option, engine_option, format_option, lang_option)

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(several):
            function = option(lang)(function)
        return function

    return decorated


def _tell(
    lang: Lang,
    tell: Callable[[Desk, str], Answer],
    *,
    register: str | None,
    who: str | None,
    rules: tuple[str, ...],
    as_of: str | None,
    engine: Engine | None,
    form: str,
    create: bool = False,
) -> int:
    """Write to the register and show what is answered."""
    with desk_of(register, rules, as_of, engine, create=create) as desk:
        answer = tell(desk, teller(who))
        steps = desk.next(answer.standing)
        if form == "json":
            from cunwu.report.case_data import answer_data, dump
            from cunwu.report.next_steps import next_data

            write_data(dump({**answer_data(answer), "next": next_data(steps)}))
        else:
            from cunwu.report.case import CaseText
            from cunwu.report.next_steps import next_lines

            result = answer.standing.result
            ahead = next_lines(steps, desk.work.evaluator(result), result, lang)
            write_text(CaseText(lang, colour=wants_colour(sys.stdout), columns=columns()).answer(answer, ahead))
        return answer.standing.result.exit_code
