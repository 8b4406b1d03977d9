"""Whatever could change a compiled ruleset changes its fingerprint, or leaves it without one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cunwu.library.fingerprint import code_fingerprint, fingerprint, own_files

LATER = time.time_ns() + 3_600_000_000_000


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for name in ("a.py", "sub/b.py", "sub/grammar.lark", "data.txt"):
        file = tmp_path / "code" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path / "code"


def of(code: Path) -> str | None:
    return fingerprint(own_files([code]), LATER)


def test_code_and_grammars_count(code: Path):
    names = [file.relative_to(code).as_posix() for file in own_files([code])]
    assert names == ["a.py", "sub/b.py", "sub/grammar.lark"]


def test_same_content_same_fingerprint(code: Path):
    before = of(code)
    (code / "a.py").write_text("a.py")
    (code / "data.txt").write_text("other")
    assert before is not None
    assert of(code) == before


def test_a_change_that_keeps_size_and_time_is_seen(code: Path):
    before = of(code)
    status = (code / "a.py").stat()
    (code / "a.py").write_text("b.py")
    os.utime(code / "a.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert of(code) != before


@pytest.mark.parametrize("name", ["new.py", "sub/new.lark"])
def test_a_new_file_is_seen(code: Path, name: str):
    before = of(code)
    (code / name).write_text("")
    assert of(code) != before


def test_a_renamed_or_removed_file_is_seen(code: Path):
    before = of(code)
    (code / "a.py").rename(code / "c.py")
    renamed = of(code)
    (code / "c.py").unlink()
    assert len({before, renamed, of(code)}) == 3


def test_content_that_moves_from_file_to_file_is_seen(code: Path):
    (code / "a.py").write_text("xy")
    (code / "sub/b.py").write_text("")
    before = of(code)
    (code / "a.py").write_text("x")
    (code / "sub/b.py").write_text("y")
    assert of(code) != before


def test_code_that_is_younger_than_the_process_has_no_fingerprint(code: Path):
    """What lies in memory may be the older code, so nothing may be filed under the newer."""
    assert fingerprint(own_files([code]), time.time_ns()) is None
    assert fingerprint(own_files([code]), LATER) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="ctime is the creation's there")
def test_an_old_time_put_on_a_new_file_does_not_help(code: Path):
    os.utime(code / "a.py", ns=(0, 0))
    assert fingerprint([code / "a.py"], time.time_ns()) is None


def test_our_own_code_has_a_fingerprint_only_in_a_process_that_began_with_us():
    assert code_fingerprint(LATER, imported_before=False) is not None
    assert code_fingerprint(LATER, imported_before=True) is None
    assert code_fingerprint(0, imported_before=False) is None


def test_a_process_that_had_our_code_before_knows_it():
    root = Path(__file__).parents[2]
    command = "import {}; from cunwu.library import fingerprint; print(fingerprint.IMPORTED_BEFORE)"
    said = [
        subprocess.run([sys.executable, "-c", command.format(first)], cwd=root, text=True, capture_output=True).stdout
        for first in ("cunwu", "dsl.values")
    ]
    assert said == ["False\n", "True\n"]
