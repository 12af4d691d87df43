"""Programs that set a layout: each takes what is to be set and returns its PDF.

Needs Typst and WeasyPrint (of PyPI), Chromium, XeLaTeX (``texlive-xetex``); which are there,
``makers`` tells.
"""

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from broadsheet.resources import bundled
from tests.bench.copy_of import FACES
from tests.external.makers.layouts import Drawn, Flow, ToSet, Words

Maker = Callable[[ToSet], bytes]
_SERIF, _SANS = "Noto Serif SC", "Noto Sans SC"
_ROMAN = ("roman-regular.otf", "roman-bold.otf")
_PATIENCE = 120  # s


def _said(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst(page: ToSet) -> bytes:
    """Set a page with Typst."""
    import typst as engine

    source = _typst(page).encode()
    return bytes(
        engine.compile(source, font_paths=[str(bundled("fonts"))], ignore_system_fonts=True)
    )


def _typst(page: ToSet) -> str:
    shape = page.layout
    lead = shape.leading - shape.size
    place = "#place(top+left,dx:{}pt,dy:{}pt,"
    out = [
        f"#set page(width:{shape.sheet[0]}pt,height:{shape.sheet[1]}pt,margin:0pt)",
        f'#set text(font:"{_SERIF}",size:{shape.size}pt,lang:"{"en" if shape.latin else "zh"}",'
        "top-edge:0.88em,bottom-edge:-0.12em)",
        f"#set par(justify:true,leading:{lead}pt,spacing:{lead}pt)",
    ]
    for one in page.drawn:
        ink = f"fill:luma({round(255 * one.grey)})"
        if one.weight:
            ink = f"stroke:{one.weight}pt"
        size = f"rect(width:{one.rect.width}pt,height:{one.rect.height}pt,{ink}))"
        out.append(place.format(one.rect.left, one.rect.top) + size)
    for line in page.words:
        weight = "bold" if line.sans else "black"
        face = f'font:"{_SANS if line.sans else _SERIF}",size:{line.size}pt,weight:'
        face += f'"{weight if line.bold else "regular"}"'
        text = f"text({face},{_said(line.text)})"
        if line.upright:
            text = ";".join(f"text({face},{_said(char)});linebreak()" for char in line.text)
            text = f"{{set par(leading:0pt);{text}}}"
        made = f"block(width:{line.width}pt,align({line.align},{{set par(justify:false);{text}}})))"
        out.append(place.format(line.left, line.top) + made)
    indent = "1em" if shape.latin else "2em"
    for flow in page.flows:
        rect = flow.rect
        copy = [
            f"par(first-line-indent:(amount:{indent},all:true),{_said(text)})"
            if role == "para"
            else f'align(center,text(font:"{_SANS}",weight:"bold",{_said(text)}))'
            for role, text in flow.copy
        ]
        text = f"columns({flow.columns},gutter:{flow.gutter}pt,{{{';'.join(copy)}}})"
        out.append(
            place.format(rect.left, rect.top)
            + f"block(width:{rect.width}pt,height:{rect.height}pt,{text}))"
        )
    return "\n".join(out)


def page_html(page: ToSet) -> str:
    """Return a page as HTML and CSS that browsers and WeasyPrint both set."""
    shape = page.layout
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};"
        f"src:url('{(bundled('fonts') / file).as_uri()}')}}"
        for family, files in (*FACES.items(), ("roman", _ROMAN))
        for weight, file in zip((400, 900), files, strict=True)
    )
    text = "roman" if shape.latin else "song"
    out = [
        f"<!doctype html><html lang={'en' if shape.latin else 'zh-CN'}><meta charset=utf-8>"
        f"<style>{faces}@page{{size:{shape.sheet[0]}pt {shape.sheet[1]}pt;margin:0}}"
        "body,p,h3{margin:0}div{position:absolute;box-sizing:border-box}"
        f"main{{display:block;position:relative;overflow:hidden;width:{shape.sheet[0]}pt;"
        f"height:{shape.sheet[1] - 1}pt}}section{{font:{shape.size}pt/{shape.leading}pt {text};"
        "text-align:justify;column-fill:auto;"
        "line-break:strict;hyphens:auto}"
        f"p{{text-indent:{1 if shape.latin else 2}em;widows:1;orphans:1}}"
        "h3{font:900 1em hei;line-height:inherit;text-align:center}</style><body><main>"
    ]
    out += [_area_html(one) for one in page.drawn]
    out += [_words_html(line, latin=shape.latin) for line in page.words]
    out += [_flow_html(flow) for flow in page.flows]
    return "".join([*out, "</main>"])


def _area_html(one: Drawn) -> str:
    rect, grey = one.rect, round(255 * one.grey)
    ink = (
        f"border:{one.weight}pt solid #000"
        if one.weight
        else f"background:rgb({grey},{grey},{grey})"
    )
    return (
        f'<div style="left:{rect.left}pt;top:{rect.top}pt;width:{rect.width}pt;'
        f'height:{rect.height}pt;{ink}"></div>'
    )


def _words_html(line: Words, *, latin: bool) -> str:
    family = "roman" if latin else "hei" if line.sans else "song"
    words = "<br>".join(line.text) if line.upright else html.escape(line.text)
    return (
        f'<div style="left:{line.left}pt;top:{line.top}pt;width:{line.width}pt;white-space:nowrap;'
        f"font:{900 if line.bold else 400} {line.size}pt/{1 if line.upright else 1.2} {family};"
        f'text-align:{line.align}">{words}</div>'
    )


def _flow_html(flow: Flow) -> str:
    rect = flow.rect
    tags = {"para": "p", "cross": "h3"}
    copy = "".join(f"<{tags[role]}>{html.escape(text)}</{tags[role]}>" for role, text in flow.copy)
    return (
        f'<div style="left:{rect.left}pt;top:{rect.top}pt;width:{rect.width}pt"><section '
        f'style="overflow:hidden;height:{rect.height}pt;columns:{flow.columns};column-gap:{flow.gutter}pt">'
        f"{copy}</section></div>"
    )


def weasyprint(page: ToSet) -> bytes:
    """Set a page with WeasyPrint."""
    import weasyprint as engine

    return bytes(engine.HTML(string=page_html(page)).write_pdf())


def chromium(page: ToSet) -> bytes:
    """Set a page with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page_html(page), encoding="utf-8")
        command = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/tab", f"--print-to-pdf={out}", source.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
        return out.read_bytes()


def xelatex(page: ToSet) -> bytes:
    """Set a page with XeLaTeX, its columns cut one by one from one galley."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.tex").write_text(_tex_page(page), encoding="utf-8")
        command = ["xelatex", "-interaction=nonstopmode", "page.tex"]
        subprocess.run(command, cwd=folder, capture_output=True, timeout=_PATIENCE, check=False)
        return (Path(folder) / "page.pdf").read_bytes()


def _tex_page(page: ToSet) -> str:
    shape, fonts = page.layout, bundled("fonts")

    def font(name: str, file: str, size: float) -> str:
        return rf'\font\{name}="[{fonts}/{file}]" at {size}bp '

    out = [
        r"\documentclass{article}\usepackage{color}\usepackage[absolute]{textpos}"
        rf"\usepackage[paperwidth={shape.sheet[0]}bp,paperheight={shape.sheet[1]}bp,margin=0bp]{{geometry}}",
        r"\setlength{\TPHorizModule}{1bp}\setlength{\TPVertModule}{1bp}\pagestyle{empty}",
        r"\textblockorigin{0bp}{0bp}" + font("body", FACES["song"][0], shape.size),
        font("cross", FACES["hei"][1], shape.size),
        ""
        if shape.latin
        else r'\XeTeXlinebreaklocale "zh"\XeTeXlinebreakskip=0pt plus 1pt minus 0.1pt',
        r"\emergencystretch=3em\tolerance=9999\hbadness=10000\vbadness=10000\parskip=0pt",
        r"\begin{document}\setlength{\parindent}{0pt}\null",
    ]
    for one in page.drawn:
        out.append(_tex_area(one))
    for n, line in enumerate(page.words):
        file = FACES["hei" if line.sans else "song"][line.bold]
        text = r"\par ".join(map(_tex, line.text)) if line.upright else _tex(line.text)
        ragged = r"\centering" if line.align == "center" else r"\raggedright"
        pitch = line.size * (1.0 if line.upright else 1.2)
        out.append(
            rf"\begin{{textblock}}{{{line.width}}}({line.left},{line.top})"
            + font(f"own{'x' * n}", file, line.size)
            + rf"\own{'x' * n}\baselineskip={pitch}bp\topskip=0pt{ragged} {text}\par\end{{textblock}}"  # noqa: E501
        )
    out += [_tex_flow(flow, page) for flow in page.flows]
    return "\n".join([*out, r"\end{document}"])


def _tex(text: str) -> str:
    for char in "\\{}$&#^_~%":
        text = text.replace(char, rf"\{char}" if char in "$&#_%{}" else "")
    return text


def _tex_area(one: Drawn) -> str:
    rect, bar = one.rect, r"\rule{{{}bp}}{{{}bp}}"
    if not one.weight:
        ink = bar.format(rect.width, rect.height)
        ink = rf"\textcolor[gray]{{{one.grey}}}{{{ink}}}" if one.grey else ink
    else:
        inner = rect.height - 2 * one.weight
        ink = (
            rf"\fboxrule={one.weight}bp\fboxsep=0bp"
            rf"\fbox{{\rule{{{rect.width - 2 * one.weight}bp}}{{0bp}}\rule{{0bp}}{{{inner}bp}}}}"
        )
    return (
        rf"\begin{{textblock}}{{{rect.width + 9}}}({rect.left},{rect.top})"
        rf"\baselineskip=0pt\lineskip=0pt\topskip=0pt\hbox{{{ink}}}\end{{textblock}}"
    )


def _tex_flow(flow: Flow, page: ToSet) -> str:
    rect, shape = flow.rect, page.layout
    measure = (rect.width - (flow.columns - 1) * flow.gutter) / flow.columns
    indent = shape.size * (1 if shape.latin else 2)
    copy = "".join(
        rf"\parindent={indent}bp {_tex(text)}\par " if role == "para"
        else rf"{{\parindent=0bp\cross\leftskip=0pt plus 1fil\rightskip=0pt plus 1fil\parfillskip=0pt {_tex(text)}\par}}"  # noqa: E501
        for role, text in flow.copy
    )  # fmt: skip
    out = [
        rf"\setbox0\vbox{{\hsize={measure}bp\body\baselineskip={shape.leading}bp\lineskip=0pt"
        rf"\lineskiplimit=-99pt\clubpenalty=0\widowpenalty=0\interlinepenalty=0"
        rf"\hbox{{}}\penalty-10000 {copy}}}"
        rf"\splittopskip={0.88 * shape.size}bp\splitmaxdepth=9pt"
        r"\setbox1\vsplit0 to 0pt "
    ]
    for n in range(flow.columns):
        left = rect.left + n * (measure + flow.gutter)
        out.append(
            rf"\setbox1\vsplit0 to {rect.height}bp\begin{{textblock}}{{{measure + 3}}}({left},{rect.top})"  # noqa: E501
            r"\topskip=0pt\vbox{\unvbox1}\end{textblock}"
        )
    return "".join(out)


def reportlab(page: ToSet) -> bytes:
    """Set a page with ReportLab's own paragraphs; it takes no face but a TrueType one."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    shape = page.layout
    faces = ("Times-Roman", "Times-Bold", "Helvetica-Bold")
    if not shape.latin:
        pdfmetrics.registerFont(TTFont("kai", str(bundled("fonts") / "kai-regular.ttc")))
        faces = ("kai",) * 3
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=shape.sheet)
    tall = shape.sheet[1]
    for one in page.drawn:
        canvas.setFillGray(one.grey)
        canvas.setLineWidth(one.weight)
        rect = one.rect
        filled = not one.weight
        canvas.rect(
            rect.left, tall - rect.bottom, rect.width, rect.height, stroke=not filled, fill=filled
        )
    canvas.setFillGray(0)
    for line in page.words:
        canvas.setFont(faces[0 if not line.bold else 2 if line.sans else 1], line.size)
        level = tall - line.top - 0.98 * line.size
        if line.upright:
            for n, char in enumerate(line.text):
                canvas.drawString(line.left, level - n * line.size, char)
        elif line.align == "center":
            canvas.drawCentredString(line.left + line.width / 2, level, line.text)
        else:
            canvas.drawString(line.left, level, line.text)
    for flow in page.flows:
        _flow_reportlab(canvas, flow, page, faces)
    canvas.save()
    return out.getvalue()


def _flow_reportlab(canvas: object, flow: Flow, page: ToSet, faces: tuple[str, ...]) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Frame, Paragraph

    shape, rect = page.layout, flow.rect
    common = {"leading": shape.leading, "fontSize": shape.size}
    common |= {} if shape.latin else {"wordWrap": "CJK"}
    text = ParagraphStyle(
        "text", fontName=faces[0], firstLineIndent=shape.size * (1 if shape.latin else 2),
        alignment=4, allowWidows=1, allowOrphans=1, **common,
    )  # fmt: skip
    cross = ParagraphStyle("cross", fontName=faces[2], alignment=1, **common)
    story = [
        Paragraph(html.escape(words), text if role == "para" else cross)
        for role, words in flow.copy
    ]
    measure = (rect.width - (flow.columns - 1) * flow.gutter) / flow.columns
    for n in range(flow.columns):
        left = rect.left + n * (measure + flow.gutter)
        frame = Frame(
            left, shape.sheet[1] - rect.bottom - 1, measure, rect.height + 1,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        while story:
            first = story.pop(0)
            if frame.add(first, canvas):
                continue
            parts = frame.split(first, canvas)
            if len(parts) > 1:
                frame.add(parts[0], canvas)
                story = [*parts[1:], *story]
            else:
                story = [first, *story]
            break


def makers() -> Mapping[str, Maker]:
    """Return the programs that are there, by name."""
    known: dict[str, tuple[Maker, bool]] = {
        "typst": (typst, find_spec("typst") is not None),
        "weasyprint": (weasyprint, find_spec("weasyprint") is not None),
        "chromium": (chromium, shutil.which("chromium") is not None),
        "xelatex": (xelatex, shutil.which("xelatex") is not None),
        "reportlab": (reportlab, True),
    }
    return {name: make for name, (make, there) in known.items() if there}
