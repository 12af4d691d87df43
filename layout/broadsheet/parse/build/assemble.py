"""Labelled blocks to masthead, page and items.

Takes blocks with their labels in source order; returns the edition, the seams that were
weighed and a count of all characters that were kept.  Every block ends up somewhere: what
has no story is service text.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from broadsheet.edition import (
    Article,
    BlockKind,
    Edition,
    EditionPage,
    Info,
    Item,
    Photo,
    Picture,
    item_passages,
)  # fmt: skip
from broadsheet.errors import Finding, Where
from broadsheet.models import field, record, replace
from broadsheet.parse.build.full_width import wide_item, wide_masthead
from broadsheet.parse.build.head_features import WITHIN, HeadsIn
from broadsheet.parse.build.head_roles import NO_ROLES, OPENS, RoleWeights, head_roles
from broadsheet.parse.build.imprint import Imprint, hotline_in
from broadsheet.parse.build.joins import Joint
from broadsheet.parse.build.picture_seams import Pictured, is_news, news_by_rule, whole_caption
from broadsheet.parse.build.rows import page_measure
from broadsheet.parse.build.service import KINDS, SmallItem, openings, together
from broadsheet.parse.build.stories import OPENED, Draft
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text import bylines
from broadsheet.parse.text.continuation import goes_on
from broadsheet.parse.text.pairs import Pairs
from broadsheet.parse.text.patterns import JUMP_FROM, JUMP_HEAD, NOTE_AHEAD
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_BODY: dict[str, BlockKind] = {
    "para": "para", "cross": "crosshead", "note": "note", "list": "list", "verse": "verse",
    "qa": "qa", "table": "table",
}  # fmt: skip
_FACTS = frozenset({"name", "name_en", "slogan", "ear", "earcap"})
_MOTTOS = frozenset({"slogan", "ear", "earcap"})
_MASTHEAD = 60  # blocks of facts that are read as one; no masthead has more
_ID_LETTERS = 8
_COPY = 8  # characters behind a byline that are no name
_INDENT = 2  # half ems that open a paragraph
_DOUBT = 0.6  # confidence below which the next best label may be right
_SURE = 0.7  # confidence of a label that is evidence by itself
_DATED = frozenset({"date", "issue_number"})  # what a line with the name may say too
_END = 400  # characters of a text's end that tell how it goes on


@record(kw_only=True)
class Assembly:
    """A page while its blocks come in."""

    file: str
    indents: bool = False  # whether the page's paragraphs are indented
    roles: RoleWeights = NO_ROLES  # of the lines of heads
    seams: Mapping[str, float] = field(default_factory=dict)  # between small items
    wide: int = 0  # half ems: the measure that its lines were broken at, 0 for none
    pairs: Pairs = field(default_factory=Pairs)
    imprint: Imprint = field(default_factory=Imprint)
    items: list[Item | None] = field(default_factory=list)  # None: the story in hand
    slot: int = 0  # where the story in hand belongs: advertisements may interrupt it
    ids: Counter[str] = field(default_factory=Counter)
    draft: Draft | None = None
    torn: list[tuple[Draft, int]] = field(default_factory=list)  # stories that break off, places
    run: SmallItem | None = None  # one ad, notice or info
    facts: list[Seen] = field(default_factory=list)
    after: str = ""  # the label before
    whole: bool = False  # captions come put together
    doubts: list[Finding] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)  # characters of all that was kept

    def take(
        self, seen: Sequence[Seen], labels: Sequence[Label], start: int, stop: int
    ) -> dict[int, Joint]:
        """Put the blocks from ``start`` to ``stop`` where their labels say.

        Returns the seams that were weighed, by the number of the block that may go on,
        counted from ``start``.
        """
        self.indents = _indents(seen, labels)
        self.wide = page_measure(seen)
        seams: dict[int, Joint] = {}
        follows = [*(label.name for label in labels[1:]), ""]
        kinds = list(map(_kind, seen, labels, follows))
        opened = openings(seen, kinds, self.seams)
        roles = head_roles(HeadsIn(seen=seen, kinds=kinds, pairs=self.pairs), self.roles)
        self.whole = opened is not None
        for n, until in together(kinds, opened, start, stop):
            one, kind, follow = self._whole(seen[n:until]), kinds[n], follows[until - 1]
            if n and _apart(seen[n - 1], one):
                self.close_run()
                self.close_story()
            opens = None if opened is None else n in opened
            if self.run and (kind != self.run.kind or self.run.ends_before(one, opens=opens)):
                self.close_run()
            if kind != "fact" or len(self.facts) == _MASTHEAD:
                self.close_facts()
            if _belongs_ahead(one, kind, follow):
                self.open_ahead()
            if kind == "caption" and n and _own_news(self, one, seen[n - 1], follow):
                self.close_story()
            if kind == "head":
                _put_head(self, one, roles[n])
            elif seam := _put(self, one, kind, sure=labels[n].confidence >= _SURE):
                seams[n - start] = seam
            self.after = kind
        self._count_spent()
        return seams

    def _whole(self, pieces: Sequence[Seen]) -> Seen:
        """Return a block, or the pieces of a caption as one."""
        if len(pieces) == 1:
            return pieces[0]
        whole, spent = whole_caption(pieces, self.pairs)
        self.imprint.spent.append(spent)
        return whole

    def take_unread(self, lines: Mapping[int, str]) -> None:
        """Keep lines, by their numbers, as one service text without asking what they are."""
        self.close_facts()
        self.close_run()
        self.close_story()
        span = (min(lines), max(lines))
        self.keep(Info(id=self.name("info", ""), copy=tuple(lines.values()), lines=span))

    def finished(self) -> Edition:
        """Return the edition when all blocks have come in."""
        self.close_facts()
        self.close_run()
        self.close_story()
        for draft, slot in self.torn:
            self._finish(draft, slot)
        masthead = wide_masthead(self.imprint.finished(self.file))
        self._count_spent()
        facts = self.imprint.page
        page = EditionPage(
            folio=facts.get("folio", ""),
            section=facts.get("section", ""),
            editors=facts.get("editors", ""),
            items=tuple(item for item in self.items if item),
        )
        return Edition(masthead=masthead, pages=(page,))

    @property
    def lines(self) -> dict[str, int]:
        """Where each fact of the masthead stood."""
        return self.imprint.lines

    @property
    def findings(self) -> Sequence[Finding]:
        """What reading the masthead and the small items doubted."""
        return (*self.imprint.findings, *self.doubts)

    def name(self, kind: str, words: str) -> str:
        """Make an id: the first letters of the headline, or kind and rank."""
        base = "".join(c for c in words if c.isalnum())[:_ID_LETTERS].lower()
        self.ids[kind] += 1
        base = base or f"{kind}-{self.ids[kind]}"
        self.ids[f"={base}"] += 1
        again = self.ids[f"={base}"]
        return base if again == 1 else self.name_again(base, again)

    def name_again(self, base: str, again: int) -> str:
        """Tell two items of one name apart."""
        while self.ids[f"={base}-{again}"]:
            again += 1
        self.ids[f"={base}-{again}"] += 1
        return f"{base}-{again}"

    def keep(self, item: Item, slot: int | None = None) -> None:
        """Count an item's characters, and keep it with its marks at full width."""
        self.written.update("".join([passage.text for passage in item_passages(item)]))
        if slot is None:
            self.items.append(wide_item(item))
        else:
            self.items[slot] = wide_item(item)

    def _count_spent(self) -> None:
        self.written.update("".join(self.imprint.spent))
        self.imprint.spent.clear()

    def close_story(self) -> None:
        """Finish the story in hand."""
        if self.draft is None:
            return
        if self.draft.torn:
            self.torn.append((self.draft, self.slot))
        else:
            self._finish(self.draft, self.slot)
        self.draft = None

    def _finish(self, draft: Draft, slot: int) -> None:
        self.written.update("".join(draft.spent))
        story = draft.finished()
        words = story.headline if isinstance(story, Article) else ""
        kind = "story" if isinstance(story, Article) else story.kind
        self.keep(replace(story, id=self.name(kind, words)), slot)

    def resume(self, one: Seen) -> None:
        """Take a story up again whose sentence goes on here, behind a part of another story."""
        text, last = one.block.text, self.draft.last_text if self.draft else ""
        opens = one.block.indent >= _INDENT if self.indents else not one.block.gap
        torn_here = self.draft is not None and self.draft.torn
        if not self.torn or opens or (torn_here and goes_on(last[-_END:], text, self.pairs)):
            return
        fits = [
            n
            for n, (d, _) in enumerate(self.torn)
            if goes_on(d.last_text[-_END:], text, self.pairs)
        ]
        alone = not torn_here and self.indents and len(self.torn) == 1 and one.block.gap > 0
        if not fits and not alone:
            return
        draft, slot = self.torn.pop(fits[-1] if fits else 0)
        self.close_story()
        self.draft, self.slot = draft, slot
        draft.between = []

    def open_story(self) -> Draft:
        """Finish the story in hand and begin another at this place."""
        self.close_story()
        self.slot = len(self.items)
        self.items.append(None)
        self.draft = Draft(pairs=self.pairs, wide=self.wide)
        return self.draft

    def open_ahead(self) -> None:
        """Begin a story with a note or a jump line that stands before its head."""
        if self.draft is None or not self.draft.only_notes:
            self.open_story()

    def close_run(self) -> None:
        """Finish the lines of an advertisement, a notice or service text."""
        run, self.run = self.run, None
        if run is None:
            return
        item = run.finished(self.name(run.kind, ""))
        if not any(map(str.isalnum, "".join(item.copy))):  # marks alone are no item
            self.imprint.left += [(line, run.first_line) for line in item.copy]
            return
        if run.kind == "ad" and isinstance(item, Info):
            message = f"service text, perhaps an advertisement: {item.copy[0][:16]}"
            where = Where(self.file, run.first_line)
            self.doubts.append(Finding(level="note", code="doubtful", message=message, where=where))
        self.keep(item)
        hotline = hotline_in(item.copy) if isinstance(item, Info) else ""
        if hotline:
            self.imprint.masthead.setdefault("hotline", hotline)

    def close_facts(self) -> None:
        """Read the fact lines in hand."""
        if self.facts:
            self.imprint.read(self.facts, self.file)
            self.facts = []


def _apart(before: Seen, one: Seen) -> bool:
    """Tell whether a printed page shows two blocks as parts of two items."""
    a, b = before.block.printed, one.block.printed
    return a is not None and b is not None and a.item != b.item


def _belongs_ahead(one: Seen, kind: str, follow: str) -> bool:
    """Tell whether a block before a head belongs to that head's story."""
    if follow not in {"head", "para"} or kind not in {"note", "jump"}:
        return False
    if kind == "note":
        return follow == "head" and bool(NOTE_AHEAD.match(one.block.text))
    return bool(JUMP_FROM.search(one.block.text))


def _kind(one: Seen, label: Label, follow: str) -> str:
    """Return a block's label; the next best one for a doubted label that can't be.

    A fact tells something that is known of mastheads, a head has a text below it.  The title of
    a picture that is news by itself, with the picture's caption after it, names no page.
    """
    if label.name == "folio" and follow == "caption" and T.PICTURE_REPORT in one.traits:
        return "head"
    if label.confidence >= _DOUBT:
        return label.name
    no_fact = label.name == "fact" and not one.facts and label.second in _FACTS
    no_head = label.name == "head" and T.NEXT_END in one.traits and label.second in KINDS
    return label.second if no_fact or no_head else label.name


def _own_news(page: Assembly, one: Seen, last: Seen, follow: str) -> bool:
    """Tell whether a picture while a story is in hand is news by itself."""
    draft = page.draft
    if draft is None or one.block.printed or draft.titles_picture:
        return False
    text = "" if draft.empty else draft.body[-1].text
    by_rule = news_by_rule(one, after=page.after, follow=follow, text=text)
    pictured = Pictured(
        last=last, one=one, after=page.after, follow=follow, bare=draft.empty,
        pictures=len(draft.pictures), by_rule=by_rule,
    )  # fmt: skip
    return is_news(pictured, page.seams)


def _put(page: Assembly, one: Seen, kind: str, *, sure: bool) -> Joint | None:
    text = one.block.text
    if kind == "byline" and T.RUNIN in one.traits and len(bylines.run_in(text).rest) > _COPY:
        kind = "para"  # copy follows the byline
    dated = kind == "name" and any(fact.key in _DATED for fact in one.facts)
    if kind == "fact" or dated or (kind in _MOTTOS and T.FACTS in one.traits):  # taken for others
        page.facts.append(one)
    elif kind in _FACTS:
        page.imprint.take(kind, text, one.block.first)
    elif kind == "folio":
        page.imprint.read_folio(one, page.file)
    elif kind in KINDS:
        page.run = page.run or SmallItem(kind=kind)
        page.run.add(one, sure=sure and not one.block.printed)
        if page.draft and page.draft.between[-1:] != [kind]:
            page.draft.between.append(kind)
    elif kind in _BODY:
        pulled = kind == "note" and one.block.printed and one.block.printed.part == "pull"
        return _put_text(page, one, "pull" if pulled else _BODY[kind])
    elif kind == "caption" and page.draft is None and not one.block.printed:
        picture = Picture(caption=text)
        lines = (one.block.first, one.block.last)
        page.keep(Photo(id=page.name("photo", ""), picture=picture, lines=lines))
    else:
        _put_line(page, one, kind)
    return None


def _put_head(page: Assembly, one: Seen, role: str) -> None:
    draft = page.draft
    goes_on = draft is not None and draft.only_notes and page.after in {"head", *WITHIN}
    if draft is not None and draft.head:
        goes_on = goes_on and role not in OPENS
    elif page.after == "caption" and one.block.gap:
        goes_on = False  # a picture with a title is an item by itself, white parts it from the next
    if draft is None or not goes_on:
        draft = page.open_story()
    draft.add_head(one, role)
    draft.touch(one)


def _put_text(page: Assembly, one: Seen, kind: BlockKind) -> Joint | None:
    if kind == "para" and not one.block.printed and not one.traits & OPENED:
        page.resume(one)
    draft = page.draft
    came = JUMP_HEAD.match(one.block.text) if kind == "para" else None
    if came:
        if draft is None or not draft.only_notes:
            draft = page.open_story()
        draft.add_jump(came.group().strip())
        one = replace(one, block=replace(one.block, text=one.block.text[came.end() :]))
    opens = kind == "para" and one.traits & OPENED
    opened = opens and bylines.run_in(one.block.text).source
    ended = draft is not None and kind == "para" and draft.signed
    if draft is None or ended or (opened and not draft.empty and draft.body[-1].kind == "para"):
        draft = page.open_story()
    indented = one.block.indent >= 2 if page.indents else None
    if one.block.printed and one.block.printed.goes_on is False:
        indented = True
    draft.touch(one)
    return draft.add_text(one, kind, indented)


def _put_line(page: Assembly, one: Seen, kind: str) -> None:
    draft, text = page.draft or page.open_story(), one.block.text
    if kind == "caption" and draft.body and bylines.is_wire(text):
        kind = "sign"  # a picture's own brackets hold who took it
    if kind == "caption" and one.block.printed and one.block.printed.part == "caption":
        if one.block.gap or not draft.add_credit(one):
            draft.add_printed_caption(one)
        draft.touch(one)
        return
    steps: dict[str, Callable[[str], None]] = {
        "byline": draft.add_byline,
        "caption": draft.add_picture if page.whole else draft.add_caption,
        "sign": draft.add_sign,
        "jump": draft.add_jump,
    }
    steps[kind](text)
    draft.touch(one)


def _indents(seen: Sequence[Seen], labels: Sequence[Label]) -> bool:
    """Tell whether indents mean paragraphs here: many blocks of text have one, not all."""
    paras = [s for s, a in zip(seen, labels, strict=True) if a.name == "para"]
    texts = [s.block.indent >= 2 for s in paras]
    # where cut paragraphs go on with an indent, indents tell nothing
    goes_on = [two.block.indent >= 2 for one, two in pairwise(paras) if T.OPEN_END in one.traits]
    if goes_on and sum(goes_on) > 0.5 * len(goes_on):
        return False
    return sum(texts) >= 3 and sum(texts) >= 0.3 * len(texts)
