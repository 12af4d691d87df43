"""A printed page becomes the spec that sets it again: geometry, styles, files, what is refused."""

import io
from functools import cache
from itertools import combinations
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import broadsheet
from broadsheet import api, limits
from broadsheet.cli import main
from broadsheet.display import Colour, Pages, PlacedPicture
from broadsheet.edition import Advert, Article, Edition
from broadsheet.errors import SourceError
from broadsheet.geometry import Rect
from broadsheet.spec import Spec, StoryBox, TypeStyle
from broadsheet.tracing import cutting, drawing, masthead, places
from broadsheet.tracing.inks import is_seen
from broadsheet.tracing.values import Area, FoundGrid
from tests.hostile.pdfs import bytes_of
from tests.unit.pdf_pages_of import Rule, Set, column, pdf

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def source(spec: str, day: str) -> tuple[bytes, Pages, Spec]:
    """Return a page as it is printed, and the truth of it."""
    drawn = broadsheet.load_spec(spec)
    truth = broadsheet.compose(broadsheet.read_edition(EXAMPLES / f"{day}.yaml"), drawn)
    out = io.BytesIO()
    broadsheet.write_pdf(truth, out)
    return out.getvalue(), truth, drawn


@cache
def round_trip(spec: str, day: str, folder: Path) -> tuple[Edition, Spec, Pages]:
    """Return what a page's trace says, and the page that it sets."""
    api.write_trace(broadsheet.trace(source(spec, day)[0]), folder)
    edition = broadsheet.read_edition(folder / "edition.yaml")
    own = broadsheet.load_spec(folder / "page.yaml")
    return edition, own, broadsheet.compose(edition, own)


PAPERS = [("duikai-6", "tinglan-front"), ("neiye-6", "tinglan-front")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("traced")


@pytest.mark.parametrize(("spec", "day"), PAPERS)
def test_a_page_of_ours_is_set_again_with_its_boxes_and_lines(
    spec: str, day: str, kept: Path
) -> None:
    _, truth, drawn = source(spec, day)
    edition, own, back = round_trip(spec, day, kept / spec)
    was, now = drawn.style, own.style
    for side in ("width", "height", "left"):
        assert getattr(now.page, side) == pytest.approx(getattr(was.page, side), abs=0.02)
    assert now.grid.baseline == pytest.approx(was.grid.baseline, abs=0.02)
    assert now.styles["body"].largest == pytest.approx(was.styles["body"].largest, abs=0.05)
    assert (now.grid.columns, now.grid.rows) == (was.grid.columns, was.grid.rows)
    assert [f.message for f in back.findings if f.level == "error"] == []
    row = was.grid.baseline
    for box in truth.pages[0].boxes:
        near = min(back.pages[0].boxes, key=lambda other: away(other.rect, box.rect))
        assert away(near.rect, box.rect) <= row + 1, box.name
        assert len(near.columns) == len(box.columns), box.name
    assert len(back.boxes) == len(truth.boxes)
    lines = {line.plain for line in truth.lines()}
    again = {line.plain for line in back.lines()}
    assert len(lines & again) >= 0.95 * len(lines)
    assert len(edition.items) == len({box.item for box in back.boxes} - {"masthead", ""})


def away(one: object, two: object) -> float:
    sides = ("left", "top", "right", "bottom")
    return max(abs(getattr(one, side) - getattr(two, side)) for side in sides)


def test_heads_stand_where_they_stood(kept: Path) -> None:
    _, own, _ = round_trip(*PAPERS[0], kept / PAPERS[0][0])
    heads = {
        box.content.headline.at: box.content.headline
        for box in own.arrangement.boxes.values()
        if isinstance(box.content, StoryBox)
    }
    assert heads["left"].vertical
    assert heads["left"].width == pytest.approx(94.5, abs=1)  # nine characters
    assert {box.content.picture.rows for box in own.arrangement.boxes.values()
            if isinstance(box.content, StoryBox)} == {0, 14}  # fmt: skip


def test_type_and_inks_are_those_of_the_page(kept: Path) -> None:
    _, own, _ = round_trip(*PAPERS[0], kept / PAPERS[0][0])
    style = own.style.styles
    assert style["nameplate"].face == "brush"
    assert style["nameplate"].colour.magenta == 1.0
    assert (style["a-headline"].largest, style["a-headline"].weight) == (49.5, "black")
    assert style["a-kicker"].face == "kai"
    assert style["crosshead"].face == "hei"


def test_advertisements_are_cut_out_with_their_inks_and_nothing_of_their_neighbours(
    kept: Path,
) -> None:
    edition, _, _ = round_trip(*PAPERS[0], kept / PAPERS[0][0])
    adverts = [item for item in edition.items if isinstance(item, Advert)]
    _, truth, _ = source(*PAPERS[0])
    boxes = [box.rect for box in truth.boxes if box.name in ("F.1", "F.2", "F.3")]
    assert len(adverts) == 3
    for item, box in zip(adverts, boxes, strict=True):
        assert (item.src, item.copy) == (f"ads/{item.id}.pdf", ())
        part = pypdf.PdfReader(kept / PAPERS[0][0] / item.src)
        (leaf,) = part.pages
        assert float(leaf.mediabox.width) == pytest.approx(box.width, abs=0.02)
        assert float(leaf.mediabox.height) == pytest.approx(box.height, abs=0.02)
        said, words = bare(leaf.extract_text()), bare(item.alt)
        assert sorted(said) == sorted(words)  # neither a neighbour's words nor the mark 广告
        drawing_of = leaf.get_contents()
        assert drawing_of is not None
        operators = {operator for _, operator in drawing_of.operations}
        assert b"k" in operators
        assert b"rg" not in operators
        assert len((kept / PAPERS[0][0] / item.src).read_bytes()) < 100_000


def bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_pictures_are_kept_as_they_are_embedded(kept: Path) -> None:
    edition, _, back = round_trip(*PAPERS[0], kept / PAPERS[0][0])
    story = next(item for item in edition.items if isinstance(item, Article) and item.pictures)
    (picture,) = story.pictures
    with Image.open(kept / PAPERS[0][0] / picture.src) as shown:
        assert shown.mode == "CMYK"
        assert shown.width / shown.height == pytest.approx(5 / 3, abs=0.01)
    assert edition.masthead.ear.src.startswith("pictures/")
    placed = {mark.src for mark in back.pages[0].marks if isinstance(mark, PlacedPicture)}
    assert {picture.src, edition.masthead.ear.src} <= placed


def test_a_part_of_a_page_holds_what_stands_in_it_alone() -> None:
    drawn = pdf(
        [Set(100, 200, 10, "里面的字"), Set(100, 400, 10, "外面的字"), Rule(90, 180, 80, 40),
         Rule(50, 390, 300, 30)]
    )  # fmt: skip
    page = pypdf.PdfReader(io.BytesIO(drawn)).pages[0]
    steps = cutting.steps_of(page)
    part = pypdf.PdfReader(io.BytesIO(cutting.part_of(page, steps, Rect(89, 179, 82, 42)))).pages[0]
    content = part.get_contents()
    assert content is not None
    operators = [operator for _, operator in content.operations]
    assert (operators.count(b"Tj"), operators.count(b"re")) == (1, 1)
    hole = cutting.part_of(page, steps, Rect(89, 179, 82, 42), [Rect(88, 178, 84, 44)])
    emptied = pypdf.PdfReader(io.BytesIO(hole)).pages[0].get_contents()
    assert emptied is None or not {b"Tj", b"re"} & {o for _, o in emptied.operations}


def test_a_fact_in_its_label_is_written_in_braces() -> None:
    facts = {"issue_number": "9126", "postal_code": "97-26", "date": "2026-11-18"}
    line = "邮发代号：97-26　总第9126期"
    assert masthead.template(line, facts) == "邮发代号：{postal_code}　总第{issue_number}期"
    day = masthead.template("Wednesday 18 November 2026", facts | {"weekday": "Wednesday"})
    assert day == "{weekday} {day} {month_name} {year}"


def test_boxes_become_the_lines_of_a_map() -> None:
    grid = FoundGrid(size=10, row=14, top=0, rows=9, left=0, columns=3, measure=100, gutter=10)
    box = Area(kind="story", item="a", box=None, column=0, columns=3, row=1, rows=4)  # type: ignore[arg-type]
    foot = Area(kind="story", item="b", box=None, column=1, columns=2, row=6, rows=3)  # type: ignore[arg-type]
    box.spans, box.above, box.name = ((1, 9), (1, 5), (1, 5)), 1, "a"
    foot.spans, foot.above, foot.name = ((6, 9), (6, 9)), 1, "b"
    assert drawing.map_rows([box, foot], grid, 0) == ["a a a | 5行", "a b b | 4行"]


def test_inks_have_names_by_their_hue() -> None:
    names, styles = drawing.inked(
        {
            "a": {"colour": "0/100/95/10"},
            "b": {"colour": "0/0/0/100", "fill": "95/65/5/5"},
            "c": {"fill": "0/5/6/0"},
        }
    )
    assert names == {"red": "0/100/95/10", "blue": "95/65/5/5", "pale-red": "0/5/6/0"}
    assert styles["b"] == {"colour": "black", "fill": "blue"}


TEXT = (
    "　　海潮每天两次漫过滩涂，守堤人",
    "老林记下时刻，也记下风向，三十",
    "年里写满四十六本簿子，没有一页",
    "是空的。他说潮水从来不会失约，",
    "失约的只有人。去年冬天他把簿子",
    "交给了县里的档案馆，自己留下一",
    "本，说要写到走不动的那一天。",
)


def test_a_strangers_page_gets_a_grid_of_its_own() -> None:
    drawn = [
        Set(60, 70, 30, "守堤人的簿子"),
        *column(60, 110, *TEXT),
        *column(225, 110, *TEXT),
        Rule(60, 230, 315, 0.5),
        Set(60, 270, 24, "北桥江心合龙"),
        *column(60, 306, *TEXT),
        *column(225, 306, *TEXT),
    ]
    traced = broadsheet.trace(pdf(drawn))
    style = traced.files["style.yaml"].decode()
    assert "baseline: 14pt" in style
    assert "columns: 2, measure: 15字" in style
    assert "body: {face: song" in style
    assert "size: 10pt" in style
    page = traced.files["page.yaml"].decode()
    assert "a a | " in page
    assert "b b | " in page
    assert "size: 27.6pt..30pt" in page


def test_a_page_without_columns_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "words.pdf"
    words.write_bytes(pdf([Set(60, 80, 30, "停刊")]))
    with pytest.raises(SourceError, match="no column of text to find a grid by"):
        broadsheet.trace(words)
    assert main(["trace", str(words), "-o", str(tmp_path / "paper")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "paper").exists()
    with pytest.raises(SourceError):
        broadsheet.trace(b"no PDF at all")


def test_the_command_writes_what_render_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, paper = tmp_path / "page.pdf", tmp_path / "paper"
    page.write_bytes(source(*PAPERS[0])[0])
    assert main(["trace", str(page), "-o", str(paper)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{paper}: pictures/")
    assert {f.relative_to(paper).as_posix() for f in paper.rglob("*.*")} >= {
        "edition.yaml", "style.yaml", "page.yaml", "ads/ad-1.pdf", "ads/ad-2.pdf", "ads/ad-3.pdf",
    }  # fmt: skip
    edition, spec = str(paper / "edition.yaml"), str(paper / "page.yaml")
    assert main(["render", edition, "--spec", spec, "-o", str(tmp_path / "again.pdf")]) == 0
    assert main(["proof", str(tmp_path / "again.pdf"), edition]) == 0

    assert main(["trace", str(page), "-o", str(paper)]) == 0  # the same again
    (paper / "style.yaml").write_text("# by hand\n", encoding="utf-8")
    (paper / "ads" / "ad-1.pdf").unlink()
    assert main(["trace", str(page), "-o", str(paper)]) == 2
    assert "is there already, and says otherwise (name another folder" in capsys.readouterr().err
    assert (paper / "style.yaml").read_text(encoding="utf-8") == "# by hand\n"
    assert not (paper / "ads" / "ad-1.pdf").exists()


def test_more_than_a_page_can_show_is_refused_before_anything_is_drawn() -> None:
    laughs = bytes_of("pdf-form-laughs")  # forms that call forms: gigabytes to draw
    for asked in (lambda: broadsheet.trace(laughs), lambda: broadsheet.compare(laughs, laughs)):
        with pytest.raises(SourceError, match="forms within forms"):
            asked()
    two = pdf([Set(60, 80, 10, "一")], [Set(60, 80, 10, "二")])
    with limits.put(pages=1), pytest.raises(SourceError, match="has 2 pages"):
        broadsheet.trace(two)


def test_what_no_spec_could_say_is_refused_at_once() -> None:
    page = pypdf.PdfReader(io.BytesIO(pdf([Set(60, 80, 10, "一")]))).pages[0]
    many, wide = pypdf.PdfWriter(), pypdf.PdfWriter()
    for _ in range(401):
        many.add_page(page)
    wide.add_page(page).mediabox = pypdf.generic.RectangleObject((0, 0, 600, 20000))
    for made, says in ((many, "has 401 pages"), (wide, "page 1 is 212 mm x 7056 mm")):
        made.write(held := io.BytesIO())
        with pytest.raises(SourceError, match=says):
            broadsheet.trace(held.getvalue())


def test_a_page_that_is_cut_down_to_its_type_is_traced() -> None:
    made = pypdf.PdfWriter(clone_from=io.BytesIO(source(*PAPERS[0])[0]))
    box = made.pages[0].mediabox
    seen = pypdf.generic.RectangleObject((55, 58, box.right, box.top))
    for name in ("/CropBox", "/TrimBox", "/BleedBox"):
        made.pages[0][pypdf.generic.NameObject(name)] = seen
    made.write(held := io.BytesIO())
    traced = broadsheet.trace(held.getvalue())
    style = traced.files["style.yaml"].decode()
    assert "left: 0pt" in style
    assert "bottom: 0pt" in style
    assert "rows: 106" in style
    heads = [item.headline for item in traced.edition.items if isinstance(item, Article)]
    assert "我市全线启用海潮预警新系统" in heads


def test_letters_that_say_nothing_are_refused_in_one_line() -> None:
    with pytest.raises(SourceError, match="no text that can be read"):
        broadsheet.trace(bytes_of("pdf-cmap-ring"))


def test_heads_on_grounds_tags_and_spread_lines_come_back(kept: Path) -> None:
    _, truth, drawn = source("zjgrb-front-8", "tinglan-eight")
    _, own, back = round_trip("zjgrb-front-8", "tinglan-eight", kept / "eight")
    now = {box.content.select.rank: box for box in own.arrangement.boxes.values()
           if isinstance(box.content, StoryBox)}  # fmt: skip
    styles = own.style.styles

    def style(rank: int, role: str) -> TypeStyle:
        return styles[now[rank].styles[role]]

    # its headline stands reversed on navy, in the two columns at the left, down to its foot
    head = now[2].content.headline  # type: ignore[union-attr]
    assert (head.at, head.across, head.rows) == ("bottom-left", 2, 10)
    navy, wine = drawn.style.colours["navy"], drawn.style.colours["wine"]
    assert style(2, "headline").fill == navy
    assert style(2, "headline").colour == Colour()
    # a tag with round ends, in the middle; and two lines spread to one width
    tag = style(3, "section")
    assert (tag.fill, tag.form, tag.align) == (wine, "pill", "center")
    assert style(1, "headline").align == "spread"
    assert styles["slogan"].colour == navy
    assert own.arrangement.boxes["M"].content.weekday == "beside"  # type: ignore[union-attr]
    sizes = {run.size for line in truth.lines() for run in line.runs
             if run.source.role == "crosshead"}  # fmt: skip
    crosshead = styles["crosshead"]
    assert (crosshead.smallest, crosshead.largest) == (min(sizes), max(sizes))
    assert [f.message for f in back.findings if f.level == "error"] == []


def test_white_over_a_name_is_found_by_where_the_name_stands(kept: Path) -> None:
    _, truth, _ = source("english-6", "saltmarsh-front")
    _, own, back = round_trip("english-6", "saltmarsh-front", kept / "english")
    was, now = (next(b.rect for b in p.boxes if b.name == "M") for p in (truth, back))
    assert away(now, was) < 0.1
    names = [max((n for n in p.lines() if n.box == "M"), key=lambda n: n.runs[0].size).y
             for p in (truth, back)]  # fmt: skip
    assert names[0] == pytest.approx(names[1], abs=0.1)
    lead = next(b.content for b in own.arrangement.boxes.values()
                if isinstance(b.content, StoryBox) and b.content.picture.rows == 21)  # fmt: skip
    assert lead.byline == "head"


@pytest.mark.parametrize(
    ("colour", "ground", "seen"),
    [("0/0/0/0", "", False), ("0/0/0/0", "0/3/12/0", True), ("0/0/0/0", "0/2/5/0", False),
     ("0/0/0/100", "", True), ("100/75/10/30", "100/75/10/30", False)],
)  # fmt: skip
def test_type_is_never_traced_that_could_not_be_read(colour: str, ground: str, seen: bool) -> None:
    assert is_seen(colour, ground) == seen


# Boxes on no common grid: each has its own left edge, measure and first baseline.
FREE = """broadsheet: 1
style: duikai-6
page: {size: 400mm x 590mm, margin: {top: 12mm, sides: 13mm}}
grid: {columns: 6, measure: 15字, rows: null}
styles: {headline: {size: 20pt..34pt}}
boxes:
  M: {at: 20 14 350 72, masthead: {arrange: across, data: ["国内统一刊号：{cn_code}"]}}
  a: {at: 21.3 96.4 142 150, story: 1, columns: 3, frame: 0.5pt,
      padding: {sides: 8pt, head: 1行, foot: 1行}}
  b: {at: 175.9 93 193.5 238, story: 2, columns: 4}
  c: {at: 178 345 200 184, story: 3, columns: 4, headline: {at: left, vertical: true}}
  d: {at: 30.5 264 130 138, story: 4, columns: 2, frame: 1pt,
      padding: {sides: 12pt, head: 1行, foot: 1行}, picture: {at: top-right, rows: 9行}}
  e: {at: 26 412.5 60 62, ad: 1}
  f: {at: 92 416 78 58, ad: 2, frame: 0.5pt}
  h: {at: 26 488 130 60, info: 1, frame: 0.5pt}
  g: {at: 190 545 170 28, ad: 3}
"""


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pages]:
    folder = tmp_path_factory.mktemp("free")
    edition = broadsheet.read_edition(EXAMPLES / "tinglan-front.yaml")
    truth = broadsheet.compose(edition, broadsheet.load_spec(FREE))
    with (folder / "page.pdf").open("wb") as out:
        broadsheet.write_pdf(truth, out)
    return folder, truth


def test_a_page_without_a_grid_says_so_and_is_traced_as_boxes(
    free: tuple[Path, Pages], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, truth = free
    assert main(["trace", str(folder / "page.pdf"), "-o", str(folder / "map")]) == 0
    told = capsys.readouterr().err
    assert "page 1 has no grid" in told
    assert "--as boxes" in told
    own = folder / "boxes"
    assert main(["trace", str(folder / "page.pdf"), "--as", "boxes", "-o", str(own)]) == 0
    assert "grid" not in capsys.readouterr().err
    assert "map:" not in (own / "page.yaml").read_text(encoding="utf-8")
    spec = broadsheet.load_spec(own / "page.yaml")
    back = broadsheet.compose(broadsheet.read_edition(own / "edition.yaml"), spec)
    assert [f.message for f in back.findings if f.level == "error"] == []
    for box in truth.pages[0].boxes:
        near = min(back.pages[0].boxes, key=lambda other: away(other.rect, box.rect))
        # the masthead's white no page shows; of the others the last row at most
        assert away(near.rect, box.rect) < (14.5 if box.item else 27), box.name
        assert (near.rect.left, near.rect.top) == pytest.approx(
            (box.rect.left, box.rect.top), abs=8 if box.columns or not box.item else 0.02
        )
        assert len(near.columns) == len(box.columns), box.name
    with (folder / "back.pdf").open("wb") as out:
        broadsheet.write_pdf(back, out)
    changes = broadsheet.compare(folder / "page.pdf", folder / "back.pdf")
    edits = [(edit.was, edit.now) for one in changes.stories for edit in one.edits]
    assert edits == []


def test_a_page_with_a_grid_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(source("duikai-6", "tinglan-front")[0])
    traced = broadsheet.trace(tmp_path / "page.pdf", boxes=True)
    assert traced.gridless == ()
    for box in broadsheet.load_spec(traced_spec(traced, tmp_path)).arrangement.placed:
        assert box.at is not None
        assert box.at.right <= 390 * 72 / 25.4 + 0.02


def traced_spec(traced: broadsheet.TracedPaper, folder: Path) -> Path:
    api.write_trace(traced, folder / "paper")
    return folder / "paper" / "page.yaml"


@given(st.lists(st.tuples(*[st.floats(0, 300), st.floats(0, 300), st.floats(10, 200)]), max_size=7))
def test_places_of_boxes_never_share_anything(cells: list[tuple[float, float, float]]) -> None:
    found = [
        Area(kind="story", item=str(n), box=Rect(0, 0, 1, 1), place=Rect(left, top, side, side))
        for n, (left, top, side) in enumerate(cells)
    ]
    kept = places.kept_apart(found, Rect(0, 0, 400, 400))
    for one, two in combinations(kept, 2):
        assert not one.place.overlaps(two.place, 0.1)
    for area in kept:
        assert Rect(0, 0, 400, 400).holds(area.place, 0.01)
