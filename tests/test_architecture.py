"""The contracts of the code base that a linter does not know."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "dsl": set(),
    "rulesets": {"dsl"},
    "engine": {"dsl"},
    "visualize": {"dsl", "engine"},
    "cunwu": {"dsl", "rulesets", "engine", "visualize"},
}
HEAVY = {
    "numpy",
    "duckdb",
    "pyspark",
    "z3",
    "IPython",
    "anywidget",
    "ipywidgets",
    "jupyter_core",
    "durable",
    "graphviz",
    "graphviz_pure",
    "jinja2",
    "lark",
    "openpyxl",
    "pydantic",
    "pygments",
    "yaml",
    "click",
    "chinese_calendar",
}
LONGEST = 600

MODULES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]
INNER = [path for path in MODULES if path.relative_to(ROOT).parts[0] != "cunwu"]


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported anywhere in the file, in functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_packages_import_only_what_the_table_allows(path: Path):
    package = path.relative_to(ROOT).parts[0]
    ours = {name.partition(".")[0] for name in imports_of(ast.parse(path.read_text("utf-8")))} & set(MAY_IMPORT)
    assert ours <= MAY_IMPORT[package] | {package}


def test_the_linter_checks_the_same_table():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert set(settings["root_packages"]) == set(MAY_IMPORT)
    forbidden = {package: set[str]() for package in MAY_IMPORT}
    for contract in settings["contracts"]:
        assert contract["type"] == "forbidden"
        for package in contract["source_modules"]:
            forbidden[package] |= set(contract["forbidden_modules"])
    for package, allowed in MAY_IMPORT.items():
        assert forbidden[package] == set(MAY_IMPORT) - allowed - {package}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_modules_are_small_and_say_what_they_are(path: Path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert len(ast.get_docstring(ast.parse(text)) or "") > 3


@pytest.mark.parametrize("path", INNER, ids=names)
def test_nothing_inside_reads_the_clock_or_the_environment(path: Path):
    forbidden = {"today", "now", "utcnow", "environ", "getenv", "time_ns", "perf_counter"}
    used = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not used & forbidden


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_are_typed(package: str):
    assert (ROOT / package / "py.typed").exists()


def test_importing_cunwu_imports_nothing_heavy():
    command = "import sys, cunwu; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    said = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "cunwu" in said.stdout.split()
    assert not HEAVY & set(said.stdout.split())
    assert not set(MAY_IMPORT) - {"cunwu"} & set(said.stdout.split())


def test_the_version_is_said_once_and_the_same():
    from cunwu import __version__

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == __version__
