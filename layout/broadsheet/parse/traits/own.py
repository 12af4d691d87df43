"""What speaks for what in each block.

Takes blocks; returns for each the traits that ``weights`` weighs: those of its own shape and
words, then those of its place among its neighbours.  Decides nothing.
"""

import re
from collections.abc import Set as AbstractSet

from broadsheet.models import frozen
from broadsheet.parse.text import bylines, patterns, printed_facts, trade_words
from broadsheet.parse.text.broken_lines import is_latin
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
from broadsheet.parse.text.english import LATIN_NAMES, is_capitals, is_title, starts_within
from broadsheet.parse.text.folio_line import is_provenance, may_be_folio, read_folio
from broadsheet.parse.text.printed_facts import Fact
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.vocabulary import T, Trait, Traits
from broadsheet.parse.traits.wording import ENGLISH, OPENINGS, WORDING

_LONG = 48  # letters from which a block is text whatever else it is
_MEDIUM = 26
_BOX = 6  # letters of a box's name
_QUESTION = 16
_LATIN_LINE = 180  # characters of a line that is no paragraph
_LATIN_NAME = 48  # characters of a paper's name
_SENTENCES = re.compile(r"[a-z)]\. [A-Z“\"]")
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
    traits: Traits
    facts: tuple[Fact, ...] = ()

    def with_traits(self, more: AbstractSet[Trait]) -> "Seen":
        """Return it with further traits."""
        return Seen(block=self.block, size=self.size, traits=self.traits | more, facts=self.facts)

    @property
    def is_text(self) -> bool:
        """Tell whether it can only be running text."""
        traits = self.traits  # asked many times of each block
        if T.FACTS in traits:  # a line of an English masthead may end with a full stop
            return False
        return T.LONG in traits or (self.size >= 14 and T.STOP in traits) or T.RUNIN in traits


def look(block: TextBlock) -> Seen:
    """Notice what a block shows by itself."""
    text = block.text
    latin = is_latin(text)
    size = letters(text) // 2 if latin else letters(text)  # an ideograph is two Latin letters wide
    traits = _shape(text, size) | (_english(text) if latin else set())
    found = printed_facts.find_facts(text) if size <= 240 else ()
    share = printed_facts.coverage(text, found) if size <= 240 else 0.0
    if share >= 0.7:
        traits.add(T.FACTS)
        traits -= {T.LONG, T.MEDIUM, T.ENDLESS}  # a long line of facts is no running text
    elif share >= 0.3 and size < 80:
        traits.add(T.SOME_FACTS)
    traits |= _openings(text, size)
    if size <= 90:
        traits |= _wording(text, size, latin=T.LATIN in traits, plain=not found)
    elif patterns.NOTICE_WORDS.search(text):
        traits |= _notice_text(text)
    if T.FACTS in traits:
        traits.discard(T.TABLE)
    if block.ended and T.COMMA_END in traits:
        traits -= {T.COMMA_END, T.OPEN_END}
        traits |= {T.STOP}
    if T.PICTURE_REPORT in traits:
        traits -= {T.PAPER, T.TAG, T.CAPTION}
    if T.BYLINE in traits or T.RUNIN in traits:
        traits -= {T.CAPITALS, T.TITLE_CASE}
    if latin and T.INDEX in traits:
        traits -= {T.FOLIO, T.FOLIO_BARE}
    if T.PROVENANCE in traits:  # a story's, not the page's
        traits -= {T.FACTS, T.SOME_FACTS, T.DATE}
    if T.FOLIO in traits:
        traits -= {T.LONG, T.MEDIUM, T.ENDLESS, T.OPEN_END, T.RUNIN}
    if traits & {T.CONTACT, T.CAPTION_START, T.FACTS} or (
        T.QA_SURE not in traits and size <= 20 and not traits & {T.STOP, T.MID_STOP}
    ):
        traits.discard(T.QA)
    return Seen(block=block, size=size, traits=frozenset(traits), facts=found)


def _english(text: str) -> set[Trait]:
    """Notice what a line in Latin letters shows, in English papers' ways."""
    traits = ENGLISH.found(text) if len(text) <= _LATIN_LINE else set()
    tests = (
        (T.CAPITALS, is_capitals(text)),
        (T.TITLE_CASE, not is_capitals(text) and is_title(text)),
        (T.LOWER_START, starts_within(text)),
        (T.MID_STOP, _SENTENCES.search(text) is not None),
        (T.PAPER_EN, len(text) <= _LATIN_NAME and _names_paper(text)),
    )
    return traits | {trait for trait, found in tests if found}


def _names_paper(text: str) -> bool:
    """Tell whether a line in Latin letters may be a nameplate: few words, one that papers have."""
    words = text.title().split()
    return 1 < len(words) <= 5 and not set(words).isdisjoint(LATIN_NAMES.inside)


def _shape(text: str, size: int) -> set[Trait]:
    stop = ends_sentence(text) or (text[-1] in "）)" and _signed(text[-80:]))
    last, inside = text[-1], set(text[1:-1])
    marks = not _MID_MARKS.isdisjoint(inside)
    asks = stop and size <= _MEDIUM and last in "？！?!" and inside.isdisjoint(_CLAUSES)
    # one comma is a headline's too, but quotations are speech
    asks = asks or (stop and size <= _QUESTION and last in "？?" and _PARTS.isdisjoint(text))
    traits = {T.LATIN} if not _LATIN.isdisjoint(text) and _latin(text, size) else set[Trait]()
    tests = (
        (T.STOP, stop and not asks),
        (T.ASKS, asks),
        (T.MID_MARK, marks and not _COMMAS.isdisjoint(inside) and not _counts_only(text[1:-1])),
        (T.MID_STOP, marks and not asks and not _STOPS.isdisjoint(text) and _mid_stop(text[:400])),
        (T.COMMA_END, (last in "，、；,;" or text.endswith("——")) and size > 4),
        (T.COLON_END, last in "：:" and size > 6),
        (T.NUMBER, 3 <= len(text) <= 40 and not text.strip("0123456789-—－–()（） /")),
        (T.OPEN_END, not stop and size > 20 and marks),
        (T.CANT_START, text[0] in NO_START and text[0] != "—" and text[:2] != "……"),
        (T.TOO_LONG_CROSS, _CROSS < size <= _LONG),
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


def _length(size: int, marks: bool, stop: bool) -> Trait | None:
    if size > _LONG:
        return T.LONG if marks else T.ENDLESS
    if size > _MEDIUM and (stop or marks):
        return T.MEDIUM
    if size > _MEDIUM + 10:
        return T.ENDLESS
    if stop:
        return None
    return T.TINY if size <= 3 else T.SHORT


def _latin(text: str, size: int) -> bool:
    latin = sum(c.isascii() and c.isalpha() for c in text[:200])
    others = sum(c.isalpha() for c in text[:200]) - latin
    return latin > 0.7 * (latin + others) and size > 1


def _openings(text: str, size: int) -> set[Trait]:
    traits: set[Trait] = set()
    opened = bylines.run_in(text)
    if opened.found and opened.rest:
        traits.add(T.RUNIN)
    elif opened.source and not opened.byline:
        traits.add(T.SOURCE)
    elif opened.found:
        traits.add(T.BYLINE)
    if is_bullet(text[0]) and size > 8:
        traits |= {T.BULLET, T.LIST}
    traits |= OPENINGS.found(text)
    if text.strip(patterns.BRACKETS) in trade_words.PICTURE_REPORTS:
        traits.add(T.PICTURE_REPORT)
    if size <= _BOX and text.strip(patterns.BRACKETS) in trade_words.BOX_TAGS:
        traits.add(T.BOX_NAME)
    if patterns.JUMP_TAIL.search(text[-40:]) and size > 8:
        traits.add(T.JUMP_TAIL)
    if text.startswith(("——", "--", "—", "──")) and size <= 40:
        traits.add(T.DASH)
    return traits


def _wording(text: str, size: int, *, latin: bool, plain: bool) -> set[Trait]:
    """Notice what a line says; a ``plain`` one holds no fact, a ``latin`` one few ideographs."""
    traits = WORDING.found(text)
    short = size <= _MEDIUM and not ends_sentence(text)
    if short:
        traits |= _short_wording(text, size, latin=latin)
    traits |= {T.DESK} if patterns.DESK.match(text) else _persons(text)
    if _signs_with_place(text):
        traits.add(T.UNIT_NAME)
    if text[0] in "（(" and text[-1] in "）)" and size <= _QUESTION:
        traits.add(T.BRACKETED)
    if text[0] in "（(" and text[-1] in "）)" and bylines.signs(text[1:-1], "。"):
        traits.add(T.SIGN_NAME)
    if T.BYLINE in traits:
        traits -= {T.CREDIT, T.CAPTION}
    folio = None if plain and not may_be_folio(text) else read_folio(text)
    if folio and (folio.sure or folio.folio):
        stood = is_provenance(text)
        traits.add(T.PROVENANCE if stood else T.FOLIO if folio.sure else T.FOLIO_BARE)
    if size == 2 and solid(text).strip("（(【[）)】]") in {"广告", "廣告"}:
        traits.add(T.AD_LABEL)
    cells = text.split()
    if "\t" in text or (len(cells) > 1 and sum(1 for _ in patterns.CELLS.finditer(text)) >= 2):
        traits.add(T.TABLE)
    if len(cells) >= 3 and sum(c.strip("%.-+").isdecimal() for c in cells) >= 2:
        traits.add(T.ROW)
    if T.INDEX in traits:
        traits -= {T.CAPTION_START, T.LIST}
    if T.LINK in traits and size <= _MEDIUM and T.STOP not in traits:
        traits.add(T.LINK_TITLE)
    if not short or any(mark in text for mark in "，。；！？,;!?"):
        traits.discard(T.SHOP)
    return traits


def _persons(text: str) -> set[Trait]:
    """Roles and names only: a byline; but one who only took a picture is its credit."""
    column = len(text) == 2 and text[1] in _TAG_ENDS
    if column or (text[0] not in BULLETS and not bylines.may_name(text)):
        return set()
    strict = not patterns.ROLE_FIRST.match(text)
    byline = bylines.parse_byline(text, strict=strict)
    if byline is None:
        bare = text[1:].strip()
        if text[0] in BULLETS and _signs_with_place(bare):
            return {T.BYLINE}
        if text[0] in BULLETS and 2 <= len(bare) <= 4 and all(map(is_han, bare)):
            return {T.PERSON}
        if not bylines.names_only(text):
            return set()
        return {T.SIGN_NAME} if text[0] in "（(" else {T.PERSON}
    taken = bool(byline.roles) and all(c.role in _TAKEN for c in byline.roles)
    return {T.CREDIT_LINE} if taken else {T.BYLINE}


def _signs_with_place(text: str) -> bool:
    """Tell whether a line is where somebody is from, and the name: 菱角巷居民 佟安."""
    parts = text.split()
    if len(parts) == 2 and parts[0] in trade_words.STANDS and 2 <= len(parts[1]) <= 3:
        return True
    if not 2 <= len(parts) <= 4 or not 3 <= letters(parts[0]) <= 14:
        return False
    if any(m in text for m in MID_MARKS):
        return False
    return all(map(bylines.is_name, parts[1:])) and not patterns.TAG.search(text)


def _short_wording(text: str, size: int, *, latin: bool) -> set[Trait]:
    traits: set[Trait] = set()
    phrases = text.split()
    if len(phrases) > 1 and min(sizes := [letters(p) for p in phrases]) >= 2:
        traits.add(T.GAPS)
        if max(sizes) == min(sizes) >= 3:
            traits.add(T.PARALLEL)
    if size <= 12:
        spread = all(len(piece) == 1 for piece in phrases)
        traits |= {T.PAPER} if patterns.PAPER.match("".join(phrases) if spread else text) else set()
    if size <= 40 and latin and patterns.PAPER_EN.search(text.upper()):
        traits.add(T.PAPER_EN)
    dotted = size <= 12 and text.count("·") == 1 and min(map(letters, text.split("·"))) > 1
    if size <= 20 and (dotted or patterns.TAG.search(text)):
        traits.add(T.TAG)
    if patterns.BOXED.match(text):
        traits.add(T.BOXED)
    if patterns.FIRM.search(text):
        traits.add(T.FIRM)
    titled = size <= _TITLE and patterns.NOTICE.search("".join(phrases).rstrip("）)】"))
    if titled and "·" not in text and _MID_MARKS.isdisjoint(text):
        told = any(verb in text for verb in _TOLD)
        traits |= set() if told else {T.NOTICE_TITLE}
    return traits


def _notice_text(text: str) -> set[Trait]:
    hits = patterns.NOTICE_WORDS.count(text)
    lost = "作废" in text or "作廢" in text
    traits = {T.NOTICE_WORDS} if hits >= 2 or lost or "特此" in text else set()
    return traits | ({T.NOTICE_SURE} if lost or patterns.NOTICE_SURE.search(text) else set())
