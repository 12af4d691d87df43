"""Draw one paragraph whose marks give by three rules, with the same breaks: ``squeezed.png``.

    python layout/figures/squeezed.py

Prints how much the widths of marks differ by each rule (standard deviation, em) and the widest
gap.  Left: half an em from one mark after the other, gaps widened by what that is too much, as
broadsheet did.  Middle: as it does, a quarter em of each, rank by rank, before any gives more.
Right: all marks alike, as InDesign does where a mojikumi set gives them one priority.
"""

import io
from collections.abc import Callable
from math import ceil
from pathlib import Path
from statistics import pstdev

import pypdfium2
from PIL import Image, ImageDraw

from broadsheet import api, trial
from broadsheet.linebreak import LineFill
from broadsheet.paragraph import squeezing
from broadsheet.paragraph.matter import Matter
from broadsheet.paragraph.squeezing import Given

Rule = Callable[[Matter, int, int, LineFill, Given], Given]
HERE = Path(__file__).parent
MEASURE, SCALE, GAP = "17em", 3.0, 40
TEXT = (
    "“潮水退了，”老船长说，“船、网、人，都得等。”《海图》上画着七座岛，灯塔（一八九六年建）、渡口、"
    "粮站、学校，一样不少。可岛上的人明白：图是死的，潮是活的；风向一变，锚地就变，回港的路也变。于是每天清早，"
    "他们先看天，再看水，然后才出海，谁也不催谁。"
)


def in_halves(matter: Matter, start: int, end: int, done: LineFill, edges: Given) -> Given:
    """Half an em from one mark after the other, the last of a rank first."""
    marks = [at for at in range(start, end) if at in matter.squeezable and at not in edges]
    given: Given = {}
    for halves, ranks in ((done.light, ("M", "<>{}", ",:")), (done.heavy, (".?",))):
        own = [at for rank in ranks for at in reversed(marks) if matter.letters[at] in rank]
        given |= {at: matter.squeezable[at] for at in own[: ceil(halves - 1e-6)]}
    return given


def alike(matter: Matter, start: int, end: int, done: LineFill, edges: Given) -> Given:
    """The same from every mark of a line."""
    marks = [at for at in range(start, end) if at in matter.squeezable and at not in edges]
    most = sum(matter.squeezable[at] for at in marks)
    part = (done.light + done.heavy) * matter.em / 2 / most
    return {at: part * matter.squeezable[at] for at in marks}


def set_by(rule: Rule) -> tuple[Image.Image, float, float]:
    """Return the paragraph's picture, the spread of its marks' widths, and its widest gap, em."""
    widths: list[float] = []

    def noted(matter: Matter, start: int, end: int, done: LineFill, edges: Given) -> Given:
        given = rule(matter, start, end, done, edges)
        for at in range(start, end):
            if at in matter.squeezable and at not in edges:
                widths.append(1 - given.get(at, 0.0) / matter.em)
        return given

    spec, pdf, usual = api.load_spec(), io.BytesIO(), squeezing.squeezed
    squeezing.squeezed = noted
    try:
        done = api.set_text(TEXT, spec, trial.TrialOrder(measure=MEASURE, indent="2em"))
    finally:
        squeezing.squeezed = usual
    api.write_pdf(trial.as_pages(done, spec.style), pdf)
    page = pypdfium2.PdfDocument(io.BytesIO(pdf.getvalue()))[0]
    gap = max(line.stretch for line in done.lines)
    return page.render(scale=SCALE).to_pil().convert("L"), pstdev(widths), gap


def main() -> None:
    """Draw the three side by side."""
    rules = {"half an em": in_halves, "in two turns": squeezing.squeezed, "all alike": alike}
    shots = []
    for name, rule in rules.items():
        shot, spread, gap = set_by(rule)
        print(f"{name}: marks differ by {spread:.3f} em, gaps by up to {gap:.3f} em")
        shots.append((name, shot))
    width, height = shots[0][1].size
    sheet = Image.new("L", (len(shots) * width, height + GAP), 255)
    for n, (name, shot) in enumerate(shots):
        ImageDraw.Draw(sheet).text((n * width + GAP, GAP / 2), name, fill=90, font_size=20)
        sheet.paste(shot, (n * width, GAP))
    sheet.quantize(8).save(HERE / "squeezed.png", optimize=True)


if __name__ == "__main__":
    main()
