"""Stories in the making.

Takes blocks one by one as ``assemble`` hands them out; keeps head, bylines, body and
pictures, joins paragraphs that a column's end cut, and returns finished articles.
"""

import re

from broadsheet.edition import Article, Block, BlockKind, Byline, Credit, Info, Jump, Photo, Picture
from broadsheet.models import field, record, replace
from broadsheet.parse.build import rows
from broadsheet.parse.build.credited import byline_of
from broadsheet.parse.build.head_lines import MOST_LINES, read_head
from broadsheet.parse.build.joins import Joint, join, weigh_seam
from broadsheet.parse.build.picture_seams import breaks_off, is_credit
from broadsheet.parse.build.printed import with_credit, without_standfirst
from broadsheet.parse.text import bylines
from broadsheet.parse.text.characters import ends_sentence
from broadsheet.parse.text.english import CREDIT as CREDIT_LATIN
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import JUMP_FROM
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_JUMP_PAGE = Pattern(r"([A-D]?\d{1,2})\s*版|([A-D]\d{1,2})")
_JUMP_END = Pattern(
    r"[（(【]\s*(?:下转|下轉|转|轉)[^（）()【】]{1,16}版[^（）()【】]{0,10}[）)】]$",
    needs=("版",),
    last="）)】",
)
_BROKEN = 16  # characters of the shortest paragraph that a column's end breaks
_TAIL = 80  # characters in which a paragraph's end is signed
_MADE = frozenset({T.CREDIT_LINE, T.CREDIT, T.PERSON, T.BYLINE, T.SIGN_NAME})
_MADE_BY = re.compile(
    r"[绘繪摄攝图圖]$|^(?:Photo\w*|Drawing|Picture|Graphic|Illustration)s? by\b", re.IGNORECASE
)
_MAKER = 40  # letters of who made a picture, at the most
OPENED = frozenset({T.RUNIN, T.SOURCE, T.BYLINE, T.JUMP_HEAD})  # source or byline may open it
_MERGED: frozenset[BlockKind] = frozenset({"verse", "table"})


@record(kw_only=True)
class Draft:
    """One story while its blocks come in."""

    pairs: Pairs = field(default_factory=Pairs)
    wide: int = 0  # half ems: the measure that the page's lines were broken at, 0 for none
    head: list[Seen] = field(default_factory=list)
    roles: str = ""  # of the lines of its head
    further: list[str] = field(default_factory=list)  # lines of a head that is too long for one
    source: str = ""
    byline: Byline | None = None
    body: list[Block] = field(default_factory=list)
    group: int = 0  # the source's group of the last body block
    reach: int = 0  # half ems: how far its last line reaches
    pictures: list[Picture] = field(default_factory=list)
    signature: str = ""
    jump: Jump | None = None
    lines: tuple[int, ...] = ()  # of the source: first and last
    spent: list[str] = field(default_factory=list)  # hyphens that only broke a word
    ended: bool = False  # the last block ends a sentence with a comma
    between: list[str] = field(default_factory=list)  # what came since the last paragraph

    @property
    def empty(self) -> bool:
        """Tell whether no text has come yet."""
        return not self.body

    @property
    def titles_picture(self) -> bool:
        """Tell whether all that has come is the words 图片报道 or the like: a picture's title."""
        return (
            bool(self.head)
            and self.empty
            and all(T.PICTURE_REPORT in one.traits for one in self.head)
        )

    @property
    def only_notes(self) -> bool:
        """Tell whether nothing but an editor's note has come yet."""
        return all(block.kind == "note" for block in self.body)

    @property
    def signed(self) -> bool:
        """Tell whether its last paragraph ends with who wrote it, after a whole sentence.

        Under the name of a column each paragraph may be signed: they are short items of one.
        """
        column = any(T.TAG in one.traits for one in self.head)
        if column or not self.body or self.body[-1].kind != "para":
            return False
        rest, byline, signature = bylines.tail(self.body[-1].text[-_TAIL:])
        return bool(byline or signature) and ends_sentence(rest)

    @property
    def last_text(self) -> str:
        """Return the text of the last paragraph, empty when something else came after it."""
        return self.body[-1].text if self.body and self.body[-1].kind == "para" else ""

    @property
    def torn(self) -> bool:
        """Tell whether its last paragraph breaks off in the middle of a sentence."""
        text = self.last_text
        ended = self.ended or self.signature or self.jump or text[-1:] in "：:；;"
        return len(text) > _BROKEN and not ended and not ends_sentence(_split_jump(text)[0])

    def touch(self, one: Seen) -> None:
        """Remember the source lines."""
        first, last = self.lines or (one.block.first, one.block.last)
        self.lines = (min(first, one.block.first), max(last, one.block.last))

    def add_head(self, one: Seen, role: str) -> None:
        """Take a line of the head, with its role."""
        if len(self.head) < MOST_LINES:
            self.head.append(one)
            self.roles += role
        else:
            self.further.append(one.block.text)

    def add_byline(self, text: str) -> None:
        """Take a line of roles and names, or a source."""
        opened = bylines.run_in(text)
        if opened.source and not opened.rest and self.body and not opened.byline:
            self.add_sign(text)
            return
        if opened.source and not opened.rest:
            self.add_source(opened.source)
            if opened.byline:
                self._sign(opened.byline)
            return
        self._sign(byline_of(text))

    def add_source(self, text: str) -> None:
        """Take 本报讯 and the like."""
        self.source = f"{self.source} {text}" if self.source else text

    def _sign(self, byline: Byline) -> None:
        if self.byline is None:
            self.byline = byline
        else:
            raw = f"{self.byline.raw}\n{byline.raw}"
            self.byline = Byline(raw=raw, roles=self.byline.roles + byline.roles)

    def add_picture(self, caption: str) -> None:
        """Keep a picture whose caption is whole, and its place."""
        self.pictures.append(Picture(caption=caption, place=len(self.body)))
        self.between.append("caption")

    def add_caption(self, text: str) -> None:
        """Keep a picture's place; a credit below its caption belongs to it."""
        last = self.pictures[-1] if self.pictures else None
        here = (
            last is not None and last.place == len(self.body) and self.between[-1:] == ["caption"]
        )
        if last and here and breaks_off(last.caption, text):
            self.pictures[-1] = replace(last, caption=last.caption + text)
            return
        if last and here and is_credit(text):
            self.pictures[-1] = replace(last, caption=f"{last.caption} {text}")
            self.between.append("caption")
        else:
            self.add_picture(text)

    def add_printed_caption(self, one: Seen) -> None:
        """Keep the caption of a picture of its own; who took it may end it."""
        text, credit = with_credit(one.block.text)
        self.pictures.append(Picture(caption=text, credit=credit, place=len(self.body)))
        self.between.append("caption")

    def add_credit(self, one: Seen) -> bool:
        """Take who made a picture, when a line of its own below the caption says so."""
        last = self.pictures[-1] if self.pictures else None
        if last is None or last.credit or self.between[-1:] != ["caption"]:
            return False
        said = (
            one.traits & _MADE
            or CREDIT_LATIN.search(one.block.text)
            or _MADE_BY.search(one.block.text)
        )
        if not said or one.size > _MAKER:
            return False
        self.pictures[-1] = replace(last, credit=one.block.text)
        return True

    def add_sign(self, text: str) -> None:
        """Keep who signed at the end; roles and names in brackets are the byline."""
        byline = bylines.parse_byline(text, strict=True) if text[0] in "（(" else None
        if byline and self.byline is None:
            self._sign(byline)
            return
        self.signature = f"{self.signature}\n{text}" if self.signature else text

    def add_jump(self, text: str) -> None:
        """Keep where the story goes on or came from."""
        page = _JUMP_PAGE.search(text)
        kind = "from" if JUMP_FROM.search(text) else "to"
        raw = f"{self.jump.raw} {text}" if self.jump else text
        self.jump = Jump(
            type="from" if kind == "from" else "to",
            page=(page[1] or page[2]) if page else "",
            raw=raw,
        )

    def add_text(self, one: Seen, kind: BlockKind, indented: bool | None) -> Joint | None:
        """Take a block of the body; return the seam when it may go on from the last one."""
        text = one.block.text
        lead = one.block.printed.lead if one.block.printed else ""
        first = self.only_notes if one.block.printed else self.empty
        if kind == "para" and first and (one.traits & OPENED or lead):
            opened = bylines.run_in(text)
            printed = self._by_print(one)
            if printed:
                text = printed
            elif opened.found:
                self._open(opened)
                text = opened.rest
        if kind == "verse" and not self.empty and rows.signs_verse(text):
            self.add_sign(text)
            return None
        if not text:
            return None
        seam, ended = None, self.ended
        self.ended = one.block.ended
        may, self.reach = self._may_go_on(one, kind), one.block.reach
        if may:
            opens = None if one.traits & OPENED else False
            last = self.body[-1].text
            if ended and indented is not False:
                last = f"{last[:-1]}。"  # the page has no full stops: its comma ends a sentence
            known = one.block.printed
            if known and known.goes_on is False:
                self.body.append(_block(one, kind, text))
                self.group, self.between = one.block.group, []
                return None
            seam = weigh_seam(
                last,
                text,
                indented=indented,
                between=self.between,
                opens=opens,
                pairs=self.pairs,
            )
            if seam.joined:
                self._join(one, text)
                return seam
        same = bool(self.body) and self.group == one.block.group
        if kind in _MERGED and self.body and self.body[-1].kind == kind and same:
            lines = rows.printed_lines(one, kind) if kind == "verse" else [text]
            self._append_line(one, "\n".join(lines))
        else:
            self._append(one, kind, text)
        self.between = [kind] if kind == "crosshead" else []
        return seam

    def _by_print(self, one: Seen) -> str:
        """Take a byline that only its face tells from the text; return the text behind it."""
        lead = one.block.printed.lead if one.block.printed else ""
        if not lead or self.byline is not None:
            return ""
        byline = bylines.parse_byline(lead) if lead.isascii() else None
        if byline is None and lead.startswith("By "):
            byline = Byline(raw=lead)
        if byline is None and (names := bylines.names_only(lead)):
            byline = Byline(raw=lead, roles=(Credit(role="", names=names),))
        if byline is None:
            return ""
        self._sign(byline)
        return one.block.text[len(lead) :].lstrip()

    def _may_go_on(self, one: Seen, kind: BlockKind) -> bool:
        """Tell whether a block may be the rest of the last one: it opens no item, no turn."""
        last = self.body[-1].kind if self.body else None
        if kind == "para" and last != "list":
            return last in {"para", "qa", "note"}
        if last is None or kind not in {"para", "list", "qa"} or kind not in {"para", last}:
            return False
        row = rows.RowEnd(text=self.body[-1].text, reach=self.reach, wide=self.wide)
        if kind == "para":
            return rows.may_open_text(row, one.block.text, self.pairs)
        return rows.row_goes_on(row, one, self.pairs)

    def _open(self, opened: bylines.RunIn) -> None:
        if opened.source:
            self.add_source(opened.source)
        if opened.byline:
            self._sign(opened.byline)

    def _join(self, one: Seen, text: str) -> None:
        last = self.body[-1]
        joined, cut, out = join(last.text, text, self.pairs)
        self.spent.append(out)
        if (
            len(self.body) == 1
            and self.byline is None
            and (opened := bylines.run_in(joined)).byline
        ):
            self._open(opened)  # it was cut in two
            joined = opened.rest
        self.body[-1] = Block(
            kind=last.kind,
            text=joined,
            lines=(last.lines[0], one.block.last),
            cuts=(*last.cuts, cut),
        )
        self.between = []

    def _append(self, one: Seen, kind: BlockKind, text: str) -> None:
        """Keep a block; lines that were put together are rows, or verse, again."""
        if kind == "list":
            self.body += [_block(one, kind, row) for row in rows.printed_lines(one, kind)]
        else:
            text = "\n".join(rows.printed_lines(one, kind)) if kind == "verse" else text
            self.body.append(_block(one, kind, text))
        self.group = one.block.group

    def _append_line(self, one: Seen, text: str) -> None:
        last = self.body[-1]
        lines = (last.lines[0], one.block.last)
        parts = "\n\n" if one.block.printed and one.block.gap else "\n"  # white between stanzas
        self.body[-1] = Block(kind=last.kind, text=f"{last.text}{parts}{text}", lines=lines)

    def _close_body(self) -> None:
        """Take byline or signature off the last paragraph's end."""
        if not self.body or self.body[-1].kind not in {"para", "qa", "list"}:
            return
        last = self.body[-1]
        text, jump = _split_jump(last.text)
        if jump and self.jump is None:
            self.add_jump(jump)
        else:
            text = last.text
        alone = last.kind != "list" or not any(
            bylines.tail(b.text)[0] != b.text for b in self.body[:-1]
        )
        rest, byline, signature = bylines.tail(text) if alone else (text, None, "")
        if byline and self.byline is not None:
            signature = byline.raw
        elif byline:
            self.byline = byline
        if signature:
            self.signature = f"{signature}\n{self.signature}".strip()
        if rest != last.text:
            self.body[-1] = Block(kind=last.kind, text=rest, lines=last.lines, cuts=last.cuts)

    def _only_table(self) -> bool:
        """Tell whether it is a table without a head, or services with their numbers."""
        tables = bool(self.body) and all(b.kind == "table" for b in self.body)
        if not tables or self.byline or self.source or self.pictures or self.jump:
            return False
        return not self.head or all(rows.counts_only(block.text) for block in self.body)

    def _table(self) -> Info:
        heads = [s.block.text for s in self.head] + self.further
        table = [row for block in self.body for row in rows.table_rows(block.text)]
        copy = (*heads, *table, *filter(None, [self.signature]))
        return Info(id="", copy=copy, lines=self.lines)

    def finished(self) -> Article | Photo | Info:
        """Return the story, without an id.

        A head with nothing but a picture is a photo, with nothing but a table service text.
        """
        self._close_body()
        if self._only_table():
            return self._table()
        lines, standfirst = without_standfirst(self.head)
        head = read_head([one.block.text for one in lines], self.roles[: len(lines)], self.further)
        bare = not (self.body or self.byline or self.source or self.signature or self.jump)
        if bare and self.pictures and len(self.pictures) == 1:
            parts = [s.block.text for s in self.head] + self.further + [self.pictures[0].caption]
            picture = Picture(caption="\n".join(parts), credit=self.pictures[0].credit)
            return Photo(id="", picture=picture, lines=self.lines)
        return Article(
            id="",
            section=head.section,
            kicker=head.kicker,
            headline=head.headline,
            deck=head.deck,
            standfirst=standfirst,
            source=self.source,
            byline=self.byline,
            body=tuple(rows.regrouped(self.body)),
            pictures=tuple(self.pictures),
            signature=self.signature,
            jump=self.jump,
            lines=self.lines,
        )


def _block(one: Seen, kind: BlockKind, text: str) -> Block:
    """Return a block of the body, with the places where columns cut it."""
    lines = (one.block.first, one.block.last)
    return Block(kind=kind, text=text, lines=lines, cuts=one.block.cuts)


def _split_jump(text: str) -> tuple[str, str]:
    match = _JUMP_END.search(text)
    return (
        (text[: match.start()].rstrip(), match.group()) if match and match.start() else (text, "")
    )
