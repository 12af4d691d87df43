"""Pages for InDesign: the package is whole, its text is the edition's, its frames the boxes."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.edition import passages
from broadsheet.formats.idml.stories import BODY

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = [("tinglan-front.yaml", "duikai-6"), ("tinglan-front.yaml", "shuzhi"),
        ("saltmarsh-front.yaml", "english-6"), ("tinglan-front.yaml", "zjgrb-front")]  # fmt: skip
each_day = pytest.mark.parametrize(("day", "spec"), DAYS)
# an element's attribute that names another
NAMES = ("ParentStory", "PreviousTextFrame", "NextTextFrame", "AppliedParagraphStyle",
         "AppliedCharacterStyle", "AppliedTableStyle", "AppliedCellStyle", "AppliedObjectStyle",
         "FillColor", "StrokeColor", "ItemLayer", "AppliedMaster")  # fmt: skip


@cache
def made(day: str, spec: str) -> broadsheet.DesktopPages:
    return broadsheet.desktop_pages(EXAMPLES / day, broadsheet.PageOptions(spec=spec))


@cache
def parts(day: str, spec: str) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(made(day, spec).idml)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert package.read("mimetype") == b"application/vnd.adobe.indesign-idml-package"
        return {
            name: ET.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith(".xml")
        }


def text_of(story: ET.Element) -> str:
    """Return a story's text as InDesign reads it: a line for each paragraph."""
    text = ""
    for inside in story.iter():
        if inside.tag == "Content":
            text += inside.text or ""
        elif inside.tag == "Br":
            text += "\n"
        elif inside.tag == "Cell" and not inside.get("Name", "").startswith("0:"):
            text += "\t"
        elif inside.tag == "Cell" and inside.get("Name") != "0:0":
            text += "\n"
    return text.replace("\u2028", "\n")


def stories(day: str, spec: str) -> dict[str, ET.Element]:
    return {
        story.get("Self", ""): story
        for name, part in parts(day, spec).items()
        if name.startswith("Stories/")
        for story in part.iter("Story")
    }


@each_day
def test_all_that_is_named_is_there_and_named_once(day: str, spec: str) -> None:
    held = parts(day, spec)
    every = [one for part in held.values() for one in part.iter()]
    ids = [one.get("Self", "") for one in every if one.get("Self")]
    assert len(ids) == len(set(ids))
    wanted = {one.get(name) for one in every for name in NAMES if one.get(name)} - {"n"}
    assert wanted <= set(ids)
    listed = {one.get("src") for one in held["designmap.xml"] if one.get("src")}
    assert listed == set(held) - {"designmap.xml", "META-INF/container.xml"}
    assert set(held["designmap.xml"].get("StoryList", "").split()) == set(stories(day, spec))


@each_day
def test_stories_hold_the_whole_copy_in_order(day: str, spec: str) -> None:
    edition = made(day, spec).edition
    texts = [text_of(story) for story in stories(day, spec).values()]
    for item in edition.items:
        own = [passage for passage in passages(edition) if passage.item == item.id]
        body = [passage.text for passage in own if passage.role in BODY and item.kind == "article"]
        told = re.sub(r"[\n\u3000]", "", "".join(body))
        if body:
            assert told in [re.sub(r"[\n\u3000]", "", text) for text in texts]
        for passage in own:
            if passage.text not in body and passage.role != "ruby":
                assert passage.text in texts, passage


def bounds(frame: ET.Element) -> tuple[float, float, float, float]:
    points = [point.get("Anchor", "").split() for point in frame.iter("PathPointType")]
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@each_day
def test_frames_stand_where_the_boxes_are(day: str, spec: str) -> None:
    page, held = made(day, spec).pages.pages[0], parts(day, spec)
    frames = list(held["Spreads/Spread_spread1.xml"].iter("TextFrame"))
    half = page.width / 2, page.height / 2
    for frame in frames:
        left, top, right, bottom = bounds(frame)
        assert -half[0] - 1 <= left < right <= half[0] + 1
        assert -half[1] - 1 <= top < bottom <= half[1] + 1
    columns = [column for box in page.boxes for column in box.columns if box.lines]
    lefts = {round(bounds(frame)[0] + half[0], 1) for frame in frames}
    if spec != "shuzhi":
        assert {round(column.left, 1) for column in columns} <= lefts


@each_day
def test_threads_lead_from_frame_to_frame_of_one_story(day: str, spec: str) -> None:
    frames = {
        frame.get("Self", ""): frame
        for name, part in parts(day, spec).items()
        if name.startswith("Spreads/")
        for frame in part.iter("TextFrame")
    }
    for name, frame in frames.items():
        after = frame.get("NextTextFrame", "n")
        if after != "n":
            assert frames[after].get("PreviousTextFrame") == name
            assert frames[after].get("ParentStory") == frame.get("ParentStory")
    first = [f for f in frames.values() if f.get("PreviousTextFrame") == "n"]
    assert {f.get("ParentStory") for f in first} == set(stories(day, spec))
    assert len(first) == len(stories(day, spec))


def test_columns_down_the_page_are_vertical_text() -> None:
    oriented = {
        preference.get("StoryOrientation")
        for story in stories("tinglan-front.yaml", "shuzhi").values()
        for preference in story.iter("StoryPreference")
    }
    assert oriented == {"Horizontal", "Vertical"}


def test_looks_are_styles_by_role_and_swatches_of_ink() -> None:
    held = parts("tinglan-front.yaml", "duikai-6")
    styles = {s.get("Name"): s for s in held["Resources/Styles.xml"].iter("ParagraphStyle")}
    body = styles["para"]
    assert (body.get("PointSize"), body.get("Justification")) == ("10.5", "LeftJustified")
    assert body.findtext("Properties/AppliedFont") == "Noto Serif SC"
    families = {f.get("Name") for f in held["Resources/Fonts.xml"].iter("FontFamily")}
    assert "Noto Serif SC" in families
    inks = {c.get("ColorValue") for c in held["Resources/Graphic.xml"].iter("Color")}
    assert "0 0 0 100" in inks
    links = [
        link.get("LinkResourceURI", "") for link in held["Spreads/Spread_spread1.xml"].iter("Link")
    ]
    assert links
    assert all(uri.startswith("file:///") and Path(uri[7:]).is_file() for uri in links)


def test_a_table_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(
        "items:\n- kind: article\n  headline: 潮位\n  body:\n"
        '  - {kind: table, text: "站\\t高\\n甲\\t3.1\\n乙\\t2.9"}\n  - 今夜潮高。\n',
        encoding="utf-8",
    )
    done = broadsheet.desktop_pages(tmp_path / "day.yaml")
    with zipfile.ZipFile(io.BytesIO(done.idml)) as package:
        text = "".join(package.read(n).decode() for n in package.namelist() if "Stories" in n)
    table = re.search(r"<Table [^>]*>", text)
    assert table is not None
    assert 'ColumnCount="2"' in table[0]
    assert len(re.findall("<Cell ", text)) == 6


def test_the_command_writes_the_same_bytes_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = str(EXAMPLES / "tinglan-front.yaml")
    out = [tmp_path / "a.idml", tmp_path / "b.idml"]
    for path in out:
        assert main(["export", day, "--to", "idml", "--spec", "duikai-6", "-o", str(path)]) == 0
    assert out[0].read_bytes() == out[1].read_bytes()
    assert main(["export", day, "--to", "idml"]) == 2
    assert "-o names a file" in capsys.readouterr().err


def test_nothing_is_written_of_copy_with_errors(tmp_path: Path) -> None:
    day = tmp_path / "day.yaml"
    story = f"items:\n- kind: article\n  headline: 潮\n  body: [{'潮水退了三尺。' * 3000}]\n"
    day.write_text(story, encoding="utf-8")
    out = tmp_path / "page.idml"
    asked = ["export", str(day), "--to", "idml", "--spec", "duikai-6", "-o", str(out)]
    assert main(asked) == 1
    assert not out.exists()
