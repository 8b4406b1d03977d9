"""The bundled rule files have the layout that ``cunwu fmt`` gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.file_names import ENDINGS
from dsl.format.layout import lay_out
from rulesets.loader import ROOT

FILES = sorted(path for ending in ENDINGS for path in ROOT.rglob(f"*{ending}"))


def test_there_are_some():
    assert len(FILES) > 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_is_laid_out(path: Path):
    text = path.read_text("utf-8")
    made = lay_out(text, path.name)
    assert made.text == text, "run: cunwu fmt rulesets"
    assert made.diagnostics == ()
