"""What speaks for what in each block.

Takes blocks; returns for each the traits that ``weights`` weighs: those of its own shape and
words, then those of its place among its neighbours.  Decides nothing.
"""

import re
from collections.abc import Set as AbstractSet

from broadsheet.models import frozen
from broadsheet.parse.text import bylines, patterns, printed_facts, trade_words
from broadsheet.parse.text.characters import (
    BULLETS,
    MID_MARKS,
    NO_START,
    STOPS,
    ends_sentence,
    is_bullet,
    is_han,
    letters,
    solid,
)
from broadsheet.parse.text.folio_line import may_be_folio, read_folio
from broadsheet.parse.text.printed_facts import Fact
from broadsheet.parse.text.text_blocks import TextBlock

_LONG = 48  # letters from which a block is text whatever else it is
_MEDIUM = 26
_BOX = 6  # letters of a box's name
_QUESTION = 16
_TITLE = 30  # letters of a notice's title, the office in it
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MID_MARKS, _STOPS, _COMMAS = frozenset(MID_MARKS), frozenset(STOPS), frozenset("，；,;")
_PARTS = frozenset('“”「」。；;：:"')
_CLAUSES = frozenset('，。；：、,;:“”「」"')
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# a headline that tells of a notice is none
_TOLD = (
    "发布",
    "發布",
    "发表",
    "發表",
    "出台",
    "印发",
    "下发",
    "公布",
    "收到",
    "接到",
    "回应",
    "解读",
)
_TAKEN = frozenset("摄 摄影 攝 攝影 供图 供圖 图片 图 圖".split())  # roles of who took a picture
_TAG_ENDS = frozenset("眼窗廊坛壇角评評话話屋议議")  # 钱眼 is a column's name, no person's
_CROSS = 17  # letters: crossheads are rarely longer


@frozen(kw_only=True)
class Seen:
    """A block and all that was noticed about it."""

    block: TextBlock
    size: int  # letters
    traits: frozenset[str]
    facts: tuple[Fact, ...] = ()

    def with_traits(self, more: AbstractSet[str]) -> "Seen":
        """Return it with further traits."""
        return Seen(block=self.block, size=self.size, traits=self.traits | more, facts=self.facts)

    @property
    def is_text(self) -> bool:
        """Tell whether it can only be running text."""
        traits = self.traits  # asked many times of each block
        return "long" in traits or (self.size >= 14 and "stop" in traits) or "runin" in traits


def look(block: TextBlock) -> Seen:
    """Notice what a block shows by itself."""
    text = block.text
    size = letters(text)
    traits = _shape(text, size)
    found = printed_facts.find_facts(text) if size <= 240 else ()
    share = printed_facts.coverage(text, found) if size <= 240 else 0.0
    if share >= 0.7:
        traits.add("facts")
        traits -= {"long", "medium", "endless"}  # a long line of facts is no running text
    elif share >= 0.3 and size < 80:
        traits.add("some_facts")
    traits |= _openings(text, size)
    if size <= 90:
        traits |= _wording(text, size, latin="latin" in traits, plain=not found)
    elif patterns.NOTICE_WORDS.search(text):
        traits |= _notice_text(text)
    if "facts" in traits:
        traits.discard("table")
    if "folio" in traits:
        traits -= {"long", "medium", "endless", "open_end", "runin"}
    if traits & {"contact", "caption_start", "facts"} or (
        "qa_sure" not in traits and size <= 20 and not traits & {"stop", "mid_stop"}
    ):
        traits.discard("qa")
    return Seen(block=block, size=size, traits=frozenset(traits), facts=found)


def _shape(text: str, size: int) -> set[str]:
    stop = ends_sentence(text) or (text[-1] in "）)" and _signed(text[-80:]))
    last, inside = text[-1], set(text[1:-1])
    marks = not _MID_MARKS.isdisjoint(inside)
    asks = stop and size <= _MEDIUM and last in "？！?!" and inside.isdisjoint(_CLAUSES)
    # one comma is a headline's too, but quotations are speech
    asks = asks or (stop and size <= _QUESTION and last in "？?" and _PARTS.isdisjoint(text))
    traits = {"latin"} if not _LATIN.isdisjoint(text) and _latin(text, size) else set()
    tests = (
        ("stop", stop and not asks),
        ("asks", asks),
        ("mid_mark", marks and not _COMMAS.isdisjoint(inside) and not _counts_only(text[1:-1])),
        ("mid_stop", marks and not asks and not _STOPS.isdisjoint(text) and _mid_stop(text[:400])),
        ("comma_end", last in "，、；,;" and size > 4),
        ("colon_end", last in "：:" and size > 6),
        ("number", 3 <= len(text) <= 40 and not text.strip("0123456789-—－–()（） /")),
        ("open_end", not stop and size > 20 and marks),
        ("cant_start", text[0] in NO_START and text[0] != "—" and text[:2] != "……"),
        ("too_long_cross", _CROSS < size <= _LONG),
    )
    for name, found in tests:
        if found:
            traits.add(name)
    length = _length(size, marks, stop and not asks)
    if length:
        traits.add(length)
    return traits


def _counts_only(text: str) -> bool:
    """Tell whether the only commas of a text part thousands."""
    return not any(mark in text for mark in "，；;") and "," not in _THOUSANDS.sub("", text)


def _signed(end: str) -> bool:
    """Tell whether a sentence ends before a signature in brackets."""
    rest, byline, signature = bylines.tail(end)
    return bool(byline or signature) and ends_sentence(rest)


def _mid_stop(text: str) -> bool:
    """Tell whether a sentence ends inside."""
    after = STOPS + "”’」』）)"
    for mark in STOPS:
        at = text.find(mark)
        while at >= 0:
            if at + 1 < len(text) and text[at + 1] not in after:
                return not _signed_after(text, at + 1)
            at = text.find(mark, at + 1)
    return False


def _signed_after(text: str, at: int) -> bool:
    """Tell whether nothing but who wrote it stands after a place."""
    return text[-1] in "）)" and text[at:].lstrip()[:1] in "（(" and _signed(text[-80:])


def _length(size: int, marks: bool, stop: bool) -> str:
    if size > _LONG:
        return "long" if marks else "endless"
    if size > _MEDIUM and (stop or marks):
        return "medium"
    if size > _MEDIUM + 10:
        return "endless"
    if stop:
        return ""
    return "tiny" if size <= 3 else "short"


def _latin(text: str, size: int) -> bool:
    latin = sum(c.isascii() and c.isalpha() for c in text[:200])
    others = sum(c.isalpha() for c in text[:200]) - latin
    return latin > 0.7 * (latin + others) and size > 1


def _openings(text: str, size: int) -> set[str]:
    traits: set[str] = set()
    opened = bylines.run_in(text)
    if opened.found and opened.rest:
        traits.add("runin")
    elif opened.source and not opened.byline:
        traits.add("source")
    elif opened.found:
        traits.add("byline")
    if is_bullet(text[0]) and size > 8:
        traits |= {"bullet", "list"}
    traits |= patterns.OPENINGS.found(text)
    if size <= _BOX and text.strip(patterns.BRACKETS) in trade_words.BOX_TAGS:
        traits.add("box_name")
    if patterns.JUMP_TAIL.search(text[-40:]) and size > 8:
        traits.add("jump_tail")
    if text.startswith(("——", "--", "—", "──")) and size <= 40:
        traits.add("dash")
    return traits


def _wording(text: str, size: int, *, latin: bool, plain: bool) -> set[str]:
    """Notice what a line says; a ``plain`` one holds no fact, a ``latin`` one few ideographs."""
    traits = patterns.WORDING.found(text)
    short = size <= _MEDIUM and not ends_sentence(text)
    if short:
        traits |= _short_wording(text, size, latin=latin)
    traits |= {"desk"} if patterns.DESK.match(text) else _persons(text)
    if _signs_with_place(text):
        traits.add("unit_name")
    if text[0] in "（(" and text[-1] in "）)" and size <= _QUESTION:
        traits.add("bracketed")
    if text[0] in "（(" and text[-1] in "）)" and bylines.signs(text[1:-1], "。"):
        traits.add("sign_name")
    if "byline" in traits:
        traits -= {"credit", "caption"}
    folio = None if plain and not may_be_folio(text) else read_folio(text)
    if folio and (folio.sure or folio.folio):
        traits.add("folio" if folio.sure else "folio_bare")
    if size == 2 and solid(text).strip("（(【[）)】]") in {"广告", "廣告"}:
        traits.add("ad_label")
    cells = text.split()
    if "\t" in text or (len(cells) > 1 and sum(1 for _ in patterns.CELLS.finditer(text)) >= 2):
        traits.add("table")
    if len(cells) >= 3 and sum(c.strip("%.-+").isdecimal() for c in cells) >= 2:
        traits.add("row")
    if "index" in traits:
        traits -= {"caption_start", "list"}
    if "link" in traits and size <= _MEDIUM and "stop" not in traits:
        traits.add("link_title")
    if not short or any(mark in text for mark in "，。；！？,;!?"):
        traits.discard("shop")
    return traits


def _persons(text: str) -> set[str]:
    """Roles and names only: a byline; but one who only took a picture is its credit."""
    column = len(text) == 2 and text[1] in _TAG_ENDS
    if column or (text[0] not in BULLETS and not bylines.may_name(text)):
        return set()
    strict = not patterns.ROLE_FIRST.match(text)
    byline = bylines.parse_byline(text, strict=strict)
    if byline is None:
        bare = text[1:].strip()
        if text[0] in BULLETS and _signs_with_place(bare):
            return {"byline"}
        if text[0] in BULLETS and 2 <= len(bare) <= 4 and all(map(is_han, bare)):
            return {"person"}
        if not bylines.names_only(text):
            return set()
        return {"sign_name"} if text[0] in "（(" else {"person"}
    taken = bool(byline.roles) and all(c.role in _TAKEN for c in byline.roles)
    return {"credit_line"} if taken else {"byline"}


def _signs_with_place(text: str) -> bool:
    """Tell whether a line is where somebody is from, and the name: 菱角巷居民 佟安."""
    parts = text.split()
    if len(parts) == 2 and parts[0] in trade_words.STANDS and 2 <= len(parts[1]) <= 3:
        return True
    if len(parts) != 2 or not 3 <= letters(parts[0]) <= 14 or any(m in text for m in MID_MARKS):
        return False
    return bylines.is_name(parts[1]) and not patterns.TAG.search(text)


def _short_wording(text: str, size: int, *, latin: bool) -> set[str]:
    traits: set[str] = set()
    phrases = text.split()
    if len(phrases) > 1 and min(sizes := [letters(p) for p in phrases]) >= 2:
        traits.add("gaps")
        if max(sizes) == min(sizes) >= 3:
            traits.add("parallel")
    if size <= 12:
        spread = all(len(piece) == 1 for piece in phrases)
        traits |= {"paper"} if patterns.PAPER.match("".join(phrases) if spread else text) else set()
    if size <= 40 and latin and patterns.PAPER_EN.search(text.upper()):
        traits.add("paper_en")
    dotted = size <= 12 and text.count("·") == 1 and min(map(letters, text.split("·"))) > 1
    if size <= 20 and (dotted or patterns.TAG.search(text)):
        traits.add("tag")
    if patterns.BOXED.match(text):
        traits.add("boxed")
    if patterns.FIRM.search(text):
        traits.add("firm")
    titled = size <= _TITLE and patterns.NOTICE.search("".join(phrases).rstrip("）)】"))
    if titled and "·" not in text and _MID_MARKS.isdisjoint(text):
        told = any(verb in text for verb in _TOLD)
        traits |= set() if told else {"notice_title"}
    return traits


def _notice_text(text: str) -> set[str]:
    hits = patterns.NOTICE_WORDS.count(text)
    lost = "作废" in text or "作廢" in text
    traits = {"notice_words"} if hits >= 2 or lost or "特此" in text else set()
    return traits | ({"notice_sure"} if lost or patterns.NOTICE_SURE.search(text) else set())
