"""Process maps of procedures, and where a case stands on them.

>>> import visualize
>>> svg = visualize.draw(procedure)  # doctest: +SKIP
"""

from engine.findings.steps import StepStatus
from visualize.bpmn import bpmn
from visualize.layout import LayoutError
from visualize.maps import DRAWING_ONLY, MapOptions, dot_source, draw
from visualize.mermaid import mermaid
from visualize.overlay import CaseOverlay, StepOverlay, overlay_of

__all__ = [
    "DRAWING_ONLY",
    "CaseOverlay",
    "LayoutError",
    "MapOptions",
    "StepOverlay",
    "StepStatus",
    "bpmn",
    "dot_source",
    "draw",
    "mermaid",
    "overlay_of",
]
