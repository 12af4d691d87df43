"""The package: stories, spreads and resources in a zip file, the same bytes on every run.

Takes an edition, its composed pages, names of faces, and where pictures lie; returns a file.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from broadsheet.display import Page, Pages, PlacedPicture
from broadsheet.edition import Edition
from broadsheet.fonts.naming import FaceNames
from broadsheet.formats.idml import items, resources
from broadsheet.formats.idml.frames import layout
from broadsheet.formats.idml.models import FlowedStory, FramedPages, Paragraph, TextSpan
from broadsheet.formats.idml.resources import Names
from broadsheet.formats.idml.xml import PACKAGING, VERSION, Element, as_bytes, element, part
from broadsheet.models import frozen

_MIME = "application/vnd.adobe.indesign-idml-package"
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that zip knows
# What opens it: a document of CS6 with the features of scripts written in ideographs (257: none).
_AID = b'<?aid style="50" type="document" readerVersion="6.0" featureSet="513" product="8.0" ?>'
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\
<rootfiles><rootfile full-path="designmap.xml" media-type="text/xml"/></rootfiles></container>
"""


@frozen(kw_only=True)
class PageGrid:
    """What a page's guides show: margins, columns, the baseline grid, pt."""

    margins: tuple[float, float, float, float]  # top, right, bottom, left
    columns: int
    gutter: float
    baseline: float


@frozen(kw_only=True)
class Paper:
    """What a package needs beside the pages."""

    faces: Mapping[str, FaceNames]  # by the ids that runs call for
    grid: PageGrid
    file_of: Callable[[str], Path]  # where a picture lies
    sizes: Mapping[str, tuple[int, int]]  # of pictures, px; of PDFs pt


def written(edition: Edition, pages: Pages, paper: Paper) -> bytes:
    """Return an edition's pages as an IDML package."""
    made = layout(edition, pages)
    names = resources.named(made, paper.faces)
    used = dict.fromkeys(
        names.face(span.look)
        for story in made.stories
        for paragraph in story.paragraphs
        for span in paragraph.spans
    )
    stories = {f"story{n}": story for n, story in enumerate(made.stories, 1)}
    files = {
        "META-INF/container.xml": _CONTAINER,
        "Resources/Graphic.xml": resources.graphic(resources.colours_of(made)),
        "Resources/Fonts.xml": resources.fonts(used),
        "Resources/Styles.xml": resources.styles(names, pages.lang),
        "Resources/Preferences.xml": _preferences(pages.pages[0], paper.grid),
        "MasterSpreads/MasterSpread_master.xml": _master(pages.pages[0], paper.grid),
    }
    for n, page in enumerate(pages.pages):
        files[f"Spreads/Spread_spread{n + 1}.xml"] = _spread(n, page, made, stories, paper)
    for name, story in stories.items():
        files[f"Stories/Story_{name}.xml"] = _story(name, story, names)
    files |= _structure()
    files["designmap.xml"] = _designmap(pages, stories, list(files))
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the package: its type first and unpacked (IDML 8.0, 4.2)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", _DAY), _MIME)
        for name in ("designmap.xml", *(name for name in files if name != "designmap.xml")):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, files[name])
    return out.getvalue()


def _designmap(pages: Pages, stories: Mapping[str, FlowedStory], files: Sequence[str]) -> bytes:
    kinds = {"Resources/Graphic.xml": "Graphic", "Resources/Fonts.xml": "Fonts",
             "Resources/Styles.xml": "Styles", "Resources/Preferences.xml": "Preferences",
             "XML/Tags.xml": "Tags", "XML/BackingStory.xml": "BackingStory"}  # fmt: skip
    folders = {"MasterSpreads": "MasterSpread", "Spreads": "Spread", "Stories": "Story"}
    held = [
        (kinds.get(name) or folders.get(name.split("/")[0], ""), name)
        for name in files
        if name != "META-INF/container.xml"
    ]
    parts = [element(f"{{{PACKAGING}}}{kind}", src=name) for kind, name in held]
    layer = element("Layer", Self=items.LAYER, Name="broadsheet", Visible="true", Locked="false",
                    Printable="true", IgnoreWrap="false", ShowGuides="true")  # fmt: skip
    first = [one for one in parts if not one.get("src", "").startswith(("Stories", "Spreads"))]
    rest = [one for one in parts if one not in first]
    root = element(
        "Document", *first, layer, *rest, DOMVersion=VERSION, Self="d", Name=pages.title,
        StoryList=" ".join(stories), ZeroPoint="0 0", ActiveLayer=items.LAYER,
    )  # fmt: skip
    text = as_bytes(root)
    head, _, body = text.partition(b"\n")
    return b"\n".join((head, _AID, body))


def _structure() -> dict[str, bytes]:
    """Return the parts of XML tagging, which the pages have none of but its root."""
    plain = "CharacterStyle/$ID/[No character style]"
    tag = element("XMLElement", Self="di1", MarkupTag="XMLTag/Root")
    held = element("CharacterStyleRange", tag, AppliedCharacterStyle=plain)
    style = "ParagraphStyle/$ID/[No paragraph style]"
    text = element("ParagraphStyleRange", held, AppliedParagraphStyle=style)
    return {
        "XML/Tags.xml": part("Tags", element("XMLTag", Self="XMLTag/Root", Name="Root")),
        "XML/BackingStory.xml": part("BackingStory", element("XmlStory", text, Self="backing")),
    }


def _preferences(page: Page, grid: PageGrid) -> bytes:
    return part(
        "Preferences",
        element("DocumentPreference", PageHeight=f"{page.height:g}", PageWidth=f"{page.width:g}",
                PagesPerDocument="1", FacingPages="false", AllowPageShuffle="true",
                Intent="PrintIntent", PageBinding="LeftToRight", ColumnDirection="Horizontal"),
        element("MarginPreference", **_margins(page, grid)),
        element("GridPreference", BaselineStart=f"{grid.margins[0]:g}",
                BaselineDivision=f"{grid.baseline:g}", BaselineShown="false"),
        element("ViewPreference", HorizontalMeasurementUnits="Points",
                VerticalMeasurementUnits="Points", RulerOrigin="PageOrigin"),
    )  # fmt: skip


def _margins(page: Page, grid: PageGrid) -> dict[str, str]:
    top, right, bottom, left = grid.margins
    inner = page.width - left - right
    width = (inner - (grid.columns - 1) * grid.gutter) / grid.columns
    edges = [x for n in range(grid.columns) for x in _column(n, width, grid.gutter)]
    return {
        "ColumnCount": str(grid.columns),
        "ColumnGutter": f"{grid.gutter:g}",
        "Top": f"{top:g}",
        "Bottom": f"{bottom:g}",
        "Left": f"{left:g}",
        "Right": f"{right:g}",
        "ColumnDirection": "Horizontal",
        "ColumnsPositions": " ".join(f"{x:.4g}" for x in edges),
    }


def _column(number: int, width: float, gutter: float) -> tuple[float, float]:
    left = number * (width + gutter)
    return left, left + width


def _page(name: str, page: Page, grid: PageGrid, *, label: str, master: str) -> Element:
    half = f"1 0 0 1 {-page.width / 2:.4f} {-page.height / 2:.4f}"
    return element(
        "Page",
        element("MarginPreference", **_margins(page, grid)),
        Self=name,
        GeometricBounds=f"0 0 {page.height:.4f} {page.width:.4f}",
        ItemTransform=half,
        Name=label,
        AppliedMaster=master,
        MasterPageTransform="1 0 0 1 0 0",
        OverrideList="",
        TabOrder="",
        GridStartingPoint="TopOutside",
        UseMasterGrid="true",
    )


def _master(page: Page, grid: PageGrid) -> bytes:
    held = element(
        "MasterSpread", _page("masterpage", page, grid, label="A", master="n"),
        Self="master", Name="A-Master", NamePrefix="A", BaseName="Master", PageCount="1",
        ShowMasterItems="true", ItemTransform="1 0 0 1 0 0", OverriddenPageItemProps="",
    )  # fmt: skip
    return part("MasterSpread", held)


def _spread(
    number: int, page: Page, made: FramedPages, stories: Mapping[str, FlowedStory], paper: Paper
) -> bytes:
    down = number * (page.height + 72)  # spreads stand one under the other on the pasteboard
    held = [_page(f"page{number + 1}", page, paper.grid, label=str(number + 1), master="master")]
    for n, mark in enumerate(made.shapes[number], 1):
        name = f"p{number + 1}i{n}"
        if not isinstance(mark, PlacedPicture):
            held.append(items.shape(mark, name, page))
        elif mark.src in paper.sizes:
            file = paper.file_of(mark.src)
            across, deep = (float(side) for side in paper.sizes[mark.src])
            held.append(items.picture(mark, name, page, file=file, size=(across, deep)))
    for story, flow in stories.items():
        for n, frame in enumerate(flow.frames):
            if frame.page != number:
                continue
            before = f"{story}f{n - 1}" if n else ""
            after = f"{story}f{n + 1}" if n + 1 < len(flow.frames) else ""
            name = f"{story}f{n}"
            held.append(
                items.text_frame(frame, name, page, story=story, before=before, after=after)
            )
    spread = element(
        "Spread", *held, Self=f"spread{number + 1}", PageCount="1", BindingLocation="0",
        AllowPageShuffle="true", ShowMasterItems="true", ItemTransform=f"1 0 0 1 0 {down:.4f}",
    )  # fmt: skip
    return part("Spread", spread)


def _story(name: str, story: FlowedStory, names: Names) -> bytes:
    orientation = "Vertical" if story.vertical else "Horizontal"
    last = len(story.paragraphs) - 1
    held = [
        _paragraph(f"{name}t{n}", paragraph, names, ends=n < last)
        for n, paragraph in enumerate(story.paragraphs)
    ]
    return part(
        "Story",
        element(
            "Story",
            element("StoryPreference", OpticalMarginAlignment="false", FrameType="TextFrameType",
                    StoryOrientation=orientation, StoryDirection="LeftToRightDirection"),
            *held,
            Self=name,
            AppliedTOCStyle="n",
            TrackChanges="false",
            StoryTitle=story.title or "$ID/",
            AppliedNamedGrid="n",
        ),
    )  # fmt: skip


def _paragraph(name: str, paragraph: Paragraph, names: Names, *, ends: bool) -> Element:
    if paragraph.role == "table" and paragraph.cells:
        held = [_range(None, paragraph, names, _table(name, paragraph, names))]
    else:
        held = [_range(span, paragraph, names, *_content(span)) for span in paragraph.spans]
    if ends:
        held[-1].append(element("Br"))
    return element("ParagraphStyleRange", *held, AppliedParagraphStyle=names.style(paragraph))


def _range(span: TextSpan | None, paragraph: Paragraph, names: Names, *inside: Element) -> Element:
    """Return characters of one look; what its paragraph's style says is not said again."""
    own = {}
    properties: list[Element] = []
    if span is not None and span.look != paragraph.look:
        own = resources.character(span.look, names)
        family = names.face(span.look).family
        properties = [element("Properties", element("AppliedFont", family, type="string"))]
    plain = "CharacterStyle/$ID/[No character style]"
    return element("CharacterStyleRange", *properties, *inside, AppliedCharacterStyle=plain, **own)


def _content(span: TextSpan) -> list[Element]:
    """Return the text of a span; a line's end in it is a forced one."""
    found: list[Element] = []
    for n, line in enumerate(span.text.split("\n")):
        if n:
            found.append(element("Content", "\u2028"))
        if line:
            found.append(element("Content", line))
    return found


def _table(name: str, paragraph: Paragraph, names: Names) -> Element:
    rows = [line.split("\t") for line in paragraph.text.split("\n")]
    across = max(map(len, rows))
    heads = {cell.row for cell, _ in paragraph.cells if cell.head}
    inside = [element("Row", Self=f"{name}r{n}", Name=str(n)) for n in range(len(rows))]
    inside += [element("Column", Self=f"{name}c{n}", Name=str(n)) for n in range(across)]
    style = names.style(paragraph)
    for n, row in enumerate(rows):
        for k in range(across):
            text = row[k] if k < len(row) else ""
            plain = "CharacterStyle/$ID/[No character style]"
            range_ = element(
                "CharacterStyleRange", element("Content", text), AppliedCharacterStyle=plain
            )
            inside.append(
                element("Cell", element("ParagraphStyleRange", range_, AppliedParagraphStyle=style),
                        Self=f"{name}x{k}y{n}", Name=f"{k}:{n}", RowSpan="1", ColumnSpan="1",
                        AppliedCellStyle="CellStyle/$ID/[None]")
            )  # fmt: skip
    return element(
        "Table", *inside, Self=f"{name}table", HeaderRowCount=str(len(heads)), FooterRowCount="0",
        BodyRowCount=str(len(rows) - len(heads)), ColumnCount=str(across),
        AppliedTableStyle="TableStyle/$ID/[No table style]",
    )  # fmt: skip
