"""Rules, tints, paths, pictures and text frames as the items of a spread.

Takes marks and frames in pt from the top left of the page; returns elements in the coordinates
of the spread, whose origin is the middle of its page (IDML 8.0, 10.3.2).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from broadsheet.display import Fill, Outline, Page, PlacedPicture
from broadsheet.formats.idml.models import TextFrame
from broadsheet.formats.idml.resources import swatch
from broadsheet.formats.idml.xml import Element, element
from broadsheet.geometry import Rect

LAYER = "layer"
Point = tuple[float, float]
Corner = tuple[Point, Point, Point]  # anchor, the handles before and after it


def text_frame(
    frame: TextFrame, name: str, page: Page, *, story: str, before: str, after: str
) -> Element:
    """Return a text frame; ``before`` and ``after`` are the frames it is threaded with."""
    return element(
        "TextFrame",
        _geometry([_corners(frame.rect, page)]),
        element(
            "TextFramePreference",
            TextColumnCount="1",
            FirstBaselineOffset="EmboxHeight",
            AutoSizingType="Off",
        ),
        Self=name,
        ParentStory=story,
        PreviousTextFrame=before or "n",
        NextTextFrame=after or "n",
        ContentType="TextType",
        **_bare(),
    )


def shape(mark: Fill | Outline, name: str, page: Page) -> Element:
    """Return a rule, a tint, a frame or a path."""
    paints = {
        "FillColor": swatch(mark.fill),
        "StrokeColor": swatch(mark.stroke),
        "StrokeWeight": f"{mark.weight if mark.stroke else 0:g}",
    }
    if isinstance(mark, Outline):
        paths = list(_paths(mark, page))
        kind = {"StrokeType": "StrokeStyle/$ID/Dashed"} if mark.dash else {}
        return element("Polygon", _geometry(paths), Self=name, **_bare(), **paints, **kind)
    corner = {}
    if mark.radius:
        corner = {"CornerOption": "RoundedCorner", "CornerRadius": f"{mark.radius:g}"}
    body = _geometry([_corners(mark.rect, page)])
    return element("Rectangle", body, Self=name, **_bare(), **paints, **corner)


def picture(
    mark: PlacedPicture, name: str, page: Page, *, file: Path, size: tuple[float, float]
) -> Element:
    """Return a frame with a linked picture; ``size`` is the picture's own, pt."""
    left, top, right, bottom = mark.crop
    rect, (across, down) = mark.rect, size
    wide, high = rect.width / (right - left), rect.height / (bottom - top)
    x, y = _moved(page)((rect.left - left * wide, rect.top - top * high))
    pdf = file.suffix.lower() == ".pdf"
    matrix = (wide / across, 0, 0, high / down, x, y)
    bounds = element("GraphicBounds", Left="0", Top="0", Right=f"{across:g}", Bottom=f"{down:g}")
    held = element(
        "PDF" if pdf else "Image",
        element("Properties", bounds),
        element("Link", Self=f"{name}link", LinkResourceURI=file.resolve().as_uri(),
                LinkResourceFormat="$ID/", StoredState="Normal"),
        Self=f"{name}image",
        ItemTransform=" ".join(f"{value:.6g}" for value in matrix),
    )  # fmt: skip
    label = element("ObjectExportOption", CustomAltText=mark.alt) if mark.alt else None
    return element(
        "Rectangle",
        _geometry([_corners(rect, page)]),
        *([label] if label is not None else []),
        held,
        Self=name,
        ContentType="GraphicType",
        **_bare(),
    )


def _bare() -> dict[str, str]:
    return {
        "ItemLayer": LAYER,
        "AppliedObjectStyle": "ObjectStyle/$ID/[None]",
        "Visible": "true",
        "Name": "$ID/",
        "ItemTransform": "1 0 0 1 0 0",
    }


def _moved(page: Page) -> Callable[[Point], Point]:
    """Return what moves a point of the page into the spread."""
    return lambda point: (point[0] - page.width / 2, point[1] - page.height / 2)


def _corners(rect: Rect, page: Page) -> tuple[list[Corner], bool]:
    move = _moved(page)
    points = [(rect.left, rect.top), (rect.left, rect.bottom), (rect.right, rect.bottom),
              (rect.right, rect.top)]  # fmt: skip
    return [(move(p), move(p), move(p)) for p in points], True


def _paths(mark: Outline, page: Page) -> Iterator[tuple[list[Corner], bool]]:
    """Yield the parts of a path, each with its corners and whether it is closed."""
    move, corners, closed = _moved(page), list[Corner](), False
    for step, *given in mark.path:
        numbers = [float(value) for value in given]
        points = [move(p) for p in zip(numbers[::2], numbers[1::2], strict=True)]
        if step == "m":
            if corners:
                yield corners, closed
            corners, closed = [(points[0],) * 3], False
        elif step == "l":
            corners.append((points[0],) * 3)
        elif step == "c":
            anchor, before, _ = corners[-1]
            corners[-1] = (anchor, before, points[0])
            corners.append((points[2], points[1], points[2]))
        else:
            closed = True
    if corners:
        yield corners, closed


def _geometry(paths: list[tuple[list[Corner], bool]]) -> Element:
    held = [
        element(
            "GeometryPathType",
            element("PathPointArray", *(_point(corner) for corner in corners)),
            PathOpen=str(not closed).lower(),
        )
        for corners, closed in paths
    ]
    return element("Properties", element("PathGeometry", *held))


def _point(corner: Corner) -> Element:
    anchor, before, after = (f"{x:.4f} {y:.4f}" for x, y in corner)
    return element("PathPointType", Anchor=anchor, LeftDirection=before, RightDirection=after)
