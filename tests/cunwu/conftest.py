"""A small ruleset and its records, and ways to run the command line on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cunwu
from cunwu.cli import run

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
RULES = DATA / "village.cunwu"
AS_OF = "2024-05-01"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def data() -> Path:
    return DATA


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command in this process, with lines of a width that doesn't depend on where the tests run."""
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*arguments: object) -> Ran:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def check(cli: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run ``cunwu check`` with our rules and day."""

    def ran(*arguments: object) -> Ran:
        files = [DATA / f"{one}.yaml" if (DATA / f"{one}.yaml").exists() else one for one in arguments]
        return cli("check", "--rules", RULES, "--as-of", AS_OF, *files)

    return ran


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the program as a process of its own."""

    def ran(
        *arguments: object, env: dict[str, str] | None = None, input: bytes | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        command = [sys.executable, "-c", "from cunwu.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, timeout=60, input=input)

    return ran


@pytest.fixture(scope="session")
def results() -> dict[str, cunwu.result.CheckResult]:
    """One result of each kind."""
    names = ("compliant", "violating", "incomplete", "pending")
    return {name: cunwu.check(DATA / f"{name}.yaml", rules=RULES, as_of=AS_OF) for name in names}
