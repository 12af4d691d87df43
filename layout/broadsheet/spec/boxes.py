"""Styles and boxes: how kinds of text are set, and what each area of a map holds.

Frozen values that ``sheets`` brings together.  A box selects its item by rank, id or section
and holds no copy.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from broadsheet.display import INK, Colour
from broadsheet.errors import Finding, Where
from broadsheet.errors import Level as Gravity
from broadsheet.geometry import Rect
from broadsheet.models import field, frozen

Ornament = Literal["", "fret", "stepped", "beads"]
Icon = Literal["none", "phone"]
TableRules = Literal["three", "rows", "grid", "none", "leaders"]
Corner = Literal[
    "top-left", "top-middle", "top-right",
    "middle-left", "middle", "middle-right",
    "bottom-left", "bottom-middle", "bottom-right",
]  # fmt: skip
HeadAt = Corner | Literal["top", "bottom", "left", "right"]
PictureAt = Corner | Literal["top", "bottom", "none"]
QuoteAt = Corner | Literal["top", "bottom"]
CaptionAt = Literal["under", "left", "right"]
Repeat = Literal["headline", "kicker", "section", "none"]
Breaks = Literal["balance", "source"]
FitKind = Literal["head", "picture", "crosshead", "paragraph", "headline", "drop"]
BylineAt = Literal["start", "head", "end"]
NOWHERE = Where("spec")


@frozen()
class Share:
    """A part of the containing box, 1 being all of it (``%`` in a spec)."""

    of: float


Size = float | Share  # pt, or a part of the containing box


@frozen(kw_only=True)
class RowHeight:
    """Height of a row of the map: fixed rows, what its stories need, or what is left."""

    kind: Literal["rows", "auto", "fill"]
    rows: int = 0


@frozen(kw_only=True)
class MapRow:
    """One line of the map: a box name for each basic column, ``.`` for white."""

    cells: tuple[str, ...]
    height: RowHeight
    where: Where = NOWHERE


@frozen(kw_only=True)
class Selector:
    """Which item of the edition a box takes: by rank among its kind, by id or by section."""

    rank: int = 0  # counts from 1
    id: str = ""
    section: str = ""

    def __str__(self) -> str:
        return self.id or self.section or str(self.rank)


@frozen(kw_only=True)
class Rule:
    """A rule (线) between boxes or around one."""

    kind: str = "single"  # double, thick-thin, thin-thick, dotted, dashed, wave
    weight: float = 0.4  # pt, of its thickest line
    colour: Colour | None = None  # None: ink


@frozen(kw_only=True)
class Frame:
    """A frame (线框) along a box's edge: outer and inner line, or an ornamental border."""

    kind: str = "single"  # of its rule; any other takes no inner line
    weight: float = 0.5  # pt, outer line
    inner: float = 0.0  # pt, inner line; 0: none
    gap: float = 2.0  # pt, white between the two
    colour: Colour = INK
    ornament: Ornament = ""  # a border (花边) in place of the two lines
    depth: float = 9.5  # pt, of the ornament


@frozen(kw_only=True)
class Padding:
    """White between a box's edge and its content."""

    sides: float = 0.0  # pt
    head: float = 0.0  # pt
    foot: float = 0.0  # pt


@frozen(kw_only=True)
class HeadPlace:
    """Where a story's head stands: over it (盖文), in it (串文, 腰题, 文包) or beside it (竖题)."""

    at: HeadAt = "top"
    across: int = 0  # columns that it spans; 0: all
    vertical: bool = False
    rows: int = 0  # depth in rows; 0: what it needs
    width: float = 0.0  # pt, of a head beside the text
    rule: "Rule | None" = None  # under it

    @property
    def beside(self) -> bool:
        """Whether it has a block to itself, as deep as the text beside it."""
        return self.at in ("left", "right") and not self.rows


@frozen(kw_only=True)
class PicturePlace:
    """Where pictures of a story stand, and how many of them stand there side by side."""

    at: PictureAt = "top"
    columns: int = 0  # that the text leaves to it; 0: all at top or bottom, one elsewhere
    ratio: float = 0.0  # width : height; 0: the picture's own, or 5 : 3 for an empty place
    rows: int = 0  # depth without caption; 0: by ratio
    width: Size = Share(1.0)
    take: int = 0  # pictures that stand here; 0: one of a list, else all that are left
    caption: CaptionAt = "under"

    @property
    def inside(self) -> bool:
        """Whether text runs round it."""
        return bool(self.columns) or self.at not in ("top", "bottom", "none")


@frozen(kw_only=True)
class QuotePlace:
    """Where a pull quote stands among a story's columns, the text running round it."""

    at: QuoteAt = "middle"
    columns: int = 1  # that the text leaves to it
    rows: int = 0  # depth; 0: what it needs
    width: Size = Share(1.0)  # of its columns


@frozen(kw_only=True)
class Nameplate:
    """The paper's name, set by ink, glyph by glyph."""

    scales: tuple[float, ...] = ()  # of each character against the style's size
    kerns: tuple[float, ...] = ()  # em, added after each character


@frozen(kw_only=True)
class MastheadBox:
    """The masthead (报头): nameplate, date, imprint and slogan."""

    arrange: Literal["block", "across"] = "block"
    nameplate: Nameplate = Nameplate()
    date: bool = True  # with a date panel
    weekday: Literal["under", "beside"] = "under"  # the day's figure, or upright at its right
    slogan: Literal["bar", "rules", "none"] = "bar"
    data: tuple[tuple[str, ...], ...] = ()  # lines of labelled facts: "邮编：{postcode}"


@frozen(kw_only=True)
class EarBox:
    """The block beside the nameplate (报眼)."""

    form: Literal["couplet", "code"] = "couplet"


@frozen(kw_only=True)
class CodeBox:
    """A code to scan: the ear's address as QR, or the paper's ISSN as EAN-13."""

    form: Literal["qr", "issn"]
    size: float = 0.0  # pt, its width with its white; 0: as much as there is, EAN at 100 %
    addon: int = 0  # digits of the number beside the EAN: 0, 2 or 5


@frozen(kw_only=True)
class Continued:
    """What a box goes on with: the text that another box could not hold (转版).

    The box is named, or the story by its place among its page's; then the last box before
    this one that holds it is meant.
    """

    page: int = 0  # counts from 1; 0: this page
    box: str = ""
    select: Selector = Selector()
    where: Where = NOWHERE


@frozen(kw_only=True)
class StoryBox:
    """A story: its head, pictures and columns; or what another box leaves of one."""

    select: Selector = Selector()
    continues: Continued | None = None
    lead: bool = False  # it is its page's lead, whatever its rank
    repeat: Repeat = "headline"  # which words of the story stand over what goes on
    columns: int = 0  # 0: one for each basic column
    breaks: Breaks = "balance"  # where columns end: as it fills, or where the source was cut
    measure: float = 0.0  # pt; 0: the most whole characters that fit
    headline: HeadPlace = HeadPlace()
    picture: PicturePlace = PicturePlace()
    pictures: tuple[PicturePlace, ...] = ()  # of the first ones; ``picture`` takes the others
    quotes: tuple[QuotePlace, ...] = ()  # of the first pull quotes; others stand in the text
    byline: BylineAt = "start"  # run into the text, under the head, or after the text
    vertical: bool = False  # lines from top to bottom, right to left; columns are tiers (段)
    table: TableRules = "three"  # rules of its tables: 三线表, under rows, all, none


@frozen(kw_only=True)
class BriefsBox:
    """Briefs (简讯): many short items in one box, by rank, from one to another, or by section."""

    ranks: tuple[int, ...] = ()
    first: int = 0  # rank of the first of a run; 0: none
    last: int = 0  # of its last; 0: all that follow
    section: str = ""
    columns: int = 0  # 0: one for each basic column
    measure: float = 0.0  # pt; 0: the most whole characters that fit
    heads: Literal["line", "run-in"] = "line"  # on lines of their own, or run into the text
    between: Rule | None = Rule(weight=0.3)  # in a row between two items
    mark: str = ""  # before each head, such as ■

    def __str__(self) -> str:
        if self.first:
            return f"{self.first} to {self.last or 'the last'}"
        return self.section or ", ".join(map(str, self.ranks))


@frozen(kw_only=True)
class IndexBox:
    """The index (导读): stories of the other pages, or an item of the edition that names them."""

    select: Selector | None = None  # None: made from the edition's pages
    most: int = 0  # lines of one that is made; 0: as many as go in
    kind: Literal["info"] = "info"


@frozen(kw_only=True)
class WeatherBox:
    """The masthead's weather, with a sign for its words or without."""

    form: Literal["sign", "words"] = "sign"


# Standard sizes of advertisements: parts of the type area, across and down.
SLOTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "整版": (1.0, 1.0),
        "半版": (1.0, 1 / 2),
        "竖半版": (1 / 2, 1.0),
        "1/3版": (1.0, 1 / 3),
        "双通栏": (1.0, 1 / 3),
        "1/4版": (1.0, 1 / 4),
        "方1/4版": (1 / 2, 1 / 2),
        "通栏": (1.0, 1 / 6),
        "半通栏": (1 / 2, 1 / 6),
        "1/8版": (1 / 2, 1 / 4),
        "1/16版": (1 / 4, 1 / 4),
        "报眼": (1 / 2, 1 / 6),
    }
)


@frozen(kw_only=True)
class ItemBox:
    """An advertisement, a notice, a photo or service text."""

    kind: Literal["ad", "notice", "photo", "info"]
    select: Selector
    form: str = "plain"  # of an ad: plain, reversed, tinted, strip
    size: str = ""  # of an ad: a name in ``SLOTS``
    table: TableRules = "three"
    icon: Icon = "none"  # of service text, over its figures


@frozen(kw_only=True)
class AcrossBox:
    """Boxes side by side; those without a width share what is left."""

    parts: tuple["Box", ...]
    gap: float = 0.0  # pt


@frozen(kw_only=True)
class DownBox:
    """Boxes one under another; those without a depth take what they need, and share the rest."""

    parts: tuple["Box", ...]  # their ``width`` is their depth
    gap: float = 0.0  # pt


Content = (
    MastheadBox
    | EarBox
    | CodeBox
    | IndexBox
    | WeatherBox
    | StoryBox
    | BriefsBox
    | ItemBox
    | AcrossBox
    | DownBox
)


@frozen(kw_only=True)
class FitStep:
    """A step that a story may take to fit its box, and how far."""

    kind: FitKind
    least: float = 0.0  # rows of head, picture, crosshead, lines of a paragraph; pt of a headline
    most: float = 0.0
    parts: tuple[str, ...] = ()  # what may be left out


# Where slack goes when a spec says nothing, in order (TYPOGRAPHY 2, how a page is fitted).
FIT = (
    FitStep(kind="head", most=2),
    FitStep(kind="picture", most=5),
    FitStep(kind="crosshead", most=2),
    FitStep(kind="paragraph", least=-1, most=1),
)


@frozen(kw_only=True)
class Box:
    """A named area of the page."""

    name: str
    content: Content
    width: Size | None = None  # only in an AcrossBox; in a seam or a DownBox: its depth
    frame: Frame | None = None
    tint: Colour | None = None
    padding: Padding = Padding()
    accent: Colour | None = None  # colour of the box's furniture: tags, panels, crosshead
    above: int | None = None  # rows of white above; None: the grid's gap
    nudge: int = 0  # rows by which its head stands lower than the map draws it
    rule: Rule | None = None  # in the middle of the white above
    side: Rule | None = None  # in the gutter at the left
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # role: style
    fit: tuple[FitStep, ...] | None = None  # in place of the page's
    at: Rect | None = None  # its place on the sheet, pt; None: where the map draws it
    where: Where = NOWHERE

    @property
    def slot(self) -> tuple[float, float] | None:
        """What its standard size takes of the type area, across and down; None: it has none."""
        content = self.content
        return SLOTS[content.size] if isinstance(content, ItemBox) and content.size else None

    def finding(
        self, level: Gravity, code: str, message: str, page: int, item: str | None = None
    ) -> Finding:
        """Return a finding of this box, at its line of the spec."""
        return Finding(
            level=level,
            code=code,
            message=message,
            page=page,
            box=self.name,
            item=item,
            where=self.where,
        )
