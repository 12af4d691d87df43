"""What speaks for what in each block.

Takes blocks; returns for each the traits that ``weights`` weighs: those of its own shape and
words, then those of its place among its neighbours.  Decides nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.parse import bylines, facts, words
from broadsheet.parse.blocks import Block
from broadsheet.parse.facts import Fact
from broadsheet.parse.marks import BULLETS, HAN, NO_START, STOPS, ends_sentence, letters

_LONG = 48  # letters from which a block is text whatever else it is
_MEDIUM = 26
_CROSS = 17  # letters: crossheads are rarely longer


def _any(options: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(options, key=len, reverse=True))) + ")"


_PAPER = re.compile(rf"^[{HAN} ·]{{1,8}}{_any(words.NAME_ENDS)}$")
_PAPER_EN = re.compile(rf"\b(?:THE )?[A-Z ]*{_any(words.NAME_EN)}\b")
_NOTICE = re.compile(_any(words.NOTICE_TITLES))
_NOTICE_WORDS = re.compile(_any(words.NOTICE_WORDS))
_AD = re.compile(_any(words.AD_WORDS))
_INFO = re.compile(_any(words.INFO_WORDS))
_QR = re.compile(_any(words.QR_WORDS))
_TAG = re.compile(rf"(?:^{_any(words.TAG_STARTS)}|{_any(words.TAG_ENDS)}[”’」]?$)")
_BOXED = re.compile(r"^[【\[〖〔［「『◆■●▲★◎·“][^【】]{2,14}[】\]〗〕］」』◆■●▲★◎·”]$")
_CAPTION = re.compile(
    r"^(?:图为|圖為|图[①②③④一二三四:：]|[①②③④▲▼◀▶△▽↑↓→←]|上图|上圖|下图|左图|右图|如图|资料图|[（(](?:资料|資料)[图圖]片)"
    r"|图为|圖為|[（(](?:资料|資料)[图圖]片[）)]$|翻拍[）)]?$"
)
_CREDIT = re.compile(
    rf"(?:[{HAN}·]{{2,4}}\s*[/／]?\s*(?:摄|攝|供图|供圖|摄影|攝影)(?:报道)?|[图圖][/／片：:]\s*[{HAN}]{{2,8}}|"
    rf"(?:摄影|攝影|图片)\s*[：:/／]?\s*[{HAN}]{{2,4}}|(?:新华社|新華社|中新社)(?:记者)?[{HAN} ]{{0,8}}[摄發发]|(?:资料|資料)[图圖]片)"
    r"\s*[）)】\]]?$"
)
_JUMP = re.compile(r"^[（(\[【]?\s*(?:下转|下轉|上接|紧接|緊接|转|轉)\s*.{0,14}?\d+\s*版.{0,14}$")
_INDEX = re.compile(
    r"(?:详见|詳見|见|見|[/／·…\s(（【>▶→])\s*第?\s*[A-D]?\d{1,2}\s*[-—、，]?\s*\d*\s*版[）)】]?$"
)
_TEASER = re.compile(rf"^[{BULLETS}【\s]*{_any(words.TEASER_WORDS)}[】\s]*$")
_NOTE = re.compile(
    rf"^[【\[（(〖■●◆]?\s*{_any(words.NOTE_STARTS)}\s*[】\]）)〗]?\s*(?:[：:\u3000 ]|$|(?<=[】\]）)]))"
)
_QA = re.compile(rf"^(?:{_any(words.QA_STARTS)}|[{HAN}]{{2,3}})\s*[：:]\s*\S")
_LIST = re.compile(rf"^(?:[{BULLETS}▍]|[①-⑳]|[（(]?\d{{1,2}}[）).、．]\s*(?!\d)|\d{{1,2}}\.(?!\d))")
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．：:]|第[一二三四五六七八九十]|其[一二三四五])"
)
_FOLIO = re.compile(
    rf"^第?\s*[A-D]?\d{{1,2}}\s*版(?!面)|^[A-D]\d{{1,2}}(?![\w%])|第\s*[一二三四五六七八九十]+\s*版\s*$|^\d{{1,2}}\s*版$|"
    rf"^{_any(words.FOLIO_WORDS)}\s*[：:/／ ]?\s*[{HAN}]{{2,4}}"
)
_CONTACT = re.compile(
    r"(?:电话|電話|热线|熱線|地址|手机|微信|传真|联系|网址|官网|Tel)\S{0,6}[：:]|\d{3,4}-\d{7,8}|1[3-9]\d{9}|400-?\d{3}|www\."
)
_FIRM = re.compile(
    r"(?:公司|银行|銀行|集团|集團|分行|商场|酒店|医院|大学|学校|学院|药房|超市|百货|传媒|地产|基金会)$"
)
_DATE_END = re.compile(r"\d{1,2}月\d{1,2}日$|[一二三四五六七八九十]+月[一二三四五六七八九十]+日$")
_CELLS = re.compile(r"\t+|\u3000{2,}| {2,}")
_MARKS = re.compile(r"[，。；：！？、,;:!?]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A block and all that was noticed about it."""

    block: Block
    size: int  # letters
    traits: frozenset[str]
    facts: tuple[Fact, ...] = ()

    @property
    def is_text(self) -> bool:
        """Tell whether it can only be running text."""
        return bool(self.traits & {"long", "runin"}) or {"medium", "stop"} <= self.traits


def look(block: Block) -> Seen:
    """Notice what a block shows by itself."""
    text = block.text
    size = letters(text)
    traits = _shape(text, size)
    found = facts.find_facts(text) if size <= 240 else ()
    share = facts.coverage(text, found) if size <= 240 else 0.0
    if share >= 0.7:
        traits.add("facts")
    elif share >= 0.3 and size < 80:
        traits.add("some_facts")
    traits |= _openings(text, size)
    if size <= 90:
        traits |= _wording(text, size)
    elif _NOTICE_WORDS.search(text):
        traits |= _notice_text(text)
    return Seen(block=block, size=size, traits=frozenset(traits), facts=found)


def _shape(text: str, size: int) -> set[str]:
    stop = ends_sentence(text)
    marks = len(_MARKS.findall(text, 1, max(1, len(text) - 1)))
    traits: set[str] = set()
    if size > _LONG:
        traits.add("long" if marks else "endless")
    elif size > _MEDIUM and (stop or marks >= 2):
        traits.add("medium")
    elif size > _MEDIUM + 10:
        traits.add("endless")
    elif not stop:
        traits.add("tiny" if size <= 3 else "short")
    else:
        traits.add("stop")
        if size <= _MEDIUM and marks == 0 and text[-1] in "？！?!":
            traits = {"short", "asks"}
    if stop and size > _MEDIUM:
        traits.add("stop")
    if marks and re.search("[，；,;]", text[1:-1]):
        traits.add("mid_mark")
    if re.search(rf"[{STOPS}][^{STOPS}”’」』）)]", text[:400]):
        traits.add("mid_stop")
    if not stop and size > 20 and marks and "facts" not in traits:
        traits.add("open_end")
    if text[0] in NO_START and text[:2] not in {"——", "……"} and text[:1] != "—":
        traits.add("cant_start")
    if _CROSS < size <= _LONG:
        traits.add("too_long_cross")
    if text[-1] in "，、；,;" and size > 4:
        traits.add("comma_end")
    if re.fullmatch(r"[\d\-—－–()（）\s/]{3,40}", text):
        traits.add("number")
    latin = sum(c.isascii() and c.isalpha() for c in text[:200])
    if size and latin > 0.7 * min(size, 200):
        traits.add("latin")
    return traits


def _openings(text: str, size: int) -> set[str]:
    traits: set[str] = set()
    opened = bylines.run_in(text)
    if opened.found and opened.rest:
        traits.add("runin")
    elif opened.source and not opened.byline:
        traits.add("source")
    elif opened.found:
        traits.add("byline")
    tests = (("note", _NOTE), ("qa", _QA), ("list", _LIST), ("ordinal", _ORDINAL))
    traits |= {name for name, pattern in tests if pattern.match(text)}
    if text.startswith(("——", "--", "—", "──")) and size <= 40:
        traits.add("dash")
    return traits


def _wording(text: str, size: int) -> set[str]:
    tests = (
        ("ad_words", _AD), ("info_words", _INFO), ("qr", _QR), ("caption", _CAPTION),
        ("credit", _CREDIT), ("jump", _JUMP), ("index", _INDEX), ("teaser", _TEASER),
        ("folio", _FOLIO), ("contact", _CONTACT), ("date", _DATE_END), ("notice_words", _NOTICE_WORDS),
    )  # fmt: skip
    traits = {name for name, pattern in tests if pattern.search(text)}
    short = size <= _MEDIUM and not ends_sentence(text)
    if short:
        traits |= _short_wording(text, size)
    if {"byline", "caption"} & traits or bylines.parse_byline(text, strict=True):
        traits |= {"byline"} if "credit" not in traits else set()
    elif bylines.names_only(text):
        traits.add("person")
    if re.fullmatch(r"[（(【\[]?\s*[广廣]\s*告\s*[）)】\]]?", text):
        traits.add("ad_label")
    if len(_CELLS.findall(text)) >= 2 or "\t" in text:
        traits.add("table")
    return traits


def _short_wording(text: str, size: int) -> set[str]:
    traits: set[str] = set()
    phrases = text.split()
    if len(phrases) > 1 and all(letters(p) >= 2 for p in phrases):
        traits.add("gaps")
        if len({letters(p) for p in phrases}) == 1 and letters(phrases[0]) >= 3:
            traits.add("parallel")
    if _PAPER.match(text) and size <= 12:
        traits.add("paper")
    if _PAPER_EN.search(text.upper()) and "latin" in _shape(text, size) and size <= 40:
        traits.add("paper_en")
    if _TAG.search(text) and size <= 20:
        traits.add("tag")
    if _BOXED.match(text):
        traits.add("boxed")
    if _FIRM.search(text):
        traits.add("firm")
    if _NOTICE.search(text.replace(" ", "")) and size <= 22 and not _MARKS.search(text):
        squeezed = text.replace(" ", "").replace("\u3000", "")
        if re.search(_NOTICE.pattern + r"[）)】]?$", squeezed):
            traits.add("notice_title")
    return traits


def _notice_text(text: str) -> set[str]:
    hits = len(set(_NOTICE_WORDS.findall(text)))
    lost = "作废" in text or "作廢" in text
    return {"notice_words"} if hits >= 2 or lost or "特此" in text else set()
