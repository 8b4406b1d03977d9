"""The benchmarks can be started: what they import is still there (they are run by hand)."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
NEEDING_MORE = {"live", "zen_trace"}
"""Those that need a package which the project doesn't install."""


@pytest.mark.parametrize("name", sorted({path.stem for path in FOLDER.glob("*.py")} - NEEDING_MORE))
def test_it_imports(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")
