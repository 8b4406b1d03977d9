"""The tables of a register, and what keeps a database from changing what is in them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
)

from cunwu.errors import RegisterError

VERSION = 1
"""Raised when the tables change their meaning."""

METADATA = MetaData()
ABOUT = Table("cunwu_register", METADATA, Column("version", Integer, nullable=False))
ENTRIES = Table(
    "cunwu_entries",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("case_number", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("told_at", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("case_number", "number"),
    CheckConstraint("position > 0"),
)
_SQLITE = [
    f"CREATE TRIGGER cunwu_entries_no_{name} BEFORE {event} BEGIN SELECT RAISE(ABORT, 'entries are only added'); END"
    for name, event in {
        "update": "UPDATE ON cunwu_entries",
        "delete": "DELETE ON cunwu_entries",
        # INSERT OR REPLACE puts an entry in the place of another without asking the trigger for deletions.
        "replace": """INSERT ON cunwu_entries WHEN EXISTS (SELECT 1 FROM cunwu_entries
        WHERE position = NEW.position OR case_number = NEW.case_number AND number = NEW.number)""",
    }.items()
]
_POSTGRESQL = [
    """CREATE FUNCTION cunwu_entries_only_added() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'entries are only added'; END $$""",
    """CREATE TRIGGER cunwu_entries_no_change BEFORE UPDATE OR DELETE ON cunwu_entries
    FOR EACH ROW EXECUTE FUNCTION cunwu_entries_only_added()""",
    """CREATE TRIGGER cunwu_entries_no_truncate BEFORE TRUNCATE ON cunwu_entries
    FOR EACH STATEMENT EXECUTE FUNCTION cunwu_entries_only_added()""",
]


def is_prepared(connection: Connection, register: str) -> bool:
    """Whether the tables are there, and of our version.

    Raises RegisterError for a register of a newer version.
    """
    if ABOUT.name not in inspect(connection).get_table_names():
        return False
    version = connection.execute(select(ABOUT.c.version)).scalar()
    if version != VERSION:
        raise RegisterError(
            f"台账“{register}”是第{version}版，本程序只认得第{VERSION}版。没有写入；请用新版的程序打开。",
            f"Register “{register}” is of version {version}, this program knows version {VERSION}. "
            "Nothing was written; open it with a newer program.",
        )
    return True


def holds_something(connection: Connection) -> bool:
    """Whether there are tables at all."""
    return bool(inspect(connection).get_table_names())


def prepare(connection: Connection) -> None:
    """Make the tables, with what keeps the database from changing what is in them."""
    METADATA.create_all(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
    connection.execute(ABOUT.insert().values(version=VERSION))
