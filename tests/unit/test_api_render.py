"""One call from a source to a PDF: the same bytes, findings and faults as the command gives."""

import inspect
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import PageOptions, Press, RawOptions, RenderOptions, api
from broadsheet.cli import main
from broadsheet.models import names

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = EXAMPLES / "tinglan-front.yaml"
RAW = EXAMPLES / "tinglan-front.txt"
DRAWN = "duikai-6"
FULL = (("boxes.d.picture.rows", "40"),)  # so that a story of it is over


def rendered(source: Path, **options: object) -> tuple[broadsheet.Rendered, bytes]:
    out = io.BytesIO()
    done = broadsheet.render(source, out, RenderOptions(**options))  # type: ignore[arg-type]
    return done, out.getvalue()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], {}),
        (["--standard", "x4", "--marks"], {"standard": "x4", "marks": True}),
        (["--guides", "-v"], {"guides": True, "lint": True}),
        (["--set", "colours.red=0/90/80/20"], {"overrides": (("colours.red", "0/90/80/20"),)}),
        (["--only", "a", "--spec", DRAWN], {"only": "a", "spec": DRAWN}),
        (["--spec", "zjgrb-front"], {"spec": "zjgrb-front"}),
    ],
)
def test_the_command_and_the_library_write_the_same_bytes(
    words: list[str], options: dict[str, object], tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    assert main(["render", str(DAY), "-o", str(out), *words]) == 0
    done, content = rendered(DAY, **options)
    assert done.written
    assert content == out.read_bytes()


def test_what_is_over_writes_nothing_unless_for_a_draft(tmp_path: Path) -> None:
    done, content = rendered(DAY, spec=DRAWN, overrides=FULL)
    assert (done.written, content) == (False, b"")
    assert [f.code for f in done.pages.findings if f.level == "error"] == ["overset"] * 2
    report = tmp_path / "report.json"
    drafted, content = rendered(DAY, spec=DRAWN, overrides=FULL, draft=True, report=report)
    assert drafted.written
    assert content.startswith(b"%PDF-")
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told == broadsheet.report(drafted.pages, drafted.edition)
    assert told["counts"]["error"] == 2


def test_check_tells_what_render_would_and_the_editors_faults() -> None:
    told = broadsheet.check(DAY, PageOptions(spec=DRAWN, overrides=FULL))
    done, _ = rendered(DAY, spec=DRAWN, overrides=FULL)
    assert not told.written
    own = [finding for finding in told.pages.findings if finding.level == "error"]
    assert own == [finding for finding in done.pages.findings if finding.level == "error"]
    own = set(api.lint(told.pages, told.spec))
    assert own
    assert own <= set(told.pages.findings)
    assert not own & set(done.pages.findings)


def test_an_edition_at_hand_raw_text_and_bytes_are_rendered_alike(tmp_path: Path) -> None:
    alone = tmp_path / "wire.txt"  # no pictures beside it
    alone.write_bytes(RAW.read_bytes())
    text = RAW.read_text(encoding="utf-8")
    held = broadsheet.NamedBytes(content=RAW.read_bytes(), name="wire.txt")

    def page(source: object) -> bytes:
        out = io.BytesIO()
        assert broadsheet.render(source, out).written  # type: ignore[arg-type]
        return out.getvalue()

    assert page(RAW) == page(broadsheet.read_edition(RAW))
    assert page(text) == page(held)  # of no folder: no pictures lie beside them


def test_one_box_and_guides_of_pages_at_hand() -> None:
    spec = broadsheet.load_spec()
    pages = broadsheet.compose(broadsheet.read_edition(DAY), spec)
    alone = broadsheet.only_box(pages, "a")
    assert {box.name for box in alone.boxes} == {"a"}
    guided = broadsheet.with_guides(alone, spec)
    assert len(guided.pages[0].marks) > len(alone.pages[0].marks)
    with pytest.raises(broadsheet.UserError, match="there is no box 'q'"):
        broadsheet.only_box(pages, "q")


def test_the_time_given_is_for_all_of_it() -> None:
    with pytest.raises(broadsheet.UserError, match=r"stopped after 0.001 s while "):
        broadsheet.render(DAY, io.BytesIO(), RenderOptions(timeout=0.001))
    with pytest.raises(broadsheet.UserError, match="a timeout of 0 s"):
        broadsheet.check(DAY, PageOptions(timeout=0))


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ({"standard": "x9"}, r"no standard 'x9' \(one of pdf, x4"),
        (
            {"timeout": "1s"},
            r"RenderOptions.timeout: '1s' is not .* \(write seconds, such as 30.0\)",
        ),
        ({"timeout": -1}, r"a timeout of -1 s \(write seconds, such as 30.0\)"),
        ({"ppi": "big"}, r"RenderOptions.ppi: 'big' is not int"),
        ({"ppi": 5}, "ppi 5 is out of range"),
        ({"form": "gif"}, "no form 'gif'"),
        ({"page": -1}, "there is no page -1"),
        ({"roots": "pictures"}, r"RenderOptions.roots: 'pictures' is not a tuple of str or Path"),
        ({"assets": 3}, "RenderOptions.assets: 3 is not Mapping or Callable or nothing"),
    ],
)
def test_an_option_is_refused_where_it_is_made(option: dict[str, Any], told: str) -> None:
    with pytest.raises(broadsheet.UserError, match=told):
        RenderOptions(**option)


def test_what_is_no_options_and_no_source_is_answered_with_a_way_out() -> None:
    loose: Any = {"draft": True}
    others: Any = PageOptions()
    for call in (
        lambda: broadsheet.render(DAY, io.BytesIO(), loose),
        lambda: broadsheet.render(DAY, io.BytesIO(), others),
    ):
        with pytest.raises(TypeError, match=r"RenderOptions, not (dict|PageOptions): write Render"):
            call()
    with pytest.raises(TypeError, match=r"PageOptions, not dict"):
        broadsheet.check(DAY, loose)
    bare: Any = "汀澜日报\n".encode()
    with pytest.raises(TypeError, match=r"not bytes: NamedBytes\(content=…, name=…\)"):
        broadsheet.read_edition(bare)
    late: Any = "1s"
    with pytest.raises(broadsheet.UserError, match="timeout: '1s' is no number"):
        broadsheet.read_edition({"items": []}, timeout=late)


def test_a_page_for_the_browser_and_a_new_paper(tmp_path: Path) -> None:
    paper = broadsheet.digital_paper(DAY, broadsheet.DigitalOptions(ppi=36))
    assert set(paper.files) == {"index.html", "zones.json", "page-1.png"}
    over = broadsheet.DigitalOptions(ppi=36, spec=DRAWN, overrides=FULL)
    assert broadsheet.digital_paper(DAY, over).files == {}
    folder = tmp_path / "paper"
    written = broadsheet.new_paper(folder, name="汀潮报")
    assert all((folder / name).exists() for name in written)
    out = io.BytesIO()
    assert broadsheet.render(folder / "first-edition.yaml", out).written
    assert "汀潮报" in PdfReader(out).pages[0].extract_text()
    with pytest.raises(broadsheet.UserError, match="is there already"):
        broadsheet.new_paper(folder)


def test_every_name_handed_out_is_there() -> None:
    for module in (broadsheet, api):
        for name in module.__all__:
            assert getattr(module, name) is not None, name
    assert set(broadsheet.__all__) & set(api.__all__) > {"compose", "render", "learn", "explain"}


@pytest.mark.parametrize("lint", [False, True])
def test_findings_are_told_before_any_file_is_there(lint: bool, tmp_path: Path) -> None:
    out, report = tmp_path / "page.pdf", tmp_path / "report.json"
    told: list[int] = []

    def tell(pages: broadsheet.Pages) -> None:
        assert list(tmp_path.iterdir()) == []
        told.append(len(pages.findings))

    def deaf(_: broadsheet.Pages) -> None:
        raise broadsheet.UserError("nobody reads this")

    options = RenderOptions(spec=DRAWN, lint=lint, report=report if lint else None)
    with pytest.raises(broadsheet.UserError, match="nobody reads this"):
        broadsheet.render(DAY, out, options, tell=deaf)
    assert list(tmp_path.iterdir()) == []
    done = broadsheet.render(DAY, out, options, tell=tell)
    assert told == [len(done.pages.findings)]
    assert done.written


@pytest.mark.parametrize(
    ("kind", "option", "told"),
    [
        (RawOptions, {"repair": "yes"}, "RawOptions.repair: 'yes' is not bool"),
        (RawOptions, {"pictures": None}, "RawOptions.pictures: None is not str or Path"),
        (RawOptions, {"hints": 5}, "RawOptions.hints: 5 are no hints .*read_hints"),
        (Press, {"profile": 3}, "Press.profile: 3 is not str or Path or nothing"),
        (Press, {"adverts": "mix"}, "Press.adverts: 'mix' is not known .write 'convert'"),
        (Press, {"bleed": 900}, "Press.bleed: 900 is out of range .write 0 to 57, in points"),
        (Press, {"marks": 1}, "Press.marks: 1 is not bool"),
    ],
)
def test_what_goes_with_a_page_is_refused_where_it_is_made(
    kind: Any, option: dict[str, Any], told: str
) -> None:
    with pytest.raises(broadsheet.UserError, match=told):
        kind(**option)


@pytest.mark.parametrize(
    "record",
    [
        *("PageOptions", "RenderOptions", "DigitalOptions", "RawOptions", "NamedBytes", "Press"),
        *("TrialOrder", "Progress", "Finding", "Rendered", "RawReading", "RawPage", "Dummy"),
        *("DigitalPaper", "DesktopPages", "TracedPaper", "Lesson", "Comparison"),
    ],
)
def test_help_explains_each_field_of_a_record(record: str) -> None:
    made = getattr(broadsheet, record)
    told = inspect.getdoc(made) or ""
    listed = re.findall(r"^- ``(\w+)``: \S", told, re.MULTILINE)
    assert sorted(listed) == sorted(names(made))
