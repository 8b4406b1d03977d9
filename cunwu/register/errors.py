"""What a register raises, and how a database's errors are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from cunwu.errors import RegisterError
from cunwu.register.entries import Entry


class ConflictError(RegisterError):
    """Somebody else wrote to the case first; ``meanwhile`` are the entries that the writer hasn't seen."""

    def __init__(self, case: str, meanwhile: tuple[Entry, ...]) -> None:
        self.case, self.meanwhile = case, meanwhile
        chinese = "；".join(f"第{one.number}号，{one.who}，{_clock(one)}" for one in meanwhile)
        english = "; ".join(f"no. {one.number} by {one.who}, {_clock(one)}" for one in meanwhile)
        super().__init__(
            f"“{case}”已经有别人写进去的登记（{chinese}）。没有写入。",
            f"Others have written to “{case}” ({english}). Nothing was written.",
        )


class NumberTakenError(ConflictError):
    """There is a case of that number already."""

    def __init__(self, case: str, meanwhile: tuple[Entry, ...]) -> None:
        self.case, self.meanwhile = case, meanwhile
        first = meanwhile[0]
        RegisterError.__init__(
            self,
            f"编号“{case}”用过了（{first.who}，{_clock(first)}立项）。没有写入。登记新的一步，用 cunwu case add；"
            "另立一件，换一个编号，或者写 - 由台账给。",
            f"“{case}” is taken (opened by {first.who}, {_clock(first)}). Nothing was written. Tell a new step with "
            "cunwu case add; open another case with another number, or with - for one that the register gives.",
        )


class Written(Enum):
    """What is known, when the database fails, of the entries that were to be written."""

    NOTHING_ASKED = ("", "")
    NO = ("没有写入。", "Nothing was written. ")
    UNKNOWN = (
        "刚才的登记写进去没有，现在不知道：请用 cunwu case history 看过再说。",
        "Whether it was written isn't known: look with cunwu case history. ",
    )


class _Told(NamedTuple):
    """A kind of failure: the words by which it is known, what it is, what to do.

    ``leaves_nothing``: even where the last word, the commit, fails so, nothing is written.
    """

    signs: tuple[str, ...]
    chinese: tuple[str, str]
    english: tuple[str, str]
    leaves_nothing: bool = False


_LOST = _Told(
    ("connection", "server closed", "terminating", "could not connect", "timeout expired", "eof detected"),
    ("连不上台账所在的数据库，或者连接断了。", ""),
    ("The database can't be reached, or the connection was lost. ", ""),
)
_TOLD = (
    _Told(
        ("disk is full", "no space left", "disk full", "could not extend file"),
        ("磁盘已满。", "腾出空间以后再试；以前登记的都还在。"),
        ("The disk is full. ", "Make room and try again; all earlier entries are there."),
        leaves_nothing=True,
    ),
    _Told(
        ("locked", "busy", "lock timeout"),
        ("台账一直被别的程序占用。", "请稍后再试。"),
        ("Another program keeps the register locked. ", "Try again later."),
        leaves_nothing=True,
    ),
    _Told(
        ("readonly", "read-only", "permission denied"),
        ("台账只能读。", "请检查文件和文件夹的权限。"),
        ("The register can only be read. ", "Look at the permissions of the file and its folder."),
        leaves_nothing=True,
    ),
    _Told(
        ("not a database", "malformed"),
        ("这个文件不是台账，或者已经损坏。", "请用备份；不要在损坏的文件上继续登记。"),
        ("This file is no register, or it is damaged. ", "Go back to a backup; don't write to a damaged file."),
    ),
    _Told(
        ("unable to open", "is a directory"),
        ("打不开台账：没有这个文件夹，没有权限，或者磁盘只读。", ""),
        ("The register can't be opened: there is no such folder, no permission, or the disk can only be read. ", ""),
    ),
    _Told(
        ("disk i/o error", "input/output error"),
        ("读写磁盘出错。", "请检查磁盘，再用 cunwu case verify 检查台账。"),
        ("The disk failed. ", "Look at the disk, then at the register with cunwu case verify."),
    ),
    _LOST,
)


@contextmanager
def told_plainly(register: str, written: Written) -> Iterator[None]:
    """Tell a database's errors in words, and what became of the entries. Raises RegisterError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise in_words(error, register, written) from error


def in_words(error: SQLAlchemyError, register: str, written: Written) -> RegisterError:
    """What a database's error means for the person at the register."""
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    first = cause.splitlines()[0] if cause else type(error).__name__
    told = _known(error, cause.lower()) or _Told((), (f"数据库出错（{first}）。", ""), (f"It failed ({first}). ", ""))
    if told.leaves_nothing and written is Written.UNKNOWN:
        written = Written.NO
    chinese, english = written.value
    return RegisterError(
        f"台账“{register}”：{told.chinese[0]}{chinese}{told.chinese[1]}",
        f"Register “{register}”: {told.english[0]}{english}{told.english[1]}".rstrip(),
    )


def _known(error: SQLAlchemyError, cause: str) -> _Told | None:
    for told in _TOLD:
        if any(sign in cause for sign in told.signs):
            return told
    return _LOST if isinstance(error, DBAPIError) and error.connection_invalidated else None


def _clock(entry: Entry) -> str:
    return f"{entry.told_at.astimezone():%Y-%m-%d %H:%M}"
