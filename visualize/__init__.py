"""Process maps of procedures, and where a case stands on them; lists of powers, timelines, matrices.

>>> import visualize
>>> svg = visualize.draw(procedure)  # doctest: +SKIP
"""

from engine.findings.steps import StepStatus
from visualize.bpmn import bpmn
from visualize.layout import LayoutError
from visualize.maps import DRAWING_ONLY, MapOptions, dot_source, draw, draw_step
from visualize.mermaid import mermaid
from visualize.overlay import CaseOverlay, StepOverlay, overlay_of
from visualize.pen import Picture

__all__ = [
    "DRAWING_ONLY",
    "CaseOverlay",
    "LayoutError",
    "MapOptions",
    "Picture",
    "StepOverlay",
    "StepStatus",
    "bpmn",
    "dot_source",
    "draw",
    "draw_step",
    "mermaid",
    "overlay_of",
]
