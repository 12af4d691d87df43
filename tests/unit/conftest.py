"""What several test files need."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import settings

# The same examples on every run, so that a change is judged by what it changes; others are
# looked for with --hypothesis-profile=search, and by tests/external/fuzz.  How long one takes says
# more of the machine than of the code: ``tests/bench`` measures.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--regold`` writes the goldens again; read the difference before it is committed."""
    parser.addoption("--regold", action="store_true", help="write the goldens again")


def pytest_configure(config: pytest.Config) -> None:
    """CI compares, it never writes."""
    if config.getoption("--regold") and os.environ.get("CI"):
        raise pytest.UsageError("--regold is refused in CI")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return what holds a text against ``golden/NAME.txt``."""
    folder = Path(__file__).parent / "golden"

    def hold(name: str, text: str) -> None:
        path = folder / f"{name}.txt"
        if request.config.getoption("--regold"):
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "read the change, then pytest --regold"

    return hold


@pytest.fixture
def make_font() -> Callable[..., Path]:
    """Return what writes a face of a user's own: ``make_font(path, chars, cff=, embedding=)``."""
    return build_font


def build_font(path: Path, chars: str = "aV中", *, cff: bool = False, embedding: int = 0) -> Path:
    """A face of 2048 units; each glyph is a box 1000 wide on an advance of 1024."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in chars)]
    builder = FontBuilder(2048, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in chars})
    pen = T2CharStringPen(1024, None) if cff else TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 1500), (1000, 1500), (1000, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    if cff:
        box = pen.getCharString()
        builder.setupCFF("Stranger", {}, dict.fromkeys(names, box), {})
    else:
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1024, 0)))
    builder.setupHorizontalHeader(ascent=1700, descent=-500)
    builder.setupNameTable({"familyName": "Stranger", "psName": "Stranger (Odd)/Name"})
    builder.setupOS2(sTypoAscender=1700, sTypoDescender=-500, usWeightClass=650, fsType=embedding)
    builder.setupPost()
    builder.save(path)
    return path
