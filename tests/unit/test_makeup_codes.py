"""Codes to scan: modules, quiet zones, sizes."""

import io
from typing import Any

import pytest

import broadsheet
from broadsheet.display import INK, PAPER, Fill, Link, Outline, Pages
from broadsheet.geometry import MM, Rect
from broadsheet.makeup.boxes import barcode
from tests.unit.pages_of import edition, small_spec, story

QR = {"qr": {"caption": "客户端", "url": "https://www.example.cn/app"}}


def composed(box: dict[str, Any], drawn: str = "p p q q | auto", **masthead: Any) -> Pages:
    boxes = {"p": box, "q": {"story": "1"}}
    return broadsheet.compose(edition(story(1, [200]), **masthead), small_spec(drawn, boxes))


def code_of(pages: Pages) -> tuple[Rect, list[Rect]]:
    """The white ground of a code, and its dark blocks."""
    marks = [mark for mark in pages.pages[0].marks if getattr(mark, "box", "") == "p"]
    (ground,) = [m.rect for m in marks if isinstance(m, Fill) and m.fill == PAPER]
    (dark,) = [m for m in marks if isinstance(m, Outline)]
    assert (dark.fill, dark.stroke) == (INK, None)
    corners = [step[1:] for step in dark.path if step[0] != "h"]
    blocks = []
    for n in range(0, len(corners), 4):
        (left, top), (right, foot) = corners[n], corners[n + 2]
        blocks.append(
            Rect(float(left), float(top), float(right) - float(left), float(foot) - float(top))
        )
    return ground, blocks


def test_the_ears_address_is_drawn_with_four_modules_of_white_around() -> None:
    pages = composed({"code": "qr"}, ear=QR)
    ground, blocks = code_of(pages)
    module = min(block.height for block in blocks)
    count = round(ground.width / module)
    assert count == 25 + 8  # version 2, and its quiet zone
    assert min(block.left for block in blocks) - ground.left == pytest.approx(4 * module, abs=0.01)
    assert ground.bottom - max(b.bottom for b in blocks) == pytest.approx(4 * module, abs=0.01)
    finder = [block for block in blocks if round(block.width / module) == 7]
    assert len(finder) >= 6  # head and foot of the three corners
    (link,) = [mark for mark in pages.pages[0].marks if isinstance(mark, Link)]
    assert link.target == "https://www.example.cn/app"


def test_the_words_of_an_ear_stand_four_points_under_its_code() -> None:
    ear = {"qr": QR["qr"] | {"caption": "扫一扫"}, "promo": "掌上汀澜"}
    pages = composed({"ear": "code"}, "p q q q | 11行\n. q q q | fill", ear=ear)
    code, _ = code_of(pages)
    words = [line for line in pages.lines() if line.box == "p"]
    box = next(box.rect for box in pages.boxes if box.name == "p")
    assert [line.plain for line in words] == ["掌上汀澜", "扫一扫"]
    assert code.width < box.width  # as large as the words leave it
    heads = [(line.y, line.runs[0].size) for line in words]
    assert code.bottom == pytest.approx(box.bottom - 1.3 * sum(s for _, s in heads) - 4, abs=0.01)
    assert heads[0][0] - 0.88 * heads[0][1] >= code.bottom + 4
    assert heads[1][0] + 0.12 * heads[1][1] <= box.bottom


def test_a_code_too_small_to_scan_is_told_with_the_size_it_needs() -> None:
    pages = composed({"code": "qr", "size": "9mm"}, ear=QR)
    (found,) = [f for f in pages.findings if f.code == "code-small"]
    assert found.message == (
        "the QR code's modules are 0.27 mm, under 0.33 mm: "
        "it needs 11 mm with its white, or a shorter address"
    )
    assert (found.level, found.box) == ("warning", "p")
    assert not [
        f for f in composed({"code": "qr", "size": "12mm"}, ear=QR).findings if f.box == "p"
    ]


def test_an_address_that_no_code_holds_is_told() -> None:
    pages = composed({"code": "qr"}, ear={"qr": {"url": "https://example.cn/" + "a" * 3000}})
    (found,) = [f for f in pages.findings if f.code == "code"]
    assert found.level == "error"
    assert "too long" in found.message


def test_the_couplets_code_is_drawn_too() -> None:
    pages = composed({"ear": "couplet"}, ear=QR | {"promo": "一城潮声　尽在掌中"})
    assert code_of(pages)[0].width > 50


@pytest.mark.parametrize(
    ("issn", "ean"),
    [
        ("0317-8471", "9770317847001"),
        ("0378-5955", "9770378595002"),
        ("2434-561X", "9772434561006"),
    ],
)
def test_a_serials_number_becomes_its_ean(issn: str, ean: str) -> None:
    assert barcode.is_issn(issn)
    assert barcode.ean_of_issn(issn) == ean


def test_bars_are_those_of_the_standard() -> None:
    # the standard's own way: 101, six digits, 01010, six digits, 101
    assert barcode.bars("5901234123457") == (
        "101" "0001011" "0100111" "0110011" "0010011" "0111101" "0011101" "01010"
        "1100110" "1101100" "1000010" "1011100" "1001110" "1000100" "101"
    )  # fmt: skip
    assert barcode.addon_bars("53") == "10110110001010100001"
    assert len(barcode.addon_bars("52495")) == 47


def test_the_bar_code_keeps_its_white_and_its_usual_size() -> None:
    pages = composed({"code": "issn"}, issn="0317-8471")
    ground, blocks = code_of(pages)
    module = 0.33 * MM
    assert ground.width == pytest.approx(113 * module, abs=0.01)
    assert min(b.left for b in blocks) - ground.left == pytest.approx(11 * module, abs=0.01)
    assert ground.right - max(b.right for b in blocks) == pytest.approx(7 * module, abs=0.01)
    text = "".join(line.plain for line in pages.lines() if line.box == "p")
    assert text == "9770317847001ISSN 0317-8471"


def test_an_addon_has_the_issues_last_digits_and_five_modules_of_white() -> None:
    pages = composed({"code": "issn", "addon": "2"}, issn="0317-8471", issue_number="9126")
    ground, blocks = code_of(pages)
    module = 0.33 * MM if ground.width > 138 * 0.33 * MM - 1 else ground.width / 138
    assert ground.right - max(b.right for b in blocks) == pytest.approx(5 * module, abs=0.02)
    assert "26" in [line.plain for line in pages.lines()]


@pytest.mark.parametrize(
    ("issn", "says"),
    [("0317-8472", "“0317-8472” is no ISSN"), ("", "the masthead has no ISSN")],
)
def test_a_wrong_number_makes_no_bars(issn: str, says: str) -> None:
    pages = composed({"code": "issn"}, issn=issn)
    (found,) = [f for f in pages.findings if f.code == "code"]
    assert found.message == f"{says}: no bar code is drawn"


def test_a_small_bar_code_is_told() -> None:
    pages = composed({"code": "issn", "size": "25mm"}, issn="0317-8471")
    (found,) = [f for f in pages.findings if f.code == "code-small"]
    assert "it needs 30 mm with its white" in found.message


@pytest.mark.parametrize("standard", ["pdf", "x4", "ua1"])
def test_codes_go_into_files_of_any_standard(standard: str) -> None:
    copy = edition(story(1, [200]), ear=QR)
    boxes = {"p": {"code": "qr"}, "q": {"story": "1"}}
    out = io.BytesIO()
    pages = broadsheet.compose(copy, small_spec("p p q q | auto", boxes))
    broadsheet.write_pdf(pages, out, standard=standard)
    assert broadsheet.prove(out.getvalue(), copy) == ()
