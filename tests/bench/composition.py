"""Composition alone: an edition's paragraphs set by us and by Typst, both warm, in one run.

    python tests/bench/composition.py [EDITION] [--rounds N] [--picture FILE.png]

Prints seconds and ratios and asserts nothing: figures belong to the machine and the hour.
Typst (PyPI ``typst``) is left out where it is not installed.  Every round sets other text, so
that no result is remembered.  ``--picture`` draws one paragraph as both set it, ours at the left.
"""

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

from broadsheet import api, trial
from broadsheet.display import Source
from broadsheet.edition import Article
from broadsheet.paragraph import Setting, Span, set_paragraph
from broadsheet.resources import bundled

ROOT = Path(__file__).parents[2]
SIZE, EMS = 10.5, 13.0  # the classic column of a broadsheet
# What a newspaper's paragraph can hold; written for the picture.
SHOWN = (
    "“潮生图书馆”十一月开放时间定为9∶00～21∶30（周一闭馆）。首周邀请诗人阿米娜·卡里姆朗读新作"
    "《岸与岸之间》——这是她在海边住了三年后写成的第四本诗集，“写给所有起得早的人”。借阅证可在一楼／"
    "三楼办理；逾期不罚，下次记得就好……馆长笑着说：“书会等人，潮水不会！”全年预计接待读者26.8万人次，"
    "比上年多11.6%。"
)
TYPST = """
#set page(width: auto, height: auto, margin: %spt)
#set text(font: "Noto Serif SC", size: %spt, lang: "zh", region: "cn")
#set text(top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 3pt, first-line-indent: (amount: 2em, all: true))
#block(width: %spt)[

%s

#parbreak()
]
"""


def paragraphs(edition: Path) -> list[str]:
    stories = [item for item in api.read_edition(edition).items if isinstance(item, Article)]
    return [block.text for story in stories for block in story.body if block.kind == "para"]


def varied(texts: list[str], n: int) -> list[str]:
    return [f"{n:03}，{text}" for text in texts]


def ours() -> Callable[[list[str]], None]:
    spec = api.load_spec()
    song = api.open_faces(spec.style).typeface("song")
    setting = Setting(measure=EMS * SIZE, em=SIZE)

    def run(texts: list[str]) -> None:
        for text in texts:
            set_paragraph([Span(text=text, typeface=song, size=SIZE, source=Source())], setting)

    return run


def typsts() -> Callable[[list[str]], bytes] | None:
    try:
        import typst
    except ModuleNotFoundError:
        return None
    fonts = [str(bundled("fonts"))]

    def run(texts: list[str]) -> bytes:
        copy = "\n\n".join(
            "".join(f"\\{c}" if c in "#*_$@<>`~[]\\" else c for c in t) for t in texts
        )
        content = TYPST % (SIZE, SIZE, EMS * SIZE, copy)
        return compiler.compile(input=content.encode(), format="pdf")

    compiler = typst.Compiler(b"x", font_paths=fonts, ignore_system_fonts=True)
    return run


def draw(text: str, theirs: bytes, out: str) -> None:
    """Draw a paragraph as we set it, beside a PDF of it."""
    import pypdfium2
    from PIL import Image

    order = trial.TrialOrder(measure=f"{EMS:g}em", indent="2em")
    spec, pdf = api.load_spec(), io.BytesIO()
    api.write_pdf(trial.as_pages(api.set_text(text, spec, order), spec.style), pdf)
    shots = [
        pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil().convert("L")
        for content in (pdf.getvalue(), theirs)
    ]
    both = Image.new("L", (sum(x.width for x in shots), max(x.height for x in shots)), 255)
    both.paste(shots[0], (0, 0))
    both.paste(shots[1], (shots[0].width, 0))
    both.save(out, optimize=True)


def best(run: Callable[[list[str]], object], texts: list[str], rounds: int) -> float:
    run(varied(texts, 999))
    found = []
    for n in range(rounds):
        copy = varied(texts, n)
        start = time.perf_counter()
        run(copy)
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("edition", nargs="?", default=str(ROOT / "examples/tinglan-front.yaml"))
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--picture", metavar="FILE.png")
    given = options.parse_args()
    texts = paragraphs(Path(given.edition))
    letters = sum(map(len, texts))
    set_ours, set_typst = ours(), typsts()
    if given.picture and set_typst:
        draw(SHOWN, set_typst([SHOWN]), given.picture)
        return
    mine = best(set_ours, texts, given.rounds)
    print(f"{len(texts)} paragraphs, {letters} characters at {EMS:g} em")
    print(f"broadsheet  {mine:.4f} s  {letters / mine / 1e6:.2f} million characters a second")
    if set_typst:
        theirs = best(set_typst, texts, given.rounds)
        print(f"typst       {theirs:.4f} s  ratio {mine / theirs:.2f}")
    whole = "".join(texts)
    for count in (10_000, 40_000, 160_000, 333_000):
        long = (whole * (count // len(whole) + 1))[:count]
        start = time.perf_counter()
        set_ours([long])
        spent = time.perf_counter() - start
        each = spent / count * 1e6
        print(f"one paragraph of {count:7} characters  {spent:.3f} s  {each:.2f} µs each")


if __name__ == "__main__":
    main()
