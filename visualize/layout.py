"""Places of boxes and courses of edges, computed by Graphviz (its port graphviz-pure, a program of its own)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROGRAM = "graphviz-pure"
_TIME_LIMIT = 60

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class LayoutError(RuntimeError):
    """The layout program is missing or failed; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Course:
    """The course of an edge: a start point, then Bézier control points by three.

    ``tip`` is where the arrow's point touches a box, and ``tip_first`` tells
    that it stands at the beginning of the course. ``label`` is the label's centre.
    """

    points: tuple[Point, ...]
    tip: Point
    tip_first: bool
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of nodes, areas of clusters and courses of edges by identifier; y grows downwards."""

    nodes: Mapping[str, Point]
    edges: Mapping[str, Course]
    areas: Mapping[str, Area]


def lay_out(dot: str) -> Layout:
    """The layout of DOT text whose nodes have sizes and whose edges have ids.

    Runs graphviz-pure: no font, no system Graphviz, the same numbers on every
    machine. Raises ``LayoutError``.
    """
    # Both are needed only when something is drawn.
    import json
    import subprocess

    try:
        done = subprocess.run(
            [_program(), "-Kdot", "-Tjson0", "-y"],
            input=dot.encode(),
            capture_output=True,
            timeout=_TIME_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LayoutError(f"流程图排版程序未能运行：{error}") from error
    if done.returncode or not done.stdout:
        raise LayoutError(f"流程图排版失败：{done.stderr.decode(errors='replace').strip()}")
    tree = json.loads(done.stdout)
    return Layout(
        nodes={node["name"]: _point(node["pos"]) for node in tree.get("objects", ()) if "pos" in node},
        edges={edge["id"]: _course(edge) for edge in tree.get("edges", ()) if "id" in edge},
        areas={node["name"]: _area(node["bb"]) for node in tree.get("objects", ()) if "bb" in node},
    )


@cache
def _program() -> str:
    """Path of the program that the package graphviz-pure installed beside this Python."""
    import sysconfig

    scripts = Path(sysconfig.get_path("scripts"))
    for name in (_PROGRAM, f"{_PROGRAM}.exe"):
        if (scripts / name).is_file():
            return str(scripts / name)
    # Installed elsewhere (for the user, in a target folder): its package knows where.
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = [str(file.locate()) for file in files(_PROGRAM) or () if file.stem == _PROGRAM]
    except PackageNotFoundError as error:
        raise LayoutError("缺少流程图排版程序 graphviz-pure，请运行：pip install graphviz-pure") from error
    if not found:
        raise LayoutError(
            "流程图排版程序 graphviz-pure 安装不完整，请重新安装：pip install --force-reinstall graphviz-pure"
        )
    return found[0]


def _course(edge: Mapping[str, str]) -> Course:
    """The course in an edge's ``pos``: ``e,x,y`` or ``s,x,y`` names the arrow's point, the rest is the curve."""
    first, *rest = edge["pos"].split(" ")
    if first[:2] in ("e,", "s,"):
        return Course(tuple(map(_point, rest)), _point(first[2:]), first[0] == "s", _label(edge))
    points = tuple(map(_point, (first, *rest)))
    return Course(points, points[-1], False, _label(edge))


def _label(edge: Mapping[str, str]) -> Point | None:
    return _point(edge["lp"]) if "lp" in edge else None


def _area(text: str) -> Area:
    left, one, right, other = map(float, text.split(","))
    return left, min(one, other), right, max(one, other)


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)
