"""Where the labels of arrows stand: as Graphviz placed them, unless that covers something.

Between lanes Graphviz sometimes puts a label on the edge of a box; another place along its arrow is taken then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from visualize.layout import Area, Course, Layout, Point
from visualize.sheet import Sheet, label_size

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
_BESIDE = 3


def settled(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with no label on a box or on another label, as far as there is room."""
    taken = [_area(layout.nodes[node.id], sheet.size(node)) for node in sheet.flow.nodes]
    sizes = {link.id: label_size(link) for link in sheet.flow.links if link.label}
    labels = {link: course.label for link, course in layout.edges.items() if link in sizes and course.label}
    moved: dict[str, Course] = {}
    for link, spot in labels.items():
        others = [_area(there, sizes[other]) for other, there in labels.items() if other != link]
        labels[link] = _free(layout.edges[link], spot, sizes[link], [*taken, *others])
        moved[link] = replace(layout.edges[link], label=labels[link])
    edges: Mapping[str, Course] = {**layout.edges, **moved}
    return replace(layout, edges=edges)


def _free(course: Course, spot: Point, size: tuple[int, int], taken: Sequence[Area]) -> Point:
    """The first place of the label that covers nothing, as Graphviz has it where there is none."""
    for candidate in (spot, *_spots(course, size)):
        area = _area(candidate, size)
        if not any(_overlap(area, other) for other in taken):
            return candidate
    return spot


def _spots(course: Course, size: tuple[int, int]) -> Iterator[Point]:
    """Places beside the arrow, right and left of it, the middle first."""
    aside = size[0] / 2 + _BESIDE
    for share in _ALONG:
        x, y = _point(course, share)
        yield (x + aside, y)
        yield (x - aside, y)


def _point(course: Course, share: float) -> Point:
    """The point at a share of the curve's pieces."""
    pieces = (len(course.points) - 1) // 3
    number = min(int(share * pieces), pieces - 1)
    t = share * pieces - number
    control = course.points[3 * number : 3 * number + 4]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, control, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, control, strict=True)),
    )


def _area(centre: Point, size: tuple[int, int]) -> Area:
    (x, y), (width, height) = centre, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
