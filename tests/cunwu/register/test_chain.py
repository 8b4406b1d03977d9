"""What was changed behind a register's back is found, with its place."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from cunwu.errors import RegisterError
from cunwu.register import Register
from tests.cunwu.register.conftest import told

WITHOUT_CHECK = """CREATE TABLE copy AS SELECT * FROM cunwu_entries;
DROP TABLE cunwu_entries; ALTER TABLE copy RENAME TO cunwu_entries"""
"""What makes the table one that refuses nothing, as a register of an earlier program is."""
DROP = {
    "sqlite": ["DROP TRIGGER cunwu_entries_no_update", "DROP TRIGGER cunwu_entries_no_delete"],
    "postgresql": ["DROP TRIGGER cunwu_entries_no_change ON cunwu_entries"],
}


@pytest.fixture
def filled(register: Register) -> Register:
    """Five entries of two cases."""
    told(register, "A1", "立项")
    told(register, "B1", "立项")
    told(register, "A1", "提议", "商议")
    told(register, "B1", "提议")
    return register


def behind_its_back(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (*DROP[engine.dialect.name], *statements):
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE cunwu_entries SET body = '{}' WHERE position = 3", ["A1：第2号（王会计，2024-05-01）的内容被改过"]),
        ("UPDATE cunwu_entries SET who = '李文书' WHERE position = 2", ["B1：第1号（李文书，2024-05-01）的内容被改过"]),
        (
            "UPDATE cunwu_entries SET told_at = '2024-04-01T00:00:00.000000+00:00' WHERE position = 5",
            ["B1：第2号（王会计，2024-04-01）的内容被改过"],
        ),
        (
            "UPDATE cunwu_entries SET case_number = 'A1', number = 4 WHERE position = 5",
            ["A1：第4号（王会计，2024-05-01）的内容被改过"],
        ),
        (
            f"UPDATE cunwu_entries SET hash = '{'a' * 64}' WHERE position = 3",
            [
                "A1：第2号（王会计，2024-05-01）的内容被改过",
                "A1：第3号同前一条登记接不上：有一条被改过、调换过或者插进来",
            ],
        ),
        (
            "DELETE FROM cunwu_entries WHERE position = 3",
            ["A1：第3号前面少了1条登记（链上第3条起）", "A1：本件登记的号不连续：这里应当是第2号，写的是第3号"],
        ),
        ("DELETE FROM cunwu_entries WHERE case_number = 'B1' AND number = 1",
         ["A1：第2号前面少了1条登记（链上第2条起）", "B1：本件登记的号不连续：这里应当是第1号，写的是第2号"]),
    ],
)  # fmt: skip
def test_a_change(filled, url, change, found):
    assert not filled.verify()
    behind_its_back(url, change)
    assert [one.text() for one in filled.verify()] == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("body = '{'", "A1：第2号（王会计，2024-05-01）的内容被改过"),
        ("body = ''", "A1：第2号（王会计，2024-05-01）的内容被改过"),
        ("told_at = '昨天'", "A1：第2号（王会计，昨天）的内容被改过"),
    ],
)
def test_a_change_that_leaves_nothing_to_be_read(filled, url, change, found):
    behind_its_back(url, f"UPDATE cunwu_entries SET {change} WHERE position = 3")
    assert [one.text() for one in filled.verify()] == [found]
    for read in (lambda: filled.entries("A1"), lambda: list(filled.all_entries())):
        with pytest.raises(RegisterError, match="A1的第2号被改坏了，读不出来。请用 cunwu case verify 检查"):
            read()
    assert len(filled.entries("B1")) == 2 and [one.case for one in filled.cases()] == ["A1", "B1"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("change", ["body = x'00ff'", "body = cast(x'7bff7d' AS text)", "number = '二'", "who = x'ff'"])
def test_a_change_to_what_is_no_text(filled, url, change):
    """SQLite lets a column hold anything."""
    behind_its_back(url, f"UPDATE cunwu_entries SET {change} WHERE position = 3")
    assert 3 in [one.position for one in filled.verify()]


@pytest.mark.parametrize("position", [0, -1])
def test_an_entry_that_was_put_before_the_first(filled, url, position):
    columns = "'A1', 4, kind, body, who, told_at, previous, hash"
    behind_its_back(
        url,
        *WITHOUT_CHECK.split(";"),
        f"INSERT INTO cunwu_entries SELECT {position}, {columns} FROM cunwu_entries WHERE position = 1",
    )
    assert [one.text() for one in filled.verify()] == [f"A1：第4号是插进来的（链上没有第{position}条的位置）"]
    assert told(filled, "C1")[0].position == 6


def test_it_is_told_in_english(filled, url):
    behind_its_back(url, "UPDATE cunwu_entries SET body = '{}' WHERE position = 3")
    assert [one.text("en") for one in filled.verify()] == ["A1: No. 2 (王会计, 2024-05-01) was changed"]


def test_two_entries_that_were_swapped(filled, url):
    behind_its_back(
        url,
        "UPDATE cunwu_entries SET position = 90 WHERE position = 3",
        "UPDATE cunwu_entries SET position = 3 WHERE position = 4",
        "UPDATE cunwu_entries SET position = 4 WHERE position = 90",
    )
    assert [one.text() for one in filled.verify()] == [
        "A1：第3号同前一条登记接不上：有一条被改过、调换过或者插进来",
        "A1：第3号（王会计，2024-05-01）的内容被改过",
        "A1：本件登记的号不连续：这里应当是第2号，写的是第3号",
        "A1：第2号同前一条登记接不上：有一条被改过、调换过或者插进来",
        "A1：第2号（王会计，2024-05-01）的内容被改过",
        "A1：本件登记的号不连续：这里应当是第4号，写的是第2号",
        "B1：第2号同前一条登记接不上：有一条被改过、调换过或者插进来",
    ]


def test_an_entry_that_was_put_in(filled, url):
    last = filled.head()
    behind_its_back(
        url,
        "INSERT INTO cunwu_entries SELECT 6, 'A1', 4, kind, body, who, told_at, "
        f"'{last.hash}', '{'0' * 64}' FROM cunwu_entries WHERE position = 4",
    )
    assert [one.text() for one in filled.verify()] == ["A1：第4号（王会计，2024-05-01）的内容被改过"]


def test_an_end_that_was_cut_off_is_found_by_the_code_that_was_written_down(filled, url):
    earlier = filled.head()
    told(filled, "A1", "决议")
    later = filled.head()
    assert not filled.verify(earlier.hash) and not filled.verify(later.hash)
    behind_its_back(url, "DELETE FROM cunwu_entries WHERE position = 6")
    assert not filled.verify() and not filled.verify(earlier.hash)
    (lost,) = filled.verify(later.hash)
    assert lost.text().startswith(f"台账里没有验证码{later.hash[:12]}…的登记：记下它以后，末尾有登记被删去")


def test_a_whole_case_that_was_taken_out(filled, url):
    behind_its_back(url, "DELETE FROM cunwu_entries WHERE case_number = 'B1'")
    assert [one.text() for one in filled.verify()] == ["A1：第2号前面少了1条登记（链上第2条起）"]
