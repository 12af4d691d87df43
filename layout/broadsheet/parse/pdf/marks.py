"""Words that a page prints beside things and that no copy has.

Takes a line; tells whether it marks an advertisement (广告), or stands in the place that is kept
for a picture (图片): a page that is set again prints them anew.
"""

import re

from broadsheet.parse.pdf.values import PrintedLine

_FOOT = re.compile(r"[\[［（(]?(?:\d{1,2}(?![\d年月日:：./-])|[*＊†‡①-⑳])")
_AD = frozenset({
    "广告", "廣告", "公益广告", "公益廣告", "advertisement", "advertising", "advert",
    "sponsored", "pr",
})  # fmt: skip
_PLACE = frozenset({"图片", "圖片", "照片", "photograph", "photo", "picture", "写真", "사진"})


def marks_advert(line: PrintedLine, body: float) -> bool:
    """Tell whether a small line says that what it stands in is an advertisement."""
    return line.style.size <= body and _bare(line.text) in _AD


def keeps_place(text: str) -> bool:
    """Tell whether a word alone in an empty area says that a picture belongs there."""
    return _bare(text) in _PLACE


def opens_footnote(text: str) -> bool:
    """Tell whether a line begins with the figure or sign of a footnote."""
    return _FOOT.match(text) is not None


def _bare(text: str) -> str:
    return "".join(text.split()).strip("（()）").lower()
