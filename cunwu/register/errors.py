"""What a register raises, and how a database's errors are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from cunwu.errors import RegisterError
from cunwu.register.entries import Entry


class ConflictError(RegisterError):
    """Somebody else wrote to the case first; ``meanwhile`` are the entries that the writer hasn't seen."""

    def __init__(self, case: str, meanwhile: tuple[Entry, ...]) -> None:
        self.case, self.meanwhile = case, meanwhile
        chinese = "；".join(f"第{one.number}号，{one.who}" for one in meanwhile)
        english = "; ".join(f"no. {one.number} by {one.who}" for one in meanwhile)
        super().__init__(
            f"“{case}”已经有别人写进去的登记（{chinese}）。没有写入。",
            f"Others have written to “{case}” ({english}). Nothing was written.",
        )


_TOLD = (
    (
        ("disk is full", "no space left", "disk full", "could not extend file"),
        "磁盘已满，没有写入。腾出空间以后再试；以前登记的都还在。",
        "The disk is full; nothing was written. Make room and try again; all earlier entries are there.",
    ),
    (
        ("locked", "busy", "lock timeout"),
        "台账一直被别的程序占用，没有写入。请稍后再试。",
        "Another program keeps the register locked; nothing was written. Try again later.",
    ),
    (
        ("readonly", "read-only", "permission denied"),
        "台账只能读，没有写入。请检查文件和文件夹的权限。",
        "The register can only be read; nothing was written. Look at the permissions of the file and its folder.",
    ),
    (
        ("not a database", "malformed"),
        "这个文件不是台账，或者已经损坏。请用备份；不要在损坏的文件上继续登记。",
        "This file is no register, or it is damaged. Go back to a backup; don't write to a damaged file.",
    ),
    (
        ("unable to open", "is a directory"),
        "打不开台账：没有这个文件夹，没有权限，或者磁盘只读。",
        "The register can't be opened: there is no such folder, no permission, or the disk can only be read.",
    ),
    (
        ("disk i/o error", "input/output error"),
        "读写磁盘出错，没有写入。请检查磁盘，再用 cunwu case verify 检查台账。",
        "The disk failed; nothing was written. Look at the disk, then at the register with cunwu case verify.",
    ),
    (
        ("connection", "server closed", "terminating", "could not connect", "timeout expired"),
        "连不上台账所在的数据库，或者连接断了。刚才的登记写进去没有，请用 cunwu case history 看过再说。",
        "The database can't be reached, or the connection was lost. cunwu case history tells what was written.",
    ),
)


@contextmanager
def told_plainly(register: str) -> Iterator[None]:
    """Tell a database's errors in words. Raises RegisterError."""
    try:
        yield
    except SQLAlchemyError as error:
        raise in_words(error, register) from error


def in_words(error: SQLAlchemyError, register: str) -> RegisterError:
    """What a database's error means for the person at the register."""
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    lower = cause.lower()
    for signs, chinese, english in _TOLD:
        if any(sign in lower for sign in signs):
            return RegisterError(f"台账“{register}”：{chinese}", f"Register “{register}”: {english}")
    first = cause.splitlines()[0] if cause else type(error).__name__
    return RegisterError(
        f"台账“{register}”出错，没有写入：{first}", f"Register “{register}” failed, nothing was written: {first}"
    )
