"""The desk as pictures: a film of about 40 seconds and three stills, made by driving a browser.

    python -m tests.external.desk_film

writes ``desk.gif``, ``desk.png``, ``desk-source.png`` and ``desk-zh.png`` to ``docs/pages``.  A
temporary folder has the paper; nothing is drawn by hand.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.external.chromium import Chromium
from tests.external.desks import DRAWN, EXAMPLES, IDLE, MAP, TOLD, address_of, started

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "pages"
SIZE = (1280, 800)  # px of the window
WIDE = 900  # px of the film
COLOURS = 160
CTRL = 2
SHARP = (  # all pieces of the page have come
    "[...document.querySelectorAll('.layer.fine:last-child img')].every((one) => one.dataset.done)"
)
OPENED = "document.querySelector('#tabs button') && " + SHARP
SPEC = f"""\
# 汀澜日报, our front page
broadsheet: 1
extends: duikai-6

{MAP}
boxes:
  c: {{story: 3}}
  d: {{story: 4}}   # the picture story
"""
BARRED = ("brush", "kai", "song", "roman", "signs", "hei-black")  # of ours, no faces of a screen
BARRED_TOO = ("Serif", "Math", "Condensed", "ExtraLight")  # of DejaVu
FONTS = """\
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><dir>FOLDER</dir><cachedir>CACHE</cachedir>
<selectfont>REJECTED</selectfont></fontconfig>
"""
POINTER = """
(() => {
  const p = document.createElement("div");
  p.id = "pointer";
  p.style.cssText = "position:fixed;z-index:99;width:20px;height:20px;pointer-events:none";
  p.innerHTML = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    + '<path d="M3 1v15l4-4 3 7 3-1-3-7h6z" fill="#111" stroke="#fff"/></svg>';
  document.body.append(p);
  const go = (e) => { p.style.left = `${e.clientX - 3}px`; p.style.top = `${e.clientY - 1}px`; };
  for (const kind of ["mousemove", "pointermove"]) window.addEventListener(kind, go, true);
})()
"""


class Film:
    """Frames of a window, each with how long it stands."""

    def __init__(self, desk: Chromium) -> None:
        self.desk = desk
        self.frames: list[tuple[Image.Image, int]] = []
        self.at = (640.0, 400.0)

    def stand(self, ms: int) -> None:
        """Take a frame that stands for so long; as the one before it is, that stands longer."""
        self.desk.wait(SHARP)
        frame = Image.open(io.BytesIO(self.desk.shot())).convert("RGB")
        if self.frames and self.frames[-1][0].tobytes() == frame.tobytes():
            self.frames[-1] = (frame, self.frames[-1][1] + ms)
        else:
            self.frames.append((frame, ms))

    def go(self, to: tuple[float, float], steps: int = 4) -> None:
        """Move the pointer to a place."""
        for n in range(1, steps + 1):
            at = tuple(a + (b - a) * n / steps for a, b in zip(self.at, to, strict=True))
            self.desk.hover((at[0], at[1]))
            self.stand(90)
        self.at = to

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from a place to another."""
        self.go(start)
        self.stand(500)
        self.desk.drag(start, end, held=lambda _: self.stand(130), steps=7)
        self.at = end
        self.desk.wait(f"{IDLE} && {DRAWN}")

    def click(self, selector: str) -> None:
        """Go to what a selector finds and click it."""
        self.go(self.desk.spot(selector))
        self.desk.click(selector)

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return sum(ms for _, ms in self.frames) / 1000

    def gif(self) -> bytes:
        """Return it as an animated GIF of few colours, repeated without end."""
        tall = round(SIZE[1] * WIDE / SIZE[0])
        small = [frame.resize((WIDE, tall), Image.Resampling.LANCZOS) for frame, _ in self.frames]
        kinds = Image.new("RGB", (WIDE, 4 * tall))  # all colours of the film, seen at once
        for n in range(4):
            kinds.paste(small[(2 * n + 1) * len(small) // 8], (0, n * tall))
        few_colours = Image.Quantize.MAXCOVERAGE  # also those of a few pixels
        palette = kinds.quantize(COLOURS, few_colours, dither=Image.Dither.NONE)
        few = [one.quantize(palette=palette, dither=Image.Dither.NONE) for one in small]
        out = io.BytesIO()
        times = [ms for _, ms in self.frames]
        few[0].save(
            out, "GIF", save_all=True, append_images=few[1:], duration=times, loop=0, optimize=True
        )
        return out.getvalue()


@contextmanager
def a_desk(folder: Path, *more: str) -> Iterator[Chromium]:
    """A browser on a paper of its own; its faces are those of this package, the same everywhere."""
    fonts = FONTS.replace("FOLDER", str(ROOT / "fonts")).replace("CACHE", str(folder / "cache"))
    barred = (f"*{name}*" for name in (*BARRED, *BARRED_TOO))
    rejected = "".join(f"<rejectfont><glob>{name}</glob></rejectfont>" for name in barred)
    fonts = fonts.replace("REJECTED", rejected)
    (folder / "fonts.conf").write_text(fonts, encoding="utf-8")
    (folder / "ours.yaml").write_text(SPEC, encoding="utf-8")
    day = EXAMPLES / "tinglan-front.yaml"
    env = {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    with (
        started(str(day), "--spec", str(folder / "ours.yaml"), *more) as process,
        Chromium(folder / "browser", width=SIZE[0], height=SIZE[1], env=env) as desk,
    ):
        yield opened(desk, process)


def opened(desk: Chromium, process: "subprocess.Popen[str]") -> Chromium:
    """Open the page, fitted to the window."""
    desk.open(address_of(process))
    desk.wait(DRAWN)
    desk.press("0")
    desk.wait(f"{DRAWN} && desk.zoom.fit == 'page'")
    desk.ask(POINTER)
    return desk


def shoot(desk: Chromium) -> Film:
    """Drive the desk through its round: look, drag, undo, swap, measure, write."""
    film = Film(desk)
    film.stand(1800)
    film.click('[data-box="c"]')
    desk.wait("!!document.querySelector('.keys dl')")
    film.stand(4200)
    column = desk.ask(
        "(() => { const g = desk.told.pages[0].grid.columns; "
        "return (g[1][0] - g[0][0]) * desk.zoom.scale })()"
    )
    x, y = desk.spot('[data-edge="column-2-4"]')
    film.drag((x, y), (x + column, y))
    film.stand(4200)
    film.click("#undo")
    desk.wait(f"{IDLE} && {DRAWN}")
    film.stand(2400)
    film.drag(desk.spot('[data-box="c"]'), desk.spot('[data-box="d"]'))
    film.stand(3200)
    film.click("#undo")
    desk.wait(f"{IDLE} && {DRAWN}")
    film.stand(1600)
    for key in "rgb":
        desk.press(key)
    film.stand(2800)
    for key in "gb":
        desk.press(key)
    desk.press("e")
    shadow = "document.querySelector('#editor').shadowRoot"
    desk.wait(f"{shadow}?.querySelectorAll('.cm-line').length > 5 && !!({OPENED})")
    film.stand(2800)
    write(desk, film)
    return film


def write(desk: Chromium, film: Film) -> None:
    """Write a key with what is offered, and save it."""
    shadow = "document.querySelector('#editor').shadowRoot"
    last = "  d: {story: 4}   # the picture story"
    desk.ask(
        f"(() => {{ const l = [...{shadow}.querySelectorAll('.cm-line')]"
        f".find((l) => l.innerText == {json.dumps(last, ensure_ascii=False)});"
        " const r = document.createRange(); r.selectNodeContents(l); r.collapse(false);"
        f" const s = {shadow}.getSelection(); s.removeAllRanges(); s.addRange(r); }})()"
    )
    desk.press("Enter")
    for char in "a: {tin":
        desk.press(char)
        film.stand(160)
    offered = f"{shadow}.querySelectorAll('.cm-tooltip-autocomplete li').length"
    desk.wait(offered)
    desk.wait(f"!!{shadow}.querySelector('.cm-completionInfo')")
    film.stand(2600)
    desk.press("Enter")
    for char in "pale":
        desk.press(char)
        film.stand(160)
    desk.wait(offered)
    film.stand(1800)
    desk.press("Enter")
    film.stand(1200)
    desk.press("s", CTRL)
    desk.wait(f"{IDLE} && !{TOLD}.unsaved && {DRAWN}")
    film.stand(3400)


def stills(folder: Path, *more: str) -> Iterator[tuple[str, bytes]]:
    """Yield stills by their names."""
    with a_desk(folder, *more) as desk:
        desk.ask("document.querySelector('#pointer').remove()")
        desk.press("r")
        desk.click('[data-box="c"]')
        desk.wait("!!document.querySelector('.keys dl')")
        desk.wait(SHARP)
        if more:
            yield "desk-zh.png", desk.shot()
            return
        yield "desk.png", desk.shot()
        desk.press("e")
        shadow = "document.querySelector('#editor').shadowRoot"
        desk.wait(f"{shadow}?.querySelectorAll('.cm-line').length > 5")
        desk.wait(f"!!({OPENED})")
        yield "desk-source.png", desk.shot()


def small_png(png: bytes) -> bytes:
    """Return a picture in few colours."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Make all of them."""
    for more in ((), ("--lang", "zh")):
        with tempfile.TemporaryDirectory() as folder:
            for name, png in stills(Path(folder), *more):
                (PAGES / name).write_bytes(small_png(png))
                print(f"{name}: {(PAGES / name).stat().st_size / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder, a_desk(Path(folder)) as desk:
        film = shoot(desk)
    gif = film.gif()
    (PAGES / "desk.gif").write_bytes(gif)
    print(f"desk.gif: {len(film.frames)} frames, {film.seconds:.1f} s, {len(gif) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    os.environ.pop("LANG", None)
    sys.exit(main())
