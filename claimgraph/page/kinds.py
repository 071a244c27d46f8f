"""How each kind of node looks and is called: one table for the page, the notebook picture and pyvis."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """Shape, colours and names of one kind; colours follow Okabe and Ito, outlines are darker for contrast."""

    name: str
    plural: str
    shape: str
    fill: str
    edge: str
    dark_fill: str


KINDS = (
    Kind("Report", "Reports", "square", "#c25100", "#8f3c00", "#f07f2c"),
    Kind("Paper", "Papers", "triangle", "#0072b2", "#00527f", "#4ba6de"),
    Kind("Question", "Questions", "triangleDown", "#56b4e9", "#1d76a8", "#8ccdf2"),
    Kind("Claim", "Claims", "dot", "#009e73", "#006d50", "#2bc49a"),
    Kind("Method", "Methods", "diamond", "#cc79a7", "#974a74", "#e2a1c4"),
    Kind("Benchmark", "Benchmarks", "hexagon", "#e69f00", "#976800", "#f2ba3d"),
    Kind("Task", "Tasks", "star", "#e3d42e", "#7d7300", "#efe562"),
    Kind("Metric", "Metrics", "plus", "#8a8f98", "#5a5f68", "#aab0ba"),
    Kind("Language", "Languages", "pill", "#a08bc9", "#6a5494", "#bfaee2"),
)
BY_NAME = {kind.name: kind for kind in KINDS}

PYVIS_SHAPES = {"plus": "square", "pill": "dot"}
"""Shapes vis-network does not have, and what it draws in their place."""

EDGES = (
    "states",
    "examines",
    "cites",
    "asks",
    "scope",
    "about",
    "contradicts",
    "supports",
    "completes",
    "variantOf",
    "similarTo",
    "sameAs",
    "inferredSameAs",
)
DASHED = frozenset({"about", "scope", "similarTo", "inferredSameAs"})
