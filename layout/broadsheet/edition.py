"""The edition: what is on the page.

Frozen values, made by ``parse``, by the readers in ``formats`` or by hand, and checked when they
are made; read by ``makeup``, ``proof`` and ``lint``.  Knows nothing of files, layout or type.
All scalars are text; absent facts are empty strings.  ``passages`` is the one statement of
reading order that the page, its tags and its proof follow.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal

from broadsheet.errors import EditionError, Finding, Where
from broadsheet.models import Wanted, defaults, encodable, frozen, names, wanted

BlockKind = Literal["para", "crosshead", "note", "list", "verse", "qa", "table", "pull"]
Treatment = Literal["", "framed", "upright", "brief"]
Role = Literal[
    "masthead", "section", "kicker", "headline", "deck", "standfirst", "source", "byline",
    "para", "crosshead", "note", "list", "verse", "qa", "table", "pull",
    "ruby", "caption", "credit", "signature", "jump", "ad", "notice", "info", "folio",
]  # fmt: skip
# as English papers print a date, whatever the machine's locale
MONTHS: tuple[str, ...] = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
Script = Literal["", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]  # BCP 47: whose forms are printed
InlineKind = Literal["dot", "name", "title", "ruby", "note", "wide"]
# What may stand on the same characters, in this order: of a line and a wave only one.
_TOGETHER: tuple[InlineKind, ...] = ("ruby", "name", "title", "dot")


@cache
def _wanted(cls: Any) -> tuple[Wanted, ...]:
    return wanted(cls)


@cache
def _fields(cls: Any) -> tuple[tuple[str, object, bool, Wanted], ...]:
    """Return a model's fields: name, default, whether it takes a text alone, what it takes."""
    return tuple(
        (one.name, default, one.types == (str,) and not one.many, one)
        for one, default in zip(_wanted(cls), defaults(cls), strict=True)
    )


def _check(made: Any) -> None:
    """Refuse a value that is not of its field's kind, where it is made and not pages later."""
    texts = []  # nearly all that editions hold: asked in one go
    for name, default, plain, field in _fields(made.__class__):
        value = getattr(made, name)
        if value is default:  # most fields of most models
            continue
        if plain and value.__class__ is str:
            texts.append(value)
        else:
            _check_field(made, field, value)
    if not encodable("".join(texts)):
        for field in _wanted(made.__class__):
            _check_field(made, field, getattr(made, field.name))


def _check_field(made: Any, field: Wanted, value: Any) -> None:
    """Refuse a field's value that is of another kind, or holds half a character."""
    if not field.fits(value):
        shown = repr(value)
        told = shown if len(shown) <= 60 else f"{shown[:60]} …"
        message = f"{type(made).__name__}.{field.name}: {told} is not {field}"
        raise EditionError(message, hint=_hint(field, value))
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and not encodable(text):
            message = f"{type(made).__name__}.{field.name}: half of a surrogate pair"
            raise EditionError(message, hint="write the character itself")


def _hint(field: Wanted, value: object) -> str:
    """Return what to write where a tuple is wanted; of anything else the kind says it."""
    if not field.many:
        return ""
    inner = field.types[0].__name__
    if inner in ("str", "int"):
        return "write (…,)"
    return f"write ({inner}({'text=' if isinstance(value, str) and inner == 'Block' else ''}…),)"


@frozen(kw_only=True, check=_check)
class Ear:
    """The block beside the nameplate (报眼)."""

    promo: str = ""
    caption: str = ""  # of the QR code
    src: str = ""  # the code's picture; empty: it is drawn from ``url``, or a place is kept
    url: str = ""  # the address that the code stands for


@frozen(kw_only=True, check=_check)
class Masthead:
    """Facts of the masthead (报头) and imprint, each as printed; ``date`` is ISO 8601."""

    name: str = ""
    name_en: str = ""
    date: str = ""
    weekday: str = ""
    lunar: str = ""
    issue_number: str = ""
    total_issue: str = ""
    cn_code: str = ""
    issn: str = ""
    postal_code: str = ""  # 邮发代号
    postcode: str = ""  # 邮编
    website: str = ""
    email: str = ""
    address: str = ""
    phone: str = ""
    hotline: str = ""
    pages: str = ""
    price: str = ""
    weather: str = ""
    slogan: str = ""
    sponsor: str = ""
    supervisor: str = ""
    publisher: str = ""
    permit: str = ""
    other: str = ""  # its further words, each piece parted by a full-width space
    ear: Ear = Ear()

    def facts(self) -> dict[str, str]:
        """Return the facts that are there, by key, the ear's as ``ear_promo`` and so on."""
        found = {name: getattr(self, name) for name in names(self) if name != "ear"}
        found |= {"ear_promo": self.ear.promo, "ear_caption": self.ear.caption}
        return {key: value for key, value in found.items() if value}


@frozen(kw_only=True, check=_check)
class Credit:
    """One role of a byline and who held it."""

    role: str  # 记者, 通讯员, 见习记者 …
    names: tuple[str, ...]


@frozen(kw_only=True, check=_check)
class Byline:
    """Who wrote it: ``raw`` is what is printed."""

    raw: str
    roles: tuple[Credit, ...] = ()


@frozen(kw_only=True, check=_check)
class Cut:
    """Where a column's end cut the source: the characters before and after it."""

    before: str
    after: str


def together(words: Sequence[str]) -> tuple[InlineKind, ...]:
    """Return kinds that stand on the same characters, in order; none where they can't.

    >>> together(["dot", "name"]), together(["name", "title"])
    (('name', 'dot'), ())
    """
    kinds = tuple(kind for kind in _TOGETHER if kind in words)
    fit = len(kinds) == len(words) and not {"name", "title"} <= set(kinds)
    return kinds if fit else ()


def _check_inline(made: "Inline") -> None:
    """Refuse kinds that don't stand on the same characters."""
    _check(made)
    if made.also and together((made.kind, *made.also)) != (made.kind, *made.also):
        shown = "+".join((made.kind, *made.also))
        hint = "write ruby, name or title, then dot: of a line and a wave only one"
        raise EditionError(f"Inline: {shown} do not stand on the same characters", hint=hint)


@frozen(check=_check_inline)
class Inline:
    """What is marked inside a text, by the characters ``start`` to ``end`` of it."""

    kind: InlineKind
    start: int
    end: int
    reading: str = ""  # of ruby: printed copy, as the text is
    also: tuple[str, ...] = ()  # on the same characters: a name's line, a title's wave, dots


@frozen(kw_only=True, check=_check)
class Block:
    """A paragraph or its like; a table's rows are lines of ``text``, cells split by tabs."""

    kind: BlockKind = "para"
    text: str
    inlines: tuple[Inline, ...] = ()  # in order, none in another
    lines: tuple[int, ...] = ()  # of the source: first and last
    cuts: tuple[Cut, ...] = ()


@frozen(kw_only=True, check=_check)
class Picture:
    """A picture of a story; without ``src`` its place is kept."""

    src: str = ""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    focus: str = ""  # "40% 30%" of width and height, kept visible when cropped
    place: int = 0  # how many blocks of the body come before it


@frozen(kw_only=True, check=_check)
class Jump:
    """A line that leads to or from another page (转版)."""

    type: Literal["to", "from"]
    page: str = ""
    raw: str = ""


@frozen(kw_only=True, check=_check)
class Article:
    """A story with its head."""

    id: str
    section: str = ""  # column tag (栏目题)
    kicker: str = ""  # 引题
    headline: str = ""
    deck: str = ""  # 副题
    standfirst: str = ""  # 提要
    source: str = ""  # 本报讯, 新华社北京8月1日电
    byline: Byline | None = None
    body: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    signature: str = ""
    jump: Jump | None = None
    rank: int = 0  # the editor's, on its page; 0: as it comes (what draws a page obeys it)
    page: int = 0  # the page it is wanted on, counted from 1; 0: where it goes best
    treatment: Treatment = ""  # how it is wanted on a page that draws itself
    lines: tuple[int, ...] = ()
    kind: Literal["article"] = "article"


@frozen(kw_only=True, check=_check)
class Advert:
    """An advertisement: its own picture, or lines of text."""

    id: str
    name: str = ""  # who advertises; for selecting, not printed
    copy: tuple[str, ...] = ()
    src: str = ""
    alt: str = ""
    size: str = ""  # that was sold, by its name in a spec (通栏)
    rank: int = 0  # the editor's, on its page; 0: as it comes (what draws a page obeys it)
    page: int = 0  # the page it is wanted on, counted from 1; 0: where it goes best
    lines: tuple[int, ...] = ()
    kind: Literal["ad"] = "ad"


@frozen(kw_only=True, check=_check)
class Notice:
    """A public notice (公告, 声明, 遗失)."""

    id: str
    title: str = ""
    copy: tuple[str, ...] = ()
    rank: int = 0  # the editor's, on its page; 0: as it comes (what draws a page obeys it)
    page: int = 0  # the page it is wanted on, counted from 1; 0: where it goes best
    lines: tuple[int, ...] = ()
    kind: Literal["notice"] = "notice"


@frozen(kw_only=True, check=_check)
class Photo:
    """A picture that stands alone."""

    id: str
    picture: Picture
    rank: int = 0  # the editor's, on its page; 0: as it comes (what draws a page obeys it)
    page: int = 0  # the page it is wanted on, counted from 1; 0: where it goes best
    lines: tuple[int, ...] = ()
    kind: Literal["photo"] = "photo"


@frozen(kw_only=True, check=_check)
class Info:
    """Service text: hotlines, indexes, weather."""

    id: str
    title: str = ""
    copy: tuple[str, ...] = ()
    rank: int = 0  # the editor's, on its page; 0: as it comes (what draws a page obeys it)
    page: int = 0  # the page it is wanted on, counted from 1; 0: where it goes best
    lines: tuple[int, ...] = ()
    kind: Literal["info"] = "info"


Item = Article | Advert | Notice | Photo | Info


@frozen(kw_only=True, check=_check)
class EditionPage:
    """One page's items in reading order, and what its folio line says."""

    folio: str = ""
    section: str = ""
    editors: str = ""
    items: tuple[Item, ...] = ()


@frozen()
class FactPlace:
    """Where an edition says a fact of its masthead."""

    key: str
    where: Where


@frozen(kw_only=True, check=_check, apart=frozenset({"findings", "reading", "spec_at", "facts_at"}))
class Edition:
    """A day's paper: the masthead and its pages."""

    masthead: Masthead = Masthead()
    pages: tuple[EditionPage, ...] = ()
    spec: str = ""  # name or file of the layout spec that the edition asks for
    spec_at: Where | None = None  # where it says so
    facts_at: tuple[FactPlace, ...] = ()
    script: Script = ""  # empty: told from the copy
    folder: str = ""  # where relative picture names are looked up; empty: nowhere
    roots: tuple[str, ...] = ()  # more folders for them
    findings: tuple[Finding, ...] = ()  # what reading it doubted
    reading: float | None = None  # how well its raw page was read, 0 to 1; of several the worst

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all pages, in reading order."""
        return tuple(item for page in self.pages for item in page.items)


@frozen()
class Passage:
    """A stretch of copy that is printed in one piece."""

    item: str  # id of the item; "masthead" for the masthead
    role: Role
    text: str
    block: int = -1  # index into the body, pictures or lines; -1 where there is one only


def passages(edition: Edition) -> Iterator[Passage]:
    """Yield all copy of an edition in reading order (DESIGN: the edition).

    Masthead, then items.  In an article: section, kicker, headline, deck, standfirst, the
    pictures placed before the body, source, byline, body with pictures at their places, signature,
    jump.  The readings of a block's rare characters follow it.
    """
    for key, value in edition.masthead.facts().items():
        yield Passage("masthead", "masthead", value, list(edition.masthead.facts()).index(key))
    for item in edition.items:
        yield from item_passages(item)


def item_passages(item: Item) -> Iterator[Passage]:
    """Yield the copy of one item in reading order."""
    if isinstance(item, Article):
        yield from _article_passages(item)
    elif isinstance(item, Photo):
        yield from _picture_passages(item.id, item.picture, 0)
    else:
        role: Role = item.kind
        if not isinstance(item, Advert) and item.title:
            yield Passage(item.id, role, item.title)
        for n, line in enumerate(item.copy):
            yield Passage(item.id, role, line, n)


def _article_passages(story: Article) -> Iterator[Passage]:
    head: tuple[tuple[Role, str], ...] = (
        ("section", story.section),
        ("kicker", story.kicker),
        ("headline", story.headline),
        ("deck", story.deck),
        ("standfirst", story.standfirst),
    )
    yield from (Passage(story.id, role, text) for role, text in head if text)
    yield from _pictures_at(story, 0)
    if story.source:
        yield Passage(story.id, "source", story.source)
    if story.byline and story.byline.raw:
        yield Passage(story.id, "byline", story.byline.raw)
    for n, block in enumerate(story.body):
        if n:
            yield from _pictures_at(story, n)
        yield Passage(story.id, block.kind, block.text, n)
        if readings := readings_of(block):
            yield Passage(story.id, "ruby", readings, n)
    if story.body:
        yield from _pictures_at(story, len(story.body))
    if story.signature:
        yield Passage(story.id, "signature", story.signature)
    if story.jump and story.jump.raw:
        yield Passage(story.id, "jump", story.jump.raw)


def readings_of(block: Block) -> str:
    """Return the readings beside a block's characters: one passage that follows its text."""
    return " ".join([inline.reading for inline in block.inlines if inline.reading])


def _pictures_at(story: Article, place: int) -> Iterator[Passage]:
    last = len(story.body)
    for n, picture in enumerate(story.pictures):
        if min(picture.place, last) == place:
            yield from _picture_passages(story.id, picture, n)


def _picture_passages(item: str, picture: Picture, n: int) -> Iterator[Passage]:
    if picture.caption:
        yield Passage(item, "caption", picture.caption, n)
    if picture.credit:
        yield Passage(item, "credit", picture.credit, n)
