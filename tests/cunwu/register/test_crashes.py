"""Whatever happens in the middle of a write, what was acknowledged is there, whole, and nothing half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import OperationalError

from cunwu.errors import RegisterError
from cunwu.register import Register
from tests.cunwu.register.conftest import Server, Writers, told

SEED = 20261126


def killed(writers: Writers, url: str, at_once: int, delay: float) -> tuple[int, int]:
    """Kill a writer with signal 9 some seconds after its first acknowledgment; first and last number acknowledged."""
    writer = writers.start(url, "A1", at_once)
    first = last = int(writers.says.readline())
    time.sleep(delay)
    os.kill(writer, signal.SIGKILL)
    while (line := writers.says.readline().strip()) != "dead":
        last = int(line)
    return first, last


def survives(register: Register, writers: Writers, url: str, times: int) -> None:
    """Kill a writer again and again; after each time all that was acknowledged is there, and only whole writes."""
    chance = random.Random(SEED)
    there, unsaid = 0, 0
    for _ in range(times):
        at_once = chance.choice((1, 1, 3, 8))
        first, last = killed(writers, url, at_once, chance.uniform(0, 0.012))
        assert first == there + at_once
        told(register, "B1")  # a server may still be at the last write of a client that is dead: wait for our turn
        found = [one.number for one in register.entries("A1", after=there)]
        assert found == list(range(there + 1, there + len(found) + 1))
        assert len(found) % at_once == 0
        assert there + len(found) in (last, last + at_once)  # the write in which it was killed may be there, unsaid
        unsaid += there + len(found) != last
        there += len(found)
    assert not register.verify() and register.head().position == there + times
    assert told(register, "A1")[0].number == there + 1
    print(f"{times} writers killed, {there} entries, {unsaid} writes that nobody was told of")


@pytest.mark.slow
def test_writers_on_sqlite_are_killed_200_times(tmp_path, writers):
    url = f"sqlite:///{tmp_path}/register.db"
    with Register.open(url) as register:
        survives(register, writers, url, 200)


def test_two_processes_write_to_one_register_at_once(url, writers, more_writers):
    """Each goes on until it is killed; what both acknowledged is there, one after the other."""
    with Register.open(url) as register:
        begun = [(one, one.start(url, case, 2)) for one, case in ((writers, "A1"), (more_writers, "B1"))]
        for one, _ in begun:
            assert one.says.readline().strip() == "2"
        time.sleep(1)
        for case, (one, writer) in zip(("A1", "B1"), begun, strict=True):
            os.kill(writer, signal.SIGKILL)
            acknowledged = 2
            while (line := one.says.readline().strip()) != "dead":
                acknowledged = int(line)
            told(register, "C1")
            found = [entry.number for entry in register.entries(case)]
            assert found == list(range(1, len(found) + 1))
            assert len(found) in (acknowledged, acknowledged + 2)
        assert not register.verify()


def test_writers_on_postgresql_are_killed(server, writers):
    url = server.database()
    with Register.open(url) as register:
        survives(register, writers, url, 40)


@pytest.fixture
def own_server(server: Server) -> Iterator[Server]:
    """The server, which is up again afterwards."""
    yield server
    if not server.is_up():
        server.start()


@pytest.mark.parametrize("acknowledged_by_the_server", ["on", "off"])
def test_the_server_is_stopped_at_once_in_the_middle_of_a_write(own_server, writers, acknowledged_by_the_server):
    """A server that is set to acknowledge what isn't on the disk yet does so for us, too, unless told otherwise."""
    url = own_server.database(synchronous_commit=acknowledged_by_the_server)
    Register.open(url).close()
    for _ in range(3):
        writer = writers.start(url, "A1", 3)
        acknowledged = int(writers.says.readline())
        time.sleep(0.02)
        own_server.stop("immediate")
        while (line := writers.says.readline().strip()) != "dead":
            acknowledged = int(line)
        assert not _alive(writer)
        own_server.start()
        with Register.open(url) as register:
            assert len(register.entries("A1")) in (acknowledged, acknowledged + 3) and not register.verify()


def test_the_server_s_process_for_a_writer_is_killed(own_server, writers):
    """One process of the server dies (the server then ends all others and recovers): nothing half, nothing lost."""
    url = own_server.database()
    with Register.open(url) as register:
        backends = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        for _ in range(3):
            engine = create_engine(url, poolclass=NullPool)
            register.close()
            writers.start(url, "A1", 3)
            acknowledged = int(writers.says.readline())
            with engine.connect() as connection:
                process = connection.exec_driver_sql(backends).scalar_one()
            os.kill(process, signal.SIGKILL)
            while (line := writers.says.readline().strip()) != "dead":
                acknowledged = int(line)
            _wait_for(own_server)
            assert len(register.entries("A1")) in (acknowledged, acknowledged + 3) and not register.verify()


def test_an_error_on_commit_leaves_open_whether_it_was_written(own_server):
    """The connection is cut when all is written but the last word, or before."""

    def write(more: str = "") -> None:
        with register._writing() as connection:
            own_server.run(f"SELECT pg_terminate_backend({_process_of(connection)})")
            time.sleep(0.1)
            if more:
                connection.exec_driver_sql(more)

    with Register.open(own_server.database()) as register:
        told(register)
        with pytest.raises(RegisterError, match="连接断了。刚才的登记写进去没有，现在不知道：请用 cunwu case history"):
            write()
        with pytest.raises(RegisterError, match="连接断了。没有写入。"):
            write("SELECT 1")
        assert told(register)[0].number == 2


def _process_of(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


def _wait_for(server: Server) -> None:
    """Until a server that recovers takes connections again."""
    for _ in range(200):
        try:
            server.run("SELECT 1")
        except OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server doesn't come back")


def test_a_connection_that_was_lost_is_told_and_made_anew(own_server):
    with Register.open(own_server.database()) as register:
        told(register)
        own_server.stop("immediate")
        with pytest.raises(RegisterError, match="连不上台账所在的数据库，或者连接断了"):
            told(register)
        own_server.start()
        assert told(register)[0].number == 2 and not register.verify()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, a little over half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("no disk can be mounted here (not root)")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk(disk):
    """What doesn't fit is refused, all that was told is there, and it goes on when there is room."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * 100_000)
    with Register.open(disk / "台账.db") as register:
        count = filled(register)
        assert 0 < count == len(register.entries("A1"))
        ballast.unlink()
        assert told(register, "A1", "字" * 3000)[0].number == count + 1 and not register.verify()
    with Register.open(disk / "台账.db") as register:
        assert len(register.entries("A1")) == count + 1 and not register.verify()


def filled(register: Register) -> int:
    """Write until the disk is full; how many entries were acknowledged."""
    for count in range(1000):
        try:
            told(register, "A1", "字" * 3000)
        except RegisterError as error:
            refusal, acknowledged = str(error), count
            break
    assert "磁盘已满。没有写入。腾出空间以后再试；以前登记的都还在。" in refusal
    return acknowledged


def test_a_disk_that_can_only_be_read(disk):
    file = disk / "台账.db"
    with Register.open(file) as register:
        told(register)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(RegisterError, match="打不开台账：没有这个文件夹，没有权限，或者磁盘只读"):
        Register.open(file)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
