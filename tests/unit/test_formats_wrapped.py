"""Lines that a wire broke to fit, and lines that are lines."""

from pathlib import Path

import pytest

from broadsheet import api
from broadsheet.edition import Article
from broadsheet.formats.wrapped import paragraphs

WIRE = (
    "The lighthouse on Stark Rock will be dark for a week while",
    "its lamp is cleaned, the harbor office said on Friday, and a",
    "buoy with a bell takes its place.",
)
CHINESE = (
    "　　今年入秋以来，桐溪镇的二十七个村都装上了新的路灯，夜里走路再",
    "也不用打手电，老人孩子都说亮堂，镇里还准备把灯一直装到山顶上的茶",
    "园。",
)


def test_lines_broken_to_fit_are_one_paragraph() -> None:
    assert list(paragraphs(WIRE)) == [" ".join(WIRE)]
    assert list(paragraphs(CHINESE)) == ["".join(CHINESE)]


@pytest.mark.parametrize(
    "lines",
    [
        ("白日依山尽，", "黄河入海流。"),
        ("Ann Lowe", "12 Harbor Street", "Saltmarsh"),
        ("A sea that sings beneath a sky of slate and stone", "And gulls that cry above it alone"),
        ("The ferry runs again on Monday, the office says.", "Fares stay as they are all year."),
    ],
)  # fmt: skip
def test_lines_that_are_lines_stay(lines: tuple[str, ...]) -> None:
    assert list(paragraphs(lines)) == list(lines)


def test_empty_lines_part_paragraphs() -> None:
    assert list(paragraphs([*WIRE, "", "A second boat comes in June."])) == [
        " ".join(WIRE),
        "A second boat comes in June.",
    ]


def test_a_hyphen_at_a_lines_end_stays_without_white() -> None:
    lines = (
        "The council has voted for a footpath along the well-",
        "kept wall, and the mayor agreed with it, a clerk",
    )
    assert list(paragraphs(lines)) == ["".join(lines)]


def test_a_wires_paragraphs_come_in_whole(tmp_path: Path) -> None:
    wire = "<br/>".join(WIRE)
    document = f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head/><body><body.head><hedline><hl1>Lamp to be cleaned</hl1></hedline></body.head>
<body.content><p>{wire}</p><p>Ships were told.</p></body.content></body></nitf>"""
    file = tmp_path / "wire.xml"
    file.write_text(document, encoding="utf-8")
    edition = api.read_edition(file)
    (story,) = edition.items
    assert isinstance(story, Article)
    assert [block.text for block in story.body] == [" ".join(WIRE), "Ships were told."]
