"""A small paper on disk that the tests of the preview share."""

from pathlib import Path

from broadsheet.preview.session import PreviewOrder, Session

SPEC = """\
broadsheet: 1
extends: base
boxes:
  p: {story: 1,
      columns: 2}
  q: {story: 2, picture: {at: top, rows: 5}}
"""
BASE = """\
broadsheet: 1
extends: duikai-6
page: {size: 170mm x 170mm, margin: {top: 10mm, bottom: 10mm, sides: 5mm}}
grid: {columns: 4, measure: 10字, rows: 30}
map: |
  p p q q | auto
styles:
  headline: {size: 16pt..20pt, lines: 1}
boxes: {M: null, E: null, a: null, b: null, c: null, d: null, F: null,
        p: {story: 1}, q: {story: 2}}
"""
EDITION = """\
masthead: {name: 海潮日报}
items:
- kind: article
  id: one
  headline: 第一条潮讯
  body: [潮水退去以后码头上的灯一盏接着一盏亮起来。]
- kind: article
  id: two
  headline: 第二条潮讯
  body: [挑担的人沿着石阶往上走他们说今年的海带比往年厚。]
  pictures: [{src: pictures/quay.png, caption: 码头}]
"""


def paper(folder: Path) -> Session:
    """Write a paper into a folder; return a session that shows it."""
    (folder / "ours.yaml").write_text(SPEC, encoding="utf-8")
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "day.yaml").write_text(EDITION, encoding="utf-8")
    (folder / "pictures").mkdir()
    return Session(PreviewOrder(edition=folder / "day.yaml", spec=str(folder / "ours.yaml")))


def change(path: Path, old: str, new: str) -> None:
    """Write a file with one thing otherwise."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
