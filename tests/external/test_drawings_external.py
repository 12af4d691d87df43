"""Drawings in SVG as a browser draws them, and as they are placed.  Needs chromium."""

import base64
import io
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from broadsheet.paint import vector_page
from tests.external.chromium import Chromium

WIDE, HIGH = 600, 200
HEAD = f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDE}' height='{HIGH}' "
DRAWINGS = {
    # as editors write them: nested transforms and styles in attributes
    "editor": f"""{HEAD} viewBox='0 0 150 50'>
 <g id='layer1' transform='translate(-10,-247)' style='fill:none;stroke:#000000;stroke-width:1'>
  <path style='fill:#000000;stroke:none' d='m 20,257 c 10,-20 30,20 40,0 s 20,30 30,0 l -10,30 z'/>
  <path d='m 120,252 10,5 -3,11 -14,0 -3,-11 z m 0,30 a 12,6 20 0 0 24,4'/>
  <ellipse transform='rotate(-20)' cx='-60' cy='290' rx='9' ry='4'/>
 </g></svg>""",
    # as drawing programs export: classes, use, clips
    "classes": f"""{HEAD} viewBox='0 0 600 200'><defs><style>
  .cls-1,.cls-3{{fill:#222}}.cls-2{{fill:none;stroke:#555;stroke-width:7px;stroke-linecap:round;
  stroke-linejoin:round}}.cls-3{{fill-rule:evenodd}}</style>
  <clipPath id='clip'><rect x='300' y='30' width='120' height='120' rx='40'/></clipPath></defs>
  <rect class='cls-1' x='20' y='20' width='90' height='160' rx='10' ry='30'/>
  <polyline class='cls-2' points='140 170 180 30 220 170 260 30'/>
  <g clip-path='url(#clip)'><circle id='dot' class='cls-1' cx='330' cy='60' r='50'/>
  <use href='#dot' x='60' y='60'/></g>
  <path class='cls-3' d='M450,20H580V180H450ZM480,50V150H550V50Z'/></svg>""",
    "curves": f"""{HEAD} viewBox='0 0 600 200' fill='none' stroke='black' stroke-width='6'>
  <path d='M10 100Q60 0 110 100T210 100T310 100'/>
  <path d='M330 100C330 20 410 20 410 100S490 180 490 100'/>
  <path d='M510 60A40 70 30 1 1 560 140' stroke-dasharray='20 8' stroke-dashoffset='5'/>
  <path d='M20 180h120v-20H30z' stroke-linejoin='bevel'/>
  <path d='M200 180l40-30 10 30' stroke-miterlimit='9'/>
  </svg>""",
    "faint": f"""{HEAD} viewBox='0 0 600 200'><rect x='20' y='20' width='300' height='160'/>
  <g transform='skewX(-10)'><circle cx='340' cy='100' r='70' fill='white' fill-opacity='.6'/></g>
  <circle cx='480' cy='100' r='60' opacity='.4' transform='matrix(1 .2 -.2 .9 20 -90)'/></svg>""",
    # black to white, as colours on the way differ between light and inks
    "gradients": f"""{HEAD} viewBox='0 0 600 200'><defs>
  <linearGradient id='a'><stop offset='.1'/><stop offset='.9' stop-color='#fff'/></linearGradient>
  <linearGradient id='b' href='#a' gradientTransform='rotate(30)' x2='.7'/>
  <radialGradient id='c' gradientUnits='userSpaceOnUse' cx='500' cy='100' r='80' fx='470' fy='80'>
  <stop offset='0' stop-color='#fff'/><stop offset='1' stop-color='#222'/></radialGradient></defs>
  <rect x='20' y='20' width='160' height='160' fill='url(#a)'/>
  <ellipse cx='300' cy='100' rx='90' ry='60' fill='none' stroke='url(#b)' stroke-width='30'
  transform='rotate(10 300 100)'/><circle cx='500' cy='100' r='90' fill='url(#c)'/></svg>""",
    "placed": """<svg xmlns='http://www.w3.org/2000/svg' width='600' height='200'
  viewBox='-50 -50 100 100'>
  <rect x='-50' y='-50' width='100' height='100' fill='#999'/>
  <path d='M0-40 10-10 40 0 10 10 0 40-10 10-40 0-10-10Z'/></svg>""",
}  # fmt: skip


def test_drawings_look_as_a_browser_draws_them(tmp_path: Path) -> None:
    """Found: 0.34 of 255 at most, along edges."""
    with Chromium(tmp_path / "profile", width=WIDE, height=HIGH) as tab:
        for name, drawing in DRAWINGS.items():
            page = tmp_path / f"{name}.html"
            packed = base64.b64encode(drawing.encode()).decode()
            shown = f"<img src='data:image/svg+xml;base64,{packed}'>"
            page.write_text(f"<body style='margin:0'>{shown}</body>", encoding="utf-8")
            tab.open(page.as_uri())
            tab.wait(f"location.href.endsWith('{name}.html') && document.images[0].complete")
            seen = Image.open(io.BytesIO(tab.shot())).convert("L").crop((0, 0, WIDE, HIGH))
            with pypdfium2.PdfDocument(
                vector_page.page_of(drawing.encode(), f"{name}.svg")
            ) as placed:
                own = placed[0].render(scale=96 / 72).to_pil().convert("L").resize(seen.size)
            apart = ImageStat.Stat(ImageChops.difference(seen, own)).mean[0]
            assert ImageStat.Stat(seen).mean[0] < 250, name  # the browser drew something
            assert apart < 1.0, (name, apart)
