"""The cache may be lost, spoiled or someone else's; it may never be wrong."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from cunwu.library import cache
from cunwu.library.cache import cache_folder, read_entry, write_entry
from dsl.norms.nodes import Const, Norm, Parameter, Which
from dsl.values import FieldType, Interval

VALUE = {
    "常数": Const(Fraction(2, 3), FieldType.NUMBER),
    "参数": Parameter("限额", ((Interval(date(2014, 2, 25), None), 50000),), FieldType.MONEY),
    "哪一次": Which.EACH,
    "集": frozenset({"甲", "乙"}),
}

as_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root to change owners")
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "缓存"


def test_what_was_written_is_read_back(folder: Path):
    assert write_entry(folder, "rules", "k1", VALUE)
    assert read_entry(folder, "rules", "k1") == VALUE


def test_another_key_is_another_entry(folder: Path):
    write_entry(folder, "rules", "k1", VALUE)
    assert read_entry(folder, "rules", "k2") is None
    assert read_entry(folder, "rules", "k") is None
    write_entry(folder, "rules", "k2", "new")
    assert read_entry(folder, "rules", "k1") is None
    assert read_entry(folder, "rules", "k2") == "new"


def test_absent_entries_and_folders_read_as_none(folder: Path):
    assert read_entry(folder, "rules", "k") is None
    folder.mkdir()
    assert read_entry(folder, "rules", "k") is None


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_off_entry_reads_as_none(folder: Path, share: float):
    write_entry(folder, "rules", "k", VALUE)
    whole = (folder / "rules").read_bytes()
    (folder / "rules").write_bytes(whole[: int(len(whole) * share)])
    assert read_entry(folder, "rules", "k") is None


def test_no_flipped_byte_goes_unnoticed(folder: Path):
    write_entry(folder, "rules", "k", VALUE)
    whole = (folder / "rules").read_bytes()
    for place in range(len(whole)):
        spoiled = bytearray(whole)
        spoiled[place] ^= 0x20
        (folder / "rules").write_bytes(spoiled)
        assert read_entry(folder, "rules", "k") is None, place


def test_a_folder_where_the_entry_should_be_reads_as_none(folder: Path):
    (folder / "rules").mkdir(parents=True)
    assert read_entry(folder, "rules", "k") is None
    assert not write_entry(folder, "rules", "k", VALUE)


def _forge(folder: Path, name: str, key: str, body: bytes) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    digest = hashlib.sha256(body).digest()
    (folder / name).write_bytes(cache.MAGIC + key.encode() + b"\n" + digest + body)


class _Runs:
    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self):
        return self.call[0], self.call[1:]


def test_nothing_that_runs_is_loaded(folder: Path, tmp_path: Path):
    trace = tmp_path / "ran"
    for call in [(os.mkdir, str(trace)), (eval, "1"), (subprocess.Popen, ["true"]), (Path, "x"), (getattr, 1, "real")]:
        _forge(folder, "rules", "k", pickle.dumps(_Runs(*call), protocol=5))
        assert read_entry(folder, "rules", "k") is None
    assert not trace.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("cunwu.library.cache", "os"),
        ("cunwu.library.cache", "Path"),  # a class, but not one of ours
        ("cunwu.library.cache", "os.system"),
        ("cunwu.library.cache", "read_entry"),
        ("dsl.norms.nodes", "Norm.__init__"),
        ("builtins", "eval"),
    ],
)
def test_only_our_own_classes_are_found(module: str, name: str):
    with pytest.raises(pickle.UnpicklingError):
        cache._Unpickler(io.BytesIO()).find_class(module, name)


def test_our_own_classes_are_found():
    assert cache._Unpickler(io.BytesIO()).find_class("dsl.norms.nodes", "Norm") is Norm


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_where_others_may_write_is_not_used(folder: Path, mode: int):
    write_entry(folder, "rules", "k", VALUE)
    folder.chmod(mode)
    assert read_entry(folder, "rules", "k") is None
    assert not write_entry(folder, "rules", "k", VALUE)


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_where_others_may_write_is_not_read(folder: Path, mode: int):
    write_entry(folder, "rules", "k", VALUE)
    (folder / "rules").chmod(mode)
    assert read_entry(folder, "rules", "k") is None


@posix
def test_links_are_not_followed(folder: Path, tmp_path: Path):
    write_entry(tmp_path / "other", "rules", "k", VALUE)
    folder.mkdir(mode=0o700)
    (folder / "rules").symlink_to(tmp_path / "other" / "rules")
    assert read_entry(folder, "rules", "k") is None
    (tmp_path / "link").symlink_to(tmp_path / "other")
    assert read_entry(tmp_path / "link", "rules", "k") is None
    assert read_entry(tmp_path / "other", "rules", "k") == VALUE


@as_root
def test_another_users_folder_or_file_is_not_used(folder: Path):
    write_entry(folder, "rules", "k", VALUE)
    os.chown(folder / "rules", 12345, -1)
    assert read_entry(folder, "rules", "k") is None
    os.chown(folder / "rules", os.geteuid(), -1)
    assert read_entry(folder, "rules", "k") == VALUE
    os.chown(folder, 12345, -1)
    assert read_entry(folder, "rules", "k") is None
    assert not write_entry(folder, "rules", "k", VALUE)


@posix
def test_what_is_written_is_private_and_whole(folder: Path):
    for number in range(3):
        write_entry(folder, "rules", "k", number)
    assert [path.name for path in folder.iterdir()] == ["rules"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "rules").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    assert not write_entry(tmp_path / "file" / "cache", "rules", "k", VALUE)
    assert read_entry(tmp_path / "file" / "cache", "rules", "k") is None


def test_what_cannot_be_stored_leaves_nothing_behind(folder: Path):
    assert not write_entry(folder, "rules", "k", lambda: None)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"CUNWU_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/h"}, Path("/a")),
        ({"CUNWU_CACHE_DIR": "", "XDG_CACHE_HOME": "/b", "HOME": "/h"}, None),
        ({"CUNWU_CACHE_DIR": " ", "HOME": "/h"}, None),
        ({"XDG_CACHE_HOME": "/b", "HOME": "/h"}, Path("/b/cunwu")),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, Path("/h/.cache/cunwu")),
        ({"HOME": "/h"}, Path("/h/.cache/cunwu")),
        ({}, None),
    ],
)
def test_where_the_folder_is(environment: dict[str, str], expected: Path | None):
    assert cache_folder(environment) == expected
