"""The same page for other engines: text, faces and boxes as we set them.

Takes an edition and its composed pages; returns sources for Typst, HTML (WeasyPrint, Chromium)
and XeLaTeX.  Every engine gets the boxes' places, the columns and the sizes that we came to,
and the bundled faces, so that it has the same work less the finding of heights.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.display import Page, TextLine
from broadsheet.edition import Article, Edition, Item
from broadsheet.resources import bundled
from broadsheet.spec import Spec

FACES = {
    "song": ("song-regular.ttc", "song-black.ttc"),
    "hei": ("hei-regular.ttc", "hei-bold.ttc"),
}


@dataclass(frozen=True)
class Part:
    """One story or item in its box; lengths in pt."""

    left: float
    top: float
    width: float
    height: float
    columns: int
    gutter: float
    head: str
    size: float
    body: tuple[tuple[str, str], ...]  # role and text


def parts(edition: Edition, page: Page, spec: Spec, dealt: Edition | None = None) -> list[Part]:
    """Return what one page holds, or a page ``dealt`` in its boxes (``growth``)."""
    shown = (dealt or edition).items
    items = {item.id: own for item, own in zip(edition.items, shown, strict=True)}
    found: list[Part] = []
    for box in page.boxes:
        item = items.get(box.item)
        if item is None:
            continue
        sizes = [
            run.size
            for mark in page.marks
            if isinstance(mark, TextLine)
            for run in mark.runs
            if run.source.item == box.item and run.source.role in ("headline", "ad", "info")
        ]
        rect = box.rect
        found.append(
            Part(
                rect.left,
                rect.top,
                rect.width,
                rect.height,
                max(1, len(box.columns)),
                spec.style.grid.gutter,
                getattr(item, "headline", ""),
                max(sizes, default=12.0),
                tuple(_texts(item)),
            )
        )
    return found


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    if isinstance(item, Article):
        for block in item.body:
            yield ("head" if block.kind == "crosshead" else "para"), block.text
    else:
        for line in getattr(item, "copy", ()):
            yield "line", line


def typst(pages: list[list[Part]], spec: Spec, name: str) -> str:
    """Return the page as Typst markup, justified, on our faces."""
    shape, em = spec.style.page, spec.style.grid.em
    lead = spec.style.grid.baseline - em
    out = [
        f"#set page(width: {shape.width}pt, height: {shape.height}pt, margin: 0pt)",
        f'#set text(font: "Noto Serif SC", size: {em}pt, lang: "zh", region: "cn")',
        "#set text(top-edge: 0.88em, bottom-edge: -0.12em)",
        f"#set par(justify: true, leading: {lead}pt, spacing: {lead}pt,"
        " first-line-indent: (amount: 2em, all: true))",
    ]
    for n, page in enumerate(pages):
        out += ["#pagebreak()"] if n else []
        title = f'text(weight: "black", size: 100pt, {_quoted(name)})'
        out.append(f"#place(dx: {shape.left}pt, dy: {shape.top}pt, {title})")
        out += [_typst_part(part) for part in page]
    return "\n".join(out)


def _typst_part(part: Part) -> str:
    flow = []
    for role, text in part.body:
        if role == "para":
            flow.append(f"par({_quoted(text)})")
        else:
            flow.append(
                f'align(center, text(font: "Noto Sans SC", weight: "bold", {_quoted(text)}))'
            )
    head = (
        f'text(font: "Noto Serif SC", weight: "black", size: {part.size}pt, {_quoted(part.head)})'
    )
    inside = "{" + (f"par(first-line-indent: 0pt, {head}); v(8pt);" if part.head else "")
    inside += f"columns({part.columns}, gutter: {part.gutter}pt, {{" + ";".join(flow) + "})}"
    return (
        f"#place(dx: {part.left}pt, dy: {part.top}pt,"
        f" block(width: {part.width}pt, height: {part.height}pt, {inside}))"
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def page_html(pages: list[list[Part]], spec: Spec, name: str) -> str:
    """Return the page as HTML and CSS that WeasyPrint and Chromium both set."""
    shape, em, baseline = spec.style.page, spec.style.grid.em, spec.style.grid.baseline
    fonts = bundled("fonts")
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};"
        f"src:url('{(fonts / file).as_uri()}')}}"
        for family, files in FACES.items()
        for weight, file in zip((400, 900), files, strict=True)
    )
    out = [
        f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{faces}"
        f"@page{{size:{shape.width}pt {shape.height}pt;margin:0}}"
        "body{margin:0}p,h1,h2{margin:0}"
        f".page{{position:relative;width:{shape.width}pt;height:{shape.height - 1}pt;"
        "overflow:hidden;break-after:page}.part{position:absolute;overflow:hidden}"
        f".flow{{font:{em}pt/{baseline}pt song;text-align:justify;column-fill:balance}}"
        "p{text-indent:2em}p.line,h2{font:900 1em hei;text-align:center;text-indent:0}"
        "h1{font-family:song;font-weight:900;line-height:1.2}</style>"
    ]
    for page in pages:
        out.append('<div class="page">')
        out.append(
            f'<h1 style="position:absolute;left:{shape.left}pt;top:{shape.top}pt;'
            f'font-size:100pt">{html.escape(name)}</h1>'
        )
        out += [_html_part(part) for part in page]
        out.append("</div>")
    return "".join(out)


def _html_part(part: Part) -> str:
    place = f"left:{part.left}pt;top:{part.top}pt;width:{part.width}pt;height:{part.height}pt"
    out = [f'<div class="part" style="{place}">']
    if part.head:
        out.append(f'<h1 style="font-size:{part.size}pt">{html.escape(part.head)}</h1>')
    out.append(f'<div class="flow" style="columns:{part.columns};column-gap:{part.gutter}pt">')
    tags = {"head": "h2", "para": "p", "line": 'p class="line"'}
    for role, text in part.body:
        tag = tags[role]
        out.append(f"<{tag}>{html.escape(text)}</{tag.split()[0]}>")
    return "".join([*out, "</div></div>"])


def xelatex(pages: list[list[Part]], spec: Spec, name: str) -> str:
    """Return the page as a XeLaTeX file with xeCJK."""
    shape, em = spec.style.page, spec.style.grid.em
    fonts = f"{bundled('fonts')}/"
    out = [
        r"\documentclass{article}\usepackage{xeCJK,multicol,textpos}",
        rf"\usepackage[paperwidth={shape.width}bp,paperheight={shape.height}bp,margin=0bp]{{geometry}}",
        rf"\setCJKmainfont[Path={fonts},BoldFont=song-black.ttc]{{song-regular.ttc}}",
        rf"\setCJKsansfont[Path={fonts},BoldFont=hei-bold.ttc]{{hei-regular.ttc}}",
        r"\setlength{\TPHorizModule}{1bp}\setlength{\TPVertModule}{1bp}\pagestyle{empty}",
        r"\setlength{\parindent}{2em}\setlength{\parskip}{0bp}\begin{document}",
        rf"\fontsize{{{em}bp}}{{{spec.style.grid.baseline}bp}}\selectfont",
    ]
    for page in pages:
        out.append(rf"\null\begin{{textblock}}{{900}}({shape.left},{shape.top})")
        out.append(rf"{{\fontsize{{100bp}}{{110bp}}\selectfont\bfseries {_tex(name)}}}")
        out.append(r"\end{textblock}")
        out += [_tex_part(part) for part in page]
        out.append(r"\clearpage")
    return "\n".join([*out, r"\end{document}"])


def _tex_part(part: Part) -> str:
    out = [rf"\begin{{textblock}}{{{part.width}}}({part.left},{part.top})"]
    if part.head:
        size = rf"\fontsize{{{part.size}bp}}{{{part.size * 1.2}bp}}"
        out.append(rf"{{\noindent{size}\selectfont\bfseries {_tex(part.head)}\par}}")
    if part.columns > 1:
        out.append(
            rf"\setlength{{\columnsep}}{{{part.gutter}bp}}\begin{{multicols}}{{{part.columns}}}"
        )
    for role, text in part.body:
        plain = _tex(text)
        out.append(plain + r"\par" if role == "para" else rf"{{\centering\sffamily {plain}\par}}")
    out += [r"\end{multicols}"] if part.columns > 1 else []
    return "\n".join([*out, r"\end{textblock}"])


def _tex(text: str) -> str:
    for char in "\\{}$&#^_~%":
        text = text.replace(char, rf"\symbol{{{ord(char)}}}" if char not in "\\{}" else "")
    return text


def faces_folder(folder: Path) -> Path:
    """Return a folder with the faces of the page and no others, for engines that look at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for files in FACES.values():
        for file in files:
            (folder / file).symlink_to(bundled("fonts") / file)
    return folder
