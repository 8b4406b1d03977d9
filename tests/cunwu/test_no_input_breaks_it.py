"""Whatever the bytes of a record or a rule file: messages or a verdict, never an exception."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cunwu
from cunwu.cli import OWN_MISTAKE, run
from cunwu.work import Work
from tests.cunwu.conftest import DATA, RULES

RECORD = (DATA / "violating.yaml").read_bytes()
RULE_FILE = RULES.read_bytes()
SNIPPETS = [
    "：",
    ": ",
    "\n",
    "  ",
    "- ",
    "48",
    "三分之二",
    "2024-02-30",
    "不详",
    "步骤",
    "程序",
    "“",
    "”",
    "【",
    "】",
    "当 ",
    "\t",
    "&a",
    "*a",
    "{",
    "\x00",
]
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def spoiled(draw: st.DrawFn, original: bytes) -> bytes:
    """The original with a few places cut, doubled, overwritten or grown."""
    text = bytearray(original)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        snippet = draw(st.sampled_from(SNIPPETS)).encode()
        text[start:end] = draw(st.sampled_from([b"", snippet, bytes(text[start:end]) * 2, draw(st.binary(max_size=6))]))
    return bytes(text)


@pytest.fixture(scope="module")
def work() -> Work:
    from datetime import date

    return Work.open([RULES], date(2024, 5, 1), {})


@given(data=st.one_of(spoiled(RECORD), st.binary(max_size=60)))
@quick
def test_records(work: Work, data: bytes):
    try:
        result = work.check_bytes(data, "记录.yaml")
    except cunwu.RecordError as raised:
        refused = raised
    else:
        assert result.text()
        assert result.to_dict()
        assert result.html()
        return
    assert refused.diagnostics
    assert str(refused)
    assert refused.text("en")


@given(data=spoiled(RULE_FILE))
@settings(quick, max_examples=25)
def test_rule_files(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "x.cunwu"
    path.write_bytes(data)
    assert run(["test", str(path)]) in (0, 1, 3)
    for level in ("surface", "model", "norms"):
        assert run(["parse", str(path), "--stop-after", level]) in (0, 3)
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err


COMMANDS = ["check", "show", "rules", "docs", "map", "explain", "parse", "schema", "test", "coverage"]
OPTIONS = [
    "--lang",
    "en",
    "--as-of",
    "2024-05-01",
    "--format",
    "json",
    "--rules",
    str(RULES),
    "-o",
    "-h",
    "-",
    "--",
    "",
]
NAMES = ["五议决策法", "\ud800", "/nowhere/x", str(DATA / "violating.yaml")]
WORDS = st.sampled_from(COMMANDS + OPTIONS + NAMES)


@given(arguments=st.lists(WORDS, max_size=6))
@quick
def test_command_lines(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RECORD), encoding="utf-8"))
    code = run(arguments)
    said = capsys.readouterr()
    assert code in (0, 1, 2, 3), said.err
    assert code != OWN_MISTAKE
