"""Registers to try things on: SQLite in a folder of its own, and a real PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from cunwu.register import Draft, Entry, Register
from tests.cunwu.cases.conftest import MOMENT

BACKENDS = ("sqlite", "postgresql")
USER = "postgres"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server on a Unix socket in its own folder."""

    programs: Path
    folder: Path

    def start(self) -> None:
        self._control("start", "-o", f"-k {self.folder} -c listen_addresses=''", "-l", str(self.folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-m", mode)

    def is_up(self) -> bool:
        try:
            self._control("status")
        except subprocess.CalledProcessError:
            return False
        return True

    def database(self, **settings: str) -> str:
        """The URL of a new database, with settings of its own."""
        name = f"t{uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        for setting, value in settings.items():
            self.run(f"ALTER DATABASE {name} SET {setting} = '{value}'")
        return self._url(name)

    def run(self, statement: str) -> None:
        """Run a statement as the master of the server."""
        engine = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def _control(self, *arguments: str) -> None:
        run_as_user([self.programs / "pg_ctl", "-D", self.folder / "data", "-w", *arguments])


def run_as_user(command: Sequence[Any]) -> None:
    """Run a program of the server, which refuses to be run by root."""
    user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)  # type: ignore[call-overload]


def server_programs() -> Path | None:
    """Where the server's programs lie; Debian keeps them out of the search path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = server_programs()
    if programs is None:
        assert not os.environ.get("CI"), "CI must have PostgreSQL: .ci/run installs it"
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the path of a socket has 107 characters at most
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        run_as_user([programs / "initdb", "-D", folder / "data", "-U", USER, "-E", "UTF8", "--locale=C", "-A", "trust"])
        server = Server(programs, folder)
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a register that isn't there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / '台账.db'}"
    server: Server = request.getfixturevalue("server")
    return server.database()


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url) as opened:
        yield opened


def told(register: Register, case: str = "A1", *texts: str, after: int | None = None) -> tuple[Entry, ...]:
    """Write entries that say these texts."""
    drafts = [Draft("added", {"说": text}) for text in texts or ("话",)]
    return register.append(case, drafts, "王会计", MOMENT, after=after)


class Writers:
    """A process that forks writers, so that one is there within milliseconds; each can be killed."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("writer.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._asks: IO[str] = self._process.stdin
        self.says: IO[str] = self._process.stdout

    def start(self, url: str, case: str, at_once: int) -> int:
        """Let a writer begin; its process."""
        self._asks.write(f"{url} {case} {at_once}\n")
        self._asks.flush()
        return int(self.says.readline())

    def close(self) -> None:
        self._asks.close()
        self._process.wait(10)
        self.says.close()


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()


@pytest.fixture
def more_writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()
