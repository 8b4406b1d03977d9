"""A register in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from cunwu.errors import RegisterError
from cunwu.register.chain import GENESIS, breaks, hash_of, text_of
from cunwu.register.entries import Broken, CaseHead, Draft, Entry, Head, Kept
from cunwu.register.errors import ConflictError, Written, told_plainly
from cunwu.register.schema import ENTRIES, holds_something, is_prepared, prepare

_PATIENCE = 30
"""Seconds that a writer waits for another one."""
_MOST_BYTES = 1_000_000
_MOST_LETTERS = 100
_CASE = re.compile(r"[\w()（）\[\]〔〕.·—\-]+")
_LOCK = 0x63756E7775
"""The advisory lock of PostgreSQL under which entries are written one after the other."""
_ON_THE_DISK = """SELECT set_config('synchronous_commit', 'on', true)
WHERE current_setting('synchronous_commit') = 'off'"""
"""A server of PostgreSQL may be set to acknowledge what isn't on the disk yet; stronger settings stay."""
_AT_A_TIME = 500
_TAG = "cunwu_writes"


class Register:
    """An open register. Use it as a context, or ``close`` it; it may be shared by threads, not by forked processes."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    @classmethod
    def open(cls, name: str | Path, *, create: bool = True) -> Self:
        """Open the register at a path, or at a ``sqlite:`` or ``postgresql:`` URL; make it where there is none.

        Raises RegisterError where it can't be opened, isn't there (without
        ``create``), is none, or is of a newer version.
        """
        url, shown = _url(name)
        if url.drivername.startswith("sqlite") and url.database and not create and not Path(url.database).exists():
            raise RegisterError(
                f"没有台账“{shown}”。用 cunwu case open 立第一件，就会新建；在别处的，用 --register 写明。",
                f"There is no register “{shown}”. cunwu case open makes it; name another one with --register.",
            )
        engine = _engine(url)
        register = cls(engine, shown)
        try:
            register._prepare(create=create)
        except BaseException:
            engine.dispose()
            raise
        return register

    def _prepare(self, *, create: bool) -> None:
        """Look whether it is a register; make it one, if it may be. Who only looks writes nothing."""
        with self._reading() as connection:
            if is_prepared(connection, self.name):
                return
            foreign = self._engine.dialect.name == "sqlite" and holds_something(connection)
        if not create or foreign:
            raise RegisterError(
                f"“{self.name}”不是台账，没有往里写。", f"“{self.name}” is no register; nothing was written to it."
            )
        self._log_ahead()
        with self._writing() as connection:
            if not is_prepared(connection, self.name):  # another may have been faster
                prepare(connection)

    def _log_ahead(self) -> None:
        """Let readers and a writer not wait for each other; a file keeps to it from then on."""
        if self._engine.dialect.name == "sqlite":
            with told_plainly(self.name, Written.NO), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode=WAL")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # --- writing ----------------------------------------------------------------------

    def append(
        self, case: str, drafts: Sequence[Draft], who: str, told_at: datetime, *, after: int | None = None
    ) -> tuple[Entry, ...]:
        """Write entries to a case, all or none; when this returns, they are on the disk.

        ``after`` is the number of the last entry that the writer has seen, 0 for
        a case that must not exist yet; None takes whatever is there.
        Raises ConflictError where others wrote first, RegisterError where it can't be written,
        ValueError for a ``told_at`` without a time zone.
        """
        if told_at.utcoffset() is None:
            raise ValueError("told_at has no time zone")
        case, who = _checked_case(case), _checked_who(who)
        bodies = [_checked_body(draft.body) for draft in drafts]
        moment = told_at.astimezone(UTC).isoformat(timespec="microseconds")
        with self._writing() as connection:
            seen = connection.execute(
                select(func.coalesce(func.max(ENTRIES.c.number), 0)).where(ENTRIES.c.case_number == case)
            ).scalar_one()
            if after is not None and after != seen:
                raise ConflictError(case, self._entries(connection, case, after))
            last = _head(connection)
            rows = []
            for number, (draft, body) in enumerate(zip(drafts, bodies, strict=True), seen + 1):
                told = (last.position + 1, case, number, draft.kind, body, who, moment, last.hash)
                rows.append(Kept(*told, hash_of(told)))
                last = Head(rows[-1].position, rows[-1].hash)
            if rows:
                connection.execute(ENTRIES.insert(), [row._asdict() for row in rows])
        return tuple(row.entry() for row in rows)

    def next_number(self, year: int) -> str:
        """A case number that is free now (2026-0001); ``append`` with ``after=0`` tells if another took it first."""
        prefix = f"{year}-"
        with self._reading() as connection:
            taken = connection.execute(
                select(ENTRIES.c.case_number).where(ENTRIES.c.number == 1, ENTRIES.c.case_number.startswith(prefix))
            ).scalars()
            numbers = [int(rest) for one in taken if (rest := one.removeprefix(prefix)).isdecimal()]
        return f"{prefix}{max(numbers, default=0) + 1:04}"

    # --- reading ----------------------------------------------------------------------

    def entries(self, case: str, after: int = 0) -> tuple[Entry, ...]:
        """The entries of a case behind number ``after``; none where there is no such case."""
        if not _CASE.fullmatch(case.strip()):
            return ()
        with self._reading() as connection:
            return self._entries(connection, case.strip(), after)

    def cases(self) -> Iterator[CaseHead]:
        """All cases by their numbers, a few hundred at a time."""
        query = (
            select(ENTRIES.c.case_number, func.count())
            .group_by(ENTRIES.c.case_number)
            .order_by(ENTRIES.c.case_number)
            .limit(_AT_A_TIME)
        )
        last = ""
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(ENTRIES.c.case_number > last)).all()
            yield from map(CaseHead._make, rows)
            if len(rows) < _AT_A_TIME:
                return
            last = rows[-1][0]

    def count(self) -> int:
        """How many cases there are."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).where(ENTRIES.c.number == 1)).scalar_one()

    def all_entries(self) -> Iterator[Entry]:
        """All entries in the order of the chain, a few hundred at a time. Raises RegisterError for a broken one."""
        return map(self._entry, self._chain())

    def head(self) -> Head:
        """The last entry of the chain."""
        with self._reading() as connection:
            return _head(connection)

    def verify(self, head: str | None = None) -> tuple[Broken, ...]:
        """Where the chain doesn't hold; with a ``head`` written down earlier also whether the end was cut off."""
        return tuple(breaks(self._chain(), head))

    def _chain(self) -> Iterator[Kept]:
        query = select(ENTRIES).order_by(ENTRIES.c.position).limit(_AT_A_TIME)
        following = query
        while True:
            with self._reading() as connection:
                rows = [Kept(*row) for row in connection.execute(following)]
            yield from rows
            if len(rows) < _AT_A_TIME:
                return
            following = query.where(ENTRIES.c.position > rows[-1].position)

    def _entries(self, connection: Connection, case: str, after: int) -> tuple[Entry, ...]:
        query = select(ENTRIES).where(ENTRIES.c.case_number == case, ENTRIES.c.number > after)
        rows = [Kept(*row) for row in connection.execute(query.order_by(ENTRIES.c.number))]
        return tuple(map(self._entry, rows))

    def _entry(self, kept: Kept) -> Entry:
        try:
            return kept.entry()
        except (TypeError, ValueError) as error:
            raise RegisterError(
                f"台账“{self.name}”里{kept.case_number}的第{kept.number}号被改坏了，读不出来。"
                "请用 cunwu case verify 检查，用备份恢复。",
                f"No. {kept.number} of {kept.case_number} in register “{self.name}” is broken and can't be read. "
                "Check with cunwu case verify, and go back to a backup.",
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes; it is committed to the disk at its end."""
        with (
            told_plainly(self.name, Written.NO),
            self._engine.connect().execution_options(**{_TAG: True}) as connection,
        ):
            transaction = connection.begin()  # what isn't committed is rolled back when the connection is let go
            if connection.dialect.name == "postgresql":
                for statement in (
                    _ON_THE_DISK,
                    f"SET LOCAL lock_timeout = '{_PATIENCE}s'",
                    f"SELECT pg_advisory_xact_lock({_LOCK})",
                ):
                    connection.exec_driver_sql(statement)
            yield connection
            with told_plainly(self.name, Written.UNKNOWN):
                transaction.commit()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            told_plainly(self.name, Written.NOTHING_ASKED),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield connection


def _head(connection: Connection) -> Head:
    query = select(ENTRIES.c.position, ENTRIES.c.hash).where(ENTRIES.c.position > 0)
    found = connection.execute(query.order_by(ENTRIES.c.position.desc()).limit(1)).first()
    return Head(found.position, found.hash) if found else Head(0, GENESIS)


# --- what is refused ------------------------------------------------------------------


def _checked_case(case: str) -> str:
    case = case.strip()
    if not case or len(case) > _MOST_LETTERS or not _CASE.fullmatch(case):
        raise RegisterError(
            f"编号“{case[:_MOST_LETTERS]}”不行：只能用汉字、字母、数字、连字符和括号，最多{_MOST_LETTERS}个字。",
            f"“{case[:_MOST_LETTERS]}” can't be a case number: letters, digits, hyphens and brackets only, "
            f"{_MOST_LETTERS} at most.",
        )
    return case


def _checked_who(who: str) -> str:
    who = " ".join(who.split())
    if not who or len(who) > _MOST_LETTERS or not who.isprintable():
        raise RegisterError("请写明登记人（--who）。", "Say who tells this (--who).")
    return who


def _checked_body(body: Any) -> str:
    try:
        told = text_of(body)
        size = len(told.encode())
    except UnicodeEncodeError as error:
        raise RegisterError(
            "内容里有不能保存的字符（半个字符）。没有写入。", "There is half a character in it. Nothing was written."
        ) from error
    except (TypeError, ValueError) as error:
        raise RegisterError(
            f"内容里有不能保存的值（{error}）。没有写入。",
            f"There is a value that can't be kept ({error}). Nothing was written.",
        ) from error
    if size > _MOST_BYTES:
        raise RegisterError(
            f"一次登记的内容太大（{size // 1000}千字节，最多{_MOST_BYTES // 1000}千字节）。没有写入。",
            f"An entry is too large ({size // 1000} kB, at most {_MOST_BYTES // 1000} kB). Nothing was written.",
        )
    return told


# --- the database -----------------------------------------------------------------------


def _url(name: str | Path) -> tuple[URL, str]:
    """The URL of a register, and its name as messages show it (without a password)."""
    given = str(name)
    if "://" not in given:
        return URL.create("sqlite", database=given), given
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise RegisterError(f"“{given}”不是台账的地址。", f"“{given}” is no address of a register.") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RegisterError(
            f"台账只能放在 SQLite 或者 PostgreSQL 里，不能用“{url.drivername}”。",
            f"A register lies in SQLite or PostgreSQL, not in “{url.drivername}”.",
        )
    return url, url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            patience = {} if "connect_timeout" in url.query else {"connect_timeout": _PATIENCE}
            # Each statement must see what the writer before us wrote, whatever the server is set to.
            return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED", connect_args=patience)
        engine = create_engine(url, connect_args={"timeout": _PATIENCE})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise RegisterError(
            "没有安装 PostgreSQL 的驱动程序：pip install cunwu[postgresql]。",
            "The driver for PostgreSQL is not installed: pip install cunwu[postgresql].",
        ) from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """Every commit is on the disk; transactions are begun by us; a broken text is read, for ``verify`` to find."""
    connection.isolation_level = None
    connection.text_factory = lambda data: data.decode(errors="replace")
    for pragma in ("synchronous=FULL", f"busy_timeout={_PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_TAG)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
