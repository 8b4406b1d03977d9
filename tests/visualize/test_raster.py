"""PNG and PDF by a system Graphviz, and what is said where there is none."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from cunwu.views import ProcedureMap
from tests.visualize.procedures import FIVE_DELIBERATIONS
from visualize import dot_source, raster
from visualize.raster import ImageError, image

DOT = dot_source(FIVE_DELIBERATIONS)


@pytest.fixture
def graphviz() -> None:
    """A system Graphviz and a Chinese font."""
    if shutil.which("dot") is None or not raster.has_chinese_font():
        assert not os.environ.get("CI"), "CI must have Graphviz and a Chinese font: .ci/run installs them"
        pytest.skip("no system Graphviz, or no Chinese font")


@pytest.mark.usefixtures("graphviz")
def test_a_png_shows_the_map():
    data = image(DOT, "png", "五议决策法")
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 1000 and height > 1000


@pytest.mark.usefixtures("graphviz")
def test_a_pdf_has_the_words_in_it(tmp_path: Path):
    data = image(DOT, "pdf", "五议决策法")
    assert data.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        file = tmp_path / "map.pdf"
        file.write_bytes(data)
        told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
        assert "村务联席会议" in told and "流程图" not in told and "五议决策法" in told


def test_without_graphviz_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ImageError, match=r"没有找到 dot 程序。请安装 Graphviz.*或者改写成 \.svg") as error:
        image(DOT, "png", "图")
    assert "Install Graphviz" in error.value.english


def test_without_a_chinese_font_it_says_so(monkeypatch, tmp_path: Path):
    for name, script in (("dot", "#!/bin/sh\nexit 1\n"), ("fc-list", "#!/bin/sh\nexit 0\n")):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ImageError, match="中文字体，这台机器上没有找到，汉字会成方框"):
        image(DOT, "pdf", "图")


def test_a_graphviz_that_fails_is_told(monkeypatch, tmp_path: Path):
    (tmp_path / "dot").write_text("#!/bin/sh\necho no such format >&2\nexit 1\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(raster, "has_chinese_font", lambda: True)
    with pytest.raises(ImageError, match="Graphviz 画图失败：no such format"):
        image(DOT, "png", "图")


@pytest.mark.usefixtures("graphviz")
def test_a_map_writes_both():
    drawn = ProcedureMap(FIVE_DELIBERATIONS)
    assert drawn.png().startswith(b"\x89PNG") and drawn.pdf().startswith(b"%PDF")
