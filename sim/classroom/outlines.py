"""The map: outlines of the Americas as the strings that an SVG path takes.

    python -m sim.classroom.outlines countries-50m.json

`static/map.json` was made by it from Natural Earth's countries at 1:50 million, version 4.1, in the
public domain, as the npm package world-atlas 2.0.2 carries them. It is run only to redraw the map.
"""

import json
import math
import sys
from pathlib import Path

from sim.reading import Row, read_rows
from sim.words import DATA

TARGET = Path(__file__).parent / "static" / "map.json"
CENTRE = (-80.0, 8.0)  # longitude and latitude at which the projection touches the globe
UNIT = 380.0  # of the drawing, for a radian at the centre
TOLERANCE = 0.35  # how far a simplified line may stray, in the drawing's units
SMALLEST = 1.5  # square units; a smaller ring is left out, but for a country's largest
VIEW = (-560.0, -420.0, 900.0, 850.0)  # left, top, width, height
INSET = (-91.2, 8.2, -58.2, 27.2)  # west, south, east, north: the Caribbean and Central America
AROUND = (-170.0, -60.0, -30.0, 84.0)  # what of the world is drawn at all
NUMERIC = {
    "ATG": 28, "ARG": 32, "BHS": 44, "BRB": 52, "BLZ": 84, "BOL": 68, "BRA": 76, "CAN": 124,
    "CHL": 152, "COL": 170, "CRI": 188, "DMA": 212, "DOM": 214, "ECU": 218, "SLV": 222,
    "GRD": 308, "GTM": 320, "GUY": 328, "HTI": 332, "HND": 340, "JAM": 388, "MEX": 484,
    "NIC": 558, "PAN": 591, "PRY": 600, "PER": 604, "KNA": 659, "LCA": 662, "VCT": 670,
    "SUR": 740, "TTO": 780, "USA": 840, "URY": 858, "VEN": 862,
}  # fmt: skip


class Capital(Row):
    """Where a member's capital lies, in degrees."""

    iso3: str
    latitude: float
    longitude: float


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in the drawing: Lambert's azimuthal equal-area projection, y downwards."""
    east, north = math.radians(longitude - CENTRE[0]), math.radians(latitude)
    middle = math.radians(CENTRE[1])
    cos_away = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(
        east
    )
    scale = UNIT * math.sqrt(2.0 / max(1e-9, 1.0 + cos_away))
    x = math.cos(north) * math.sin(east)
    y = math.cos(middle) * math.sin(north) - math.sin(middle) * math.cos(north) * math.cos(east)
    return scale * x, -scale * y


def simplified(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The fewest of a line's points from which it strays no further than the tolerance.

    Source: Ramer (1972), Douglas and Peucker (1973).
    """
    kept, pending = {0, len(line) - 1}, [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        far, at = 0.0, None
        for k in range(first + 1, last):
            away = _distance(line[k], line[first], line[last])
            if away > far:
                far, at = away, k
        if at is not None and far > TOLERANCE:
            kept.add(at)
            pending += [(first, at), (at, last)]
    return [line[k] for k in sorted(kept)]


def _distance(point, start, end) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if length < 1e-9:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def arcs_of(topology: dict) -> list[list[tuple[float, float]]]:
    """Every arc of a quantized topology as longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def outer_rings(shape: dict, lines: list) -> list[list[tuple[float, float]]]:
    """The outer rings of a shape that the drawing shows, largest first."""
    polygons = shape.get("arcs", []) if shape["type"] == "MultiPolygon" else [shape.get("arcs", [])]
    rings = []
    for outer in (polygon[0] for polygon in polygons if polygon):
        parts = [lines[k] if k >= 0 else lines[~k] and lines[~k][::-1] for k in outer]
        ring = [place for part in parts if part for place in part[1:]]
        if all(parts) and any(_in_view(*place) for place in ring):
            rings.append(ring)
    return sorted(rings, key=area, reverse=True)


def _in_view(x: float, y: float) -> bool:
    left, top, width, height = VIEW
    return left <= x <= left + width and top <= y <= top + height


def area(ring: list[tuple[float, float]]) -> float:
    """Square units inside a ring."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def path(rings: list[list[tuple[float, float]]]) -> str:
    """Rings as the `d` of an SVG path, to a tenth of a unit."""
    return "".join(
        "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in ring) + "Z" for ring in rings
    )


def draw(topology: dict) -> dict:
    """The drawing: its frame, the inset's, each member's path and capital, and the land around."""
    west, south, east, north = AROUND
    raw = arcs_of(topology)
    near = [any(west <= x <= east and south <= y <= north for x, y in line) for line in raw]
    lines = [
        simplified([project(*place) for place in line]) if close else None
        for line, close in zip(raw, near, strict=True)
    ]
    code = {f"{number:03d}": iso3 for iso3, number in NUMERIC.items()}
    members, around = {}, []
    for shape in topology["objects"]["countries"]["geometries"]:
        rings = outer_rings(shape, lines)
        seen = [ring for k, ring in enumerate(rings) if k == 0 or area(ring) >= SMALLEST]
        if shape.get("id") in code:
            members[code[shape["id"]]] = path(seen)
        else:
            around += seen
    return {
        "view": VIEW,
        "inset": _inset(),
        "members": members,
        "around": path(around),
        "capitals": _capitals(),
    }


def _inset() -> tuple[float, float, float, float]:
    """Left, top, width and height of the inset's window in the drawing."""
    west, south, east, north = INSET
    corners = [project(x, y) for x in (west, east) for y in (south, north)]
    xs, ys = zip(*corners, strict=True)
    return tuple(round(v, 1) for v in (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))


def _capitals() -> dict[str, list[float]]:
    """Where each member's marker stands: at its capital."""
    return {
        row.iso3: [round(v, 1) for v in project(row.longitude, row.latitude)]
        for row in read_rows(DATA / "members.csv", Capital)
    }


if __name__ == "__main__":
    drawing = draw(json.loads(Path(sys.argv[1]).read_text()))
    TARGET.write_text(json.dumps(drawing, separators=(",", ":")) + "\n")
