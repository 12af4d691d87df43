"""The display list as text."""

from broadsheet import display
from broadsheet.geometry import Rect
from broadsheet.paint import text


def test_every_mark_is_a_line() -> None:
    copy = display.Source("one", "para", 0)
    runs = (
        display.Run("song-regular", 10.5, (1, 2), "渡口", copy),
        display.Run("hei-bold", 10.5, (3,), "灯", display.Source("one", "crosshead", 1)),
    )
    red = display.Colour(magenta=1.0, yellow=0.9, spot="Vermilion")
    marks: tuple[display.Mark, ...] = (
        display.Anchor("one", "渡口", 40, 50),
        display.TextLine(40.04, 50.0, 31.5, runs, box="a"),
        display.TextLine(80.0, 50.0, 31.5, runs[:1], vertical=True, exact=True, box="a"),
        display.Fill(Rect(1, 2, 3, 0.4), fill=display.INK),
        display.Fill(Rect(1, 2, 3, 4), stroke=red, weight=0.5),
        display.Outline((("m", 1, 2), ("l", 3, 4)), fill=red),
        display.PlacedPicture(Rect(5, 6, 7, 8), "gate.png", copy, box="a"),
        display.Link(Rect(5, 6, 7, 8), "#one", box="a"),
    )
    box = display.PlacedBox(name="a", rect=Rect(40, 40, 100, 200), item="one", lines=7, room=9)
    page = display.Page(
        number=2, width=283.46, height=566.93, marks=marks, boxes=(box,), label="A2"
    )
    assert text.dump(display.Pages(pages=(page,))) == (
        "page 2 A2: 100.0 x 200.0 mm\n"
        "  anchor 40.0,50.0 one 渡口\n"
        "box a 40.0,40.0 100.0x200.0 one lines 7/9\n"
        "  40.0,50.0 w 31.5 [para song-regular 10.5, crosshead hei-bold 10.5] 渡口灯\n"
        "  down 80.0,50.0 w 31.5 [para song-regular 10.5] ! 渡口\n"
        "box -\n"
        "  fill 1.0,2.0 3.0x0.4 0/0/0/100\n"
        "  fill 1.0,2.0 3.0x4.0 - stroke Vermilion 0/100/90/0 0.5\n"
        "  outline 2 steps Vermilion 0/100/90/0\n"
        "box a 40.0,40.0 100.0x200.0 one lines 7/9\n"
        "  picture 5.0,6.0 7.0x8.0 gate.png\n"
        "  link 5.0,6.0 7.0x8.0 #one\n"
    )
