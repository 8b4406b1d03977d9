"""A map as PNG or PDF, drawn by a system Graphviz, where there is one and it has Chinese fonts."""

from __future__ import annotations

import shutil
import subprocess
from typing import Literal

from visualize.layout import LayoutError
from visualize.pen import HEADING_SIZE

Format = Literal["png", "pdf"]
_TIME_LIMIT = 60
_DOTS_PER_INCH = 144


class ImageError(LayoutError):
    """There is no system Graphviz, or no Chinese font, or it failed; the message says what to do."""

    def __init__(self, chinese: str, english: str) -> None:
        self.english = english
        super().__init__(chinese)


def image(dot: str, form: Format, title: str) -> bytes:
    """The picture of Graphviz source below its title, in which Graphviz draws everything itself.

    Symbols are Graphviz's own (a dog-eared sheet for a document). Raises ImageError.
    """
    program = shutil.which("dot")
    if program is None:
        raise ImageError(
            f"写 .{form} 要用系统里的 Graphviz，这台机器上没有找到 dot 程序。请安装 Graphviz（Debian：apt install "
            "graphviz fonts-noto-cjk），或者改写成 .svg，浏览器能打开、能打印成 PDF。",
            f"Writing .{form} needs a system Graphviz, and there is no program dot on this machine. Install Graphviz "
            "(Debian: apt install graphviz fonts-noto-cjk), or write .svg, which a browser opens and prints as PDF.",
        )
    if not has_chinese_font():
        raise ImageError(
            f"写 .{form} 要用系统里的中文字体，这台机器上没有找到，汉字会成方框。请安装中文字体（Debian：apt install "
            "fonts-noto-cjk），或者改写成 .svg。",
            f"Writing .{form} needs a Chinese font of the system, and there is none: characters would be boxes. "
            "Install one (Debian: apt install fonts-noto-cjk), or write .svg.",
        )
    command = [program, f"-T{form}", f"-Glabel={title}\n ", "-Glabelloc=t", f"-Gfontsize={HEADING_SIZE}"]
    command += [f"-Gdpi={_DOTS_PER_INCH}"] if form == "png" else []
    try:
        done = subprocess.run(command, input=dot.encode(), capture_output=True, timeout=_TIME_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ImageError(f"Graphviz 没有运行成功：{error}", f"Graphviz could not be run: {error}") from error
    if done.returncode or not done.stdout:
        told = done.stderr.decode(errors="replace").strip()
        raise ImageError(f"Graphviz 画图失败：{told}", f"Graphviz failed: {told}")
    return done.stdout


def has_chinese_font() -> bool:
    """Whether the system has a font with Chinese characters; without fontconfig it is taken for granted."""
    program = shutil.which("fc-list")
    if program is None:
        return True
    found = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, timeout=_TIME_LIMIT, check=False)
    return bool(found.stdout.strip())
