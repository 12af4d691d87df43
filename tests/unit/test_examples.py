"""The example edition: raw text, corrected YAML and pictures tell the same story."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from borax.calendars import LunarDate
from PIL import Image, ImageChops, ImageStat

EXAMPLES = Path(__file__).parents[2] / "examples"
FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
PICTURES = ("bank.png", "bookshop.png", "harbour.jpg", "qr.png", "tea.png", "windmill.png")


def edition(name: str = "tinglan-front") -> dict[str, Any]:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


def raw_lines() -> list[str]:
    return (EXAMPLES / "tinglan-front.txt").read_text(encoding="utf-8").splitlines()


def one_form(text: str) -> str:
    """Take out white and make every mark full width, so that both forms compare."""
    return "".join(text.split()).translate(FULL_WIDTH)


def story_copy(story: dict[str, Any]) -> Iterator[str]:
    for key in ("section", "kicker", "headline", "deck", "source"):
        yield story.get(key, "")
    yield story["byline"]["raw"]
    yield from (block["text"] for block in story["body"])
    for picture in story.get("pictures", ()):
        yield from (picture["caption"], picture["credit"])


def item_copy(item: dict[str, Any]) -> str:
    return "".join(story_copy(item) if item["kind"] == "article" else item["lines"])


def masthead_copy(facts: dict[str, Any]) -> str:
    """The facts with the labels that the raw text prints beside them."""
    year, month, day = facts["date"].split("-")
    labelled = {
        "date": f"{year}年{int(month)}月{int(day)}日",
        "cn_code": f"国内统一刊号：{facts['cn_code']}",
        "postal_code": f"邮发代号：{facts['postal_code']}",
        "issue_number": f"总第{facts['issue_number']}号",
        "website": f"电子版：{facts['website']}",
        "email": f"电子邮件：{facts['email']}",
        "address": f"地址：{facts['address']}",
        "postcode": f"邮编：{facts['postcode']}",
    }
    plain = [facts[key] for key in ("name", "weekday", "lunar", "slogan")]
    return "".join(
        [*plain, *labelled.values(), facts["ear"]["promo"], facts["ear"]["qr"]["caption"]]
    )


def test_both_forms_hold_the_same_characters_but_for_the_restored_quote() -> None:
    corrected = edition()
    copy = masthead_copy(corrected["masthead"]) + "".join(map(item_copy, corrected["items"]))
    raw = Counter(one_form("".join(raw_lines())))
    assert Counter(one_form(copy)) - raw == Counter("“")
    assert not raw - Counter(one_form(copy))


def test_body_of_each_story_reads_the_same_in_both_forms() -> None:
    raw = one_form("".join(raw_lines()))
    stories = [item for item in edition()["items"] if item["kind"] == "article"]
    bodies = ["".join(one_form(block["text"]) for block in story["body"]) for story in stories]
    broken = bodies[2].replace("“草种下去", "草种下去")
    assert [body in raw for body in bodies[:2]] == [True, True]
    assert broken in raw
    assert bodies[3] in raw


def test_the_page_has_the_size_and_kinds_of_a_front_page() -> None:
    items = edition()["items"]
    assert [item["kind"] for item in items] == ["article"] * 3 + ["info"] + ["ad"] * 3 + ["article"]
    sizes = [sum(len(b["text"]) for b in item["body"]) for item in items if "body" in item]
    bounds = [(800, 950), (1700, 2000), (1350, 1550), (350, 450)]
    assert all(low <= size <= high for size, (low, high) in zip(sizes, bounds, strict=True)), sizes


def test_lines_and_cuts_point_into_the_raw_text() -> None:
    lines = [one_form(line) for line in raw_lines()]
    cut_paragraphs = 0
    for block in (b for item in edition()["items"] for b in item.get("body", ())):
        first, last = (int(n) for n in block["lines"])
        pieces = [line for line in lines[first - 1 : last] if line]
        assert pieces[-1].endswith(one_form(block["text"])[-6:])
        cuts = block.get("cuts", [])
        assert len(pieces) == len(cuts) + 1
        for cut, before, after in zip(cuts, pieces, pieces[1:], strict=False):
            assert before.endswith(one_form(cut["before"]))
            assert after.startswith(one_form(cut["after"]))
            assert cut["before"][-1] not in "。！？”"
        cut_paragraphs += bool(cuts)
    assert cut_paragraphs == 10


def test_chinese_prose_keeps_ascii_marks_out_and_its_quotes_paired() -> None:
    for block in (b for item in edition()["items"] for b in item.get("body", ())):
        text = block["text"]
        assert not set(text) & set(",;?!()"), text
        for opening, closing in ("“”", "‘’", "（）", "《》"):
            assert text.count(opening) == text.count(closing), text


def test_weekday_and_lunar_date_agree_with_the_date() -> None:
    facts = edition()["masthead"]
    day = date.fromisoformat(facts["date"])
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    assert facts["weekday"] == "星期" + "一二三四五六日"[day.weekday()]
    assert facts["lunar"] == f"{lunar.gz_year}年{lunar.cn_month}月{lunar.cn_day}"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    script = EXAMPLES / "draw_pictures.py"
    subprocess.run([sys.executable, "-B", str(script), str(folder)], check=True, timeout=60)
    return folder


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_what_the_script_draws(drawn: Path, name: str) -> None:
    with Image.open(EXAMPLES / "pictures" / name) as kept, Image.open(drawn / name) as fresh:
        assert (kept.size, kept.mode) == (fresh.size, fresh.mode)
        # another release of the imaging library may round edges and JPEG blocks otherwise
        modes = ("CMYK" if kept.mode == "CMYK" else "RGB",) * 2
        apart = ImageChops.difference(kept.convert(modes[0]), fresh.convert(modes[1]))
        assert max(ImageStat.Stat(apart).mean) < 1.0


def test_pictures_named_by_the_edition_are_there_and_no_others() -> None:
    corrected = edition()
    items = [*corrected["items"], *edition("saltmarsh-front")["items"]]
    named = {corrected["masthead"]["ear"]["qr"]["src"]}
    named |= {item["src"] for item in items if "src" in item}
    named |= {p["src"] for item in items for p in item.get("pictures", ())}
    assert named == {f"pictures/{path.name}" for path in (EXAMPLES / "pictures").iterdir()}
    assert named == {f"pictures/{name}" for name in PICTURES}


def test_the_photo_is_separated_within_the_ink_limit_of_newsprint() -> None:
    path = EXAMPLES / "pictures" / "harbour.jpg"
    assert path.stat().st_size < 300_000
    with Image.open(path) as photo:
        assert (photo.mode, photo.size) == ("CMYK", (1400, 840))
        bands = photo.split()
    halves = [band.point([v // 4 for v in range(256)]) for band in bands]  # sums stay in 8 bits
    ink = halves[0]
    for band in halves[1:]:
        ink = ImageChops.add(ink, band)
    _, most = ink.getextrema()
    assert isinstance(most, int)
    assert most <= 220 / 400 * 255


def test_the_code_reads_as_the_example_address() -> None:
    with Image.open(EXAMPLES / "pictures" / "qr.png") as picture:
        assert picture.mode == "1"
        middles = [24 * (n + 4) + 12 for n in range(25)]
        dark = [[not picture.getpixel((x, y)) for x in middles] for y in middles]
    assert read_code(dark) == "https://www.example.cn/"


MASKS: tuple[Callable[[int, int], int], ...] = (  # of the code's squares, by number (7.8.2)
    lambda i, j: (i + j) % 2,
    lambda i, _: i % 2,
    lambda _, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)


def read_code(dark: list[list[bool]]) -> str:
    """Read a version 2 code without repairing it (ISO/IEC 18004:2015, 7.7 and 7.9)."""
    side = 25
    number = sum(dark[8][2 + n] << (2 - n) for n in range(3)) ^ 0b101

    def reserved(i: int, j: int) -> bool:
        corner = (i < 9 and (j < 9 or j > 16)) or (i > 16 and j < 9)
        return corner or 6 in (i, j) or (16 <= i <= 20 and 16 <= j <= 20)

    bits: list[bool] = []
    for strip, right in enumerate((*range(side - 1, 6, -2), 5, 3, 1)):
        rows = range(side) if strip % 2 else range(side - 1, -1, -1)
        for i in rows:
            bits += [
                dark[i][j] ^ (not MASKS[number](i, j))
                for j in (right, right - 1)
                if not reserved(i, j)
            ]
    value = [sum(bit << (7 - n) for n, bit in enumerate(bits[k : k + 8])) for k in range(4, 340, 8)]
    assert bits[:4] == [False, True, False, False]  # byte mode
    return bytes(value[1 : 1 + value[0]]).decode("ascii")
