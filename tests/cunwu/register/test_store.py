"""What a register keeps, what it refuses, and how many may write at once: on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from cunwu.errors import RegisterError
from cunwu.register import GENESIS, ConflictError, Draft, Head, Register
from tests.cunwu.cases.conftest import MOMENT
from tests.cunwu.register.conftest import told

OF_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def test_entries_come_back_as_they_were_told(register, url):
    body = {"内容": {"标题": "修“村道”\n二期", "材料": ["会议记录", "签到册"], "实到": None}, "target": 3, "emoji": "🏘️"}
    beijing = datetime(2024, 5, 1, 8, 30, 1, 5, tzinfo=timezone(timedelta(hours=8)))
    (entry,) = register.append("2024-0001", [Draft("fixed", body)], " 王 会计 ", beijing, after=0)
    assert (entry.position, entry.number, entry.who, entry.previous) == (1, 1, "王 会计", GENESIS)
    assert entry.told_at == beijing and entry.told_at.utcoffset() == timedelta(0)
    with Register.open(url) as again:
        assert again.entries("2024-0001") == (entry,) and again.head() == Head(1, entry.hash)
        assert list(again.entries("2024-0001")[0].body["内容"]) == ["标题", "材料", "实到"]


def test_numbers_count_a_case_and_positions_the_register(register):
    told(register, "A1", "一", "二")
    told(register, "B1")
    told(register, "A1")
    found = [(one.position, one.case, one.number) for one in register.all_entries()]
    assert found == [(1, "A1", 1), (2, "A1", 2), (3, "B1", 1), (4, "A1", 3)]
    assert [one.number for one in register.entries("A1", after=1)] == [2, 3]
    assert [(one.case, one.entries) for one in register.cases()] == [("A1", 3), ("B1", 1)]
    assert not register.entries("没有") and not register.verify() and register.count() == 2


def test_an_empty_register(register):
    assert list(register.cases()) == [] and register.head() == Head(0, GENESIS) and register.verify(GENESIS) == ()


def test_many_cases_are_read_a_part_at_a_time(register):
    for number in range(3):
        for part in range(4):
            told(register, f"{part}-{number}")
    register.append("长", [Draft("added", {"n": number}) for number in range(1201)], "王", MOMENT)
    assert len(list(register.cases())) == 13 and len(list(register.all_entries())) == 1213


def test_who_writes_first_wins(register, url):
    told(register, "A1", after=0)
    with Register.open(url) as other:
        told(other, "A1", "别人的", after=1)
    message = r"“A1”已经有别人写进去的登记（第2号，王会计，2024-05-01 \d\d:\d\d）。没有写入。"
    with pytest.raises(ConflictError, match=message) as conflict:
        told(register, "A1", after=1)
    assert [one.body["说"] for one in conflict.value.meanwhile] == ["别人的"]
    with pytest.raises(ConflictError):
        told(register, "A1", after=0)
    assert [one.number for one in told(register, "A1", after=2)] == [3]


def test_numbers_are_given_by_year(register):
    assert register.next_number(2024) == "2024-0001"
    told(register, "2024-0001")
    told(register, "2024-0009")
    told(register, "2024-修路")
    told(register, "2025-0003")
    assert register.next_number(2024) == "2024-0010" and register.next_number(2026) == "2026-0001"


@pytest.mark.parametrize("case", ["", " ", "a/b", "a'b", "甲\n乙", "甲" * 101, "%", "2024 0001"])
def test_case_numbers_that_are_refused(register, case):
    with pytest.raises(RegisterError, match="不行：只能用汉字、字母、数字、连字符和括号，最多100个字"):
        told(register, case)


@pytest.mark.parametrize("case", ["2024-0001", "大青村（2024）3号", "A.1", "〔2024〕5"])
def test_case_numbers_that_are_taken(register, case):
    told(register, f" {case} ")
    assert len(register.entries(case)) == 1


@pytest.mark.parametrize("who", ["", "  ", "甲" * 101, "王\x00"])
def test_somebody_must_tell(register, who):
    with pytest.raises(RegisterError, match="请写明登记人"):
        register.append("A1", [Draft("added", {})], who, MOMENT)


def test_a_body_can_be_too_large(register):
    with pytest.raises(RegisterError, match=r"太大（1500千字节，最多1000千字节）。没有写入。"):
        told(register, "A1", "字" * 500_000)
    told(register, "A1", "字" * 300_000)
    assert len(register.entries("A1")) == 1


def test_half_a_character(register):
    with pytest.raises(RegisterError, match="内容里有不能保存的字符"):
        told(register, "A1", "修\ud800路")


def test_entries_are_written_all_or_none(register):
    for value in (object(), float("nan"), {1, 2}):
        with pytest.raises(RegisterError, match=r"内容里有不能保存的值.*没有写入。"):
            register.append("A1", [Draft("added", {}), Draft("added", {"一": value})], "王", MOMENT)
    assert not register.entries("A1")


def test_a_moment_has_a_time_zone(register):
    with pytest.raises(ValueError, match="time zone"):
        register.append("A1", [Draft("added", {})], "王", MOMENT.replace(tzinfo=None))


@pytest.mark.parametrize(
    "change",
    ["UPDATE cunwu_entries SET who = '李'", "DELETE FROM cunwu_entries"],
)
def test_the_database_refuses_changes(register, url, change):
    told(register)
    engine = create_engine(url)
    with pytest.raises(DBAPIError, match="entries are only added"), engine.begin() as connection:
        connection.exec_driver_sql(change)
    engine.dispose()
    assert not register.verify()


@OF_SQLITE
@pytest.mark.parametrize("place", ["1, 'C1', 1", "9, 'A1', 1"])
def test_no_entry_is_put_in_the_place_of_another(register, url, place):
    told(register)
    engine = create_engine(url)
    forged = f"INSERT OR REPLACE INTO cunwu_entries VALUES ({place}, 'added', '{{}}', '李', '', '', '')"
    with pytest.raises(DBAPIError, match="entries are only added"), engine.begin() as connection:
        connection.exec_driver_sql(forged)
    engine.dispose()
    assert not register.verify()


@pytest.mark.parametrize("position", [0, -1])
def test_no_entry_is_put_before_the_first(register, url, position):
    engine = create_engine(url)
    forged = f"INSERT INTO cunwu_entries VALUES ({position}, 'A1', 1, 'added', '{{}}', '李', '', '', '')"
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"), engine.begin() as connection:
        connection.exec_driver_sql(forged)
    engine.dispose()


def test_a_register_of_a_newer_version(url):
    Register.open(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cunwu_register SET version = 2")
    engine.dispose()
    with pytest.raises(RegisterError, match="是第2版，本程序只认得第1版。没有写入；请用新版的程序打开。"):
        Register.open(url)


def test_a_database_that_holds_something_else(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other (id integer)")
    engine.dispose()
    with pytest.raises(RegisterError, match="不是台账"):
        Register.open(url, create=False)


def test_the_database_of_another_program_is_left_as_it_is(tmp_path):
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (id integer)")
        connection.commit()
    before = file.read_bytes()
    for create in (True, False):
        with pytest.raises(RegisterError, match="不是台账，没有往里写"):
            Register.open(file, create=create)
    assert file.read_bytes() == before and [one.name for one in tmp_path.iterdir()] == ["other.db"]


# --- several at once --------------------------------------------------------------------


def test_threads_on_one_register_and_one_case(register, url):
    with Register.open(url) as second, ThreadPoolExecutor(8) as pool:
        work = [pool.submit(told, one, case, f"{n}") for n in range(30) for one in (register, second) for case in "AB"]
        written = [entry for one in work for entry in one.result()]
    assert sorted(one.position for one in written) == list(range(1, 121))
    for case in "AB":
        assert [one.number for one in register.entries(case)] == list(range(1, 61))
    assert not register.verify()


def test_two_open_the_same_case_at_once(register, url):
    def opens(mine: Register) -> str | int:
        try:
            return told(mine, "2024-0001", "立项", after=0)[0].number
        except ConflictError as conflict:
            return str(conflict)

    with Register.open(url) as second, ThreadPoolExecutor(2) as pool:
        found = list(pool.map(opens, (register, second)))
    assert sorted(map(type, found), key=str) == [int, str] and len(register.entries("2024-0001")) == 1


def test_who_waits_too_long_is_told(register, url, monkeypatch):
    monkeypatch.setattr("cunwu.register.store._PATIENCE", 1)
    with Register.open(url) as other:
        other.head()  # connected, with a second's patience
        with register._writing(), pytest.raises(RegisterError, match="一直被别的程序占用。没有写入。请稍后再试"):
            told(other)
        assert told(other)[0].position == 1


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_a_server_with_another_isolation(server, isolation):
    url = server.database(default_transaction_isolation=isolation)
    with Register.open(url) as register, Register.open(url) as second, ThreadPoolExecutor(8) as pool:
        work = [pool.submit(told, one, "A1", f"{n}") for n in range(40) for one in (register, second)]
        assert sorted(one.result()[0].number for one in work) == list(range(1, 81))
        assert not register.verify()


def test_who_only_looks_waits_for_no_writer(register, url):
    told(register)
    with register._writing(), Register.open(url, create=False) as other:
        assert len(other.entries("A1")) == 1 and other.count() == 1


def test_two_make_the_register_at_once(url):
    def makes(number: int) -> int:
        with Register.open(url) as mine:
            return told(mine, f"A{number}")[0].position

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(makes, range(4))) == [1, 2, 3, 4]


# --- files that can't be used ---------------------------------------------------------------


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(RegisterError) as error:
        make()
    assert error.value.english and not error.value.english.isspace()
    return str(error.value)


def test_a_file_that_is_no_database(tmp_path):
    file = tmp_path / "台账.db"
    file.write_bytes(b"\x50\x4b\x03\x04" * 1000)
    assert "这个文件不是台账，或者已经损坏" in refused(lambda: Register.open(file))
    assert file.read_bytes() == b"\x50\x4b\x03\x04" * 1000


def test_a_folder_and_a_folder_that_is_not_there(tmp_path):
    assert "打不开台账" in refused(lambda: Register.open(tmp_path))
    assert "打不开台账" in refused(lambda: Register.open(tmp_path / "没有" / "台账.db"))


def test_no_register_is_made_where_none_is_to_be(tmp_path):
    assert "没有台账" in refused(lambda: Register.open(tmp_path / "台账.db", create=False))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mysql://localhost/x", "台账只能放在 SQLite 或者 PostgreSQL 里，不能用“mysql”"),
        ("://", "不是台账的地址"),
        ("postgresql://nobody@localhost:1/x", "连不上台账所在的数据库"),
    ],
)
def test_addresses_that_are_none(name, message):
    assert message in refused(lambda: Register.open(name))


def test_a_password_is_not_shown():
    assert "geheim" not in refused(lambda: Register.open("postgresql://me:geheim@localhost:1/x"))


def test_utc_is_kept(tmp_path: Path):
    with Register.open(tmp_path / "台账.db") as register:
        told(register)
        assert register.entries("A1")[0].told_at.tzinfo is UTC
