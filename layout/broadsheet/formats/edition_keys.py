"""The keys of an edition's YAML: masthead, items and their parts.

Takes nodes; returns the values of the edition's models.  Each key says what it is; the tables
are published as a JSON Schema and as ``specs/EDITION.md``.  Opens no file.
"""

import datetime
import re
from collections.abc import Mapping as AnyMapping
from typing import Any, get_args

from broadsheet import markup
from broadsheet.edition import Block, BlockKind, Byline, Credit, Cut, Ear, Jump, Picture
from broadsheet.marked_yaml import (
    TEXT,
    Key,
    Kind,
    Mapping,
    Node,
    Place,
    Table,
    Text,
    choice,
    integer,
    listed,
    pattern,
    read_table,
    record,
    table_schema,
    text_of,
)

_NUMBER = integer(0, 999_999_999)
_SPAN = listed(_NUMBER)


def _texts(**about: str) -> dict[str, Key[Place]]:
    return {name: Key(kind=TEXT, about=told) for name, told in about.items()}


def _read_date(node: Node, place: Place) -> str:
    """Read a date of the calendar as ISO 8601 writes it."""
    text = text_of(node, place)
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text.value):
            return datetime.date.fromisoformat(text.value).isoformat()
    except ValueError:
        pass  # a day that no month has
    if not text.value:
        return ""
    raise place.fault(text.where, f"{text.value!r} is not a date", "write 2021-08-18")


def _ear(node: Node, place: Place) -> Ear:
    values = read_table(node, place, _EAR)
    return Ear(promo=values.get("promo", ""), **values.get("qr", {}))


_QR: Table[Place] = _texts(
    caption="Words under the code: `扫码看潮汐`",
    src="A picture of the code, in place of one that is made: `qr.png`",
    url="The address that the code holds: `https://example.org/tide`",
)
_EAR: Table[Place] = {
    **_texts(promo="Words of the block beside the nameplate: `今日大潮 18:20`"),
    "qr": Key(kind=record(_QR, dict), about='A code beside it: `{url: "https://example.org"}`'),
}
MASTHEAD: Table[Place] = {
    **_texts(
        name="The paper's name (报名): `海潮日报`",
        name_en="Its name in Latin letters: `Tide Daily`",
        weekday="The weekday, as printed: `星期三`",
        lunar="The day of the lunar calendar, as printed: `农历十月初九`",
        issue_number="The number of this issue (期号): `第318期`",
        total_issue="The number of issues in all: `总第9527期`",
        cn_code="The domestic serial number (国内统一连续出版物号): `CN 33-0000`",
        issn="The international one: `ISSN 0000-0000`",
        postal_code="The code for subscription by post (邮发代号): `31-0`",
        postcode="The postcode of the address (邮编): `310000`",
        website="The paper's site: `www.example.org`",
        email="Its address for mail: `news@example.org`",
        address="Where its editors sit: `汀兰路1号`",
        phone="Their telephone: `0571-00000000`",
        hotline="The telephone for news (热线): `0571-00000001`",
        pages="How many pages it has, as printed: `今日8版`",
        price="What it costs, as printed: `零售价1.50元`",
        weather="The day's weather, as printed: `今天晴到多云，东风3级`",
        slogan="Its motto: `潮起之地`",
        sponsor="Who runs it (主办): `海潮报社`",
        supervisor="Who is over them (主管): `海潮集团`",
        publisher="Who publishes it (出版): `海潮日报社`",
        permit="The permit to advertise: `广告许可证0001号`",
        other="Further words of the masthead, parted by full-width spaces: `代号 甲`",
    ),
    "date": Key(
        kind=Kind(_read_date, {"type": "string", "format": "date"}),
        about="The day of the paper, ISO 8601: `2026-11-18`",
    ),
    "ear": Key(
        kind=Kind(_ear, table_schema(_EAR)),
        about="The block beside the nameplate (报眼): `{promo: 今日大潮 18:20}`",
    ),
}
_CREDIT: Table[Place] = {
    "role": Key(kind=TEXT, needed="记者", about="What somebody did: `记者`"),
    "names": Key(kind=listed(TEXT), needed="[程雪]", about="Who: `[程雪, 林晚]`"),
}
_BYLINE: Table[Place] = {
    "raw": Key(kind=TEXT, needed="记者程雪报道", about="The line as printed: `记者 程雪 报道`"),
    "roles": Key(
        kind=listed(record(_CREDIT, Credit)),
        about="Who did what, for other systems: `[{role: 记者, names: [程雪]}]`",
    ),
}


def _byline(node: Node, place: Place) -> Byline:
    if isinstance(node, Text):
        return Byline(raw=text_of(node, place).value)
    return Byline(**read_table(node, place, _BYLINE))


def _block(node: Node, place: Place) -> Block:
    """Read a block of the body; a bare text is a paragraph."""
    if isinstance(node, Text):
        values: dict[str, Any] = {"text": text_of(node, place).value}
    else:
        values = read_table(node, place, _BLOCK)
    text, inlines = markup.read(values.pop("text"))
    return Block(text=text, inlines=inlines, **values)


_CUT: Table[Place] = {
    "before": Key(kind=TEXT, needed="…", about="The last words before the cut: `在岸边等`"),
    "after": Key(kind=TEXT, needed="…", about="The first words after it: `了三年。`"),
}
_BLOCK: Table[Place] = {
    "kind": Key(
        kind=choice(*get_args(BlockKind)),
        about="What the block is; a paragraph where it is not given: `crosshead`",
    ),
    "text": Key(kind=TEXT, needed="…", about="Its words, with marks for faces and links: `潮来了`"),
    "lines": Key(kind=_SPAN, about="Its first and last line in the source: `[12, 15]`"),
    "cuts": Key(
        kind=listed(record(_CUT, Cut)),
        about="Where the source's columns cut it: `[{before: 在岸边等, after: 了三年}]`",
    ),
}
_PART = "(100|[0-9]{1,2}(\\.[0-9]{1,6})?)%"
_FOCUS = pattern(f"|{_PART} {_PART}", "a point of the picture", "write 40% 30%, each 0% to 100%")
PICTURE: Table[Place] = {
    **_texts(
        src="The picture's file, beside the edition: `harbour.jpg`",
        caption="The words under it: `清晨的渔港`",
        credit="Who took it: `林晚 摄`",
        alt="What it shows, for who can't see it: `渔船靠在码头`",
    ),
    "focus": Key(kind=_FOCUS, about="The point that cropping keeps, from top left: `40% 30%`"),
    "place": Key(kind=_NUMBER, about="How many blocks of the body come before it: `3`"),
}
_JUMP: Table[Place] = {
    "type": Key(kind=choice("to", "from"), needed="to", about="Whether it leads on or back: `to`"),
    **_texts(
        page="The page that it names: `A4`",
        raw="The line as printed (转版): `（下转第4版）`",
    ),
}


def _or_text(form: AnyMapping[str, object]) -> dict[str, object]:
    return {"anyOf": [TEXT.schema, form]}


def list_of(kind: Kind[Place, Any], text: bool = True) -> Kind[Place, tuple[Any, ...]]:
    """Return the kind of a list, where one value must not stand for it by accident."""

    def read(node: Node, place: Place) -> tuple[Any, ...]:
        if isinstance(node, Mapping) or (isinstance(node, Text) and not text):
            raise place.fault(node.where, "a list is needed here", "begin the entry with '- '")
        return listed(kind).read(node, place)

    return Kind(read, {"type": "array", "items": kind.schema})


def _copy(node: Node, place: Place) -> tuple[str, ...]:
    """Read printed lines: a list, or one text with its line ends."""
    if isinstance(node, Text):
        return tuple(text_of(node, place).value.splitlines())
    return listed(TEXT).read(node, place)


_COPY: Kind[Place, tuple[str, ...]] = Kind(_copy, {"type": ["array", "string"]})
_ID = pattern(r"\S([^\x00-\x1f\x7f]{0,198}\S)?", "an id", "write a short word")
_ANY_ITEM: Table[Place] = {
    **_texts(kind="What the item is: `article`"),
    "id": Key(kind=_ID, about="A short word of its own, made from its head if left out: `tide`"),
    "rank": Key(
        kind=integer(1, 999),
        about="The editor's rank on its page, 1 the lead's, for a page that draws itself: `2`",
    ),
    "page": Key(kind=integer(1, 400), about="The page it is wanted on, counted from 1: `3`"),
    "at": Key(kind=_SPAN, field="lines", about="Its first and last line in the source: `[12, 40]`"),
}
_LINES: Table[Place] = {
    "lines": Key(kind=_COPY, field="copy", about="Its lines as printed: `[招聘海员, 电话 0571]`")
}
ARTICLE: Table[Place] = {
    **_ANY_ITEM,
    **_texts(
        section="The column tag over it (栏目): `要闻`",
        kicker="The line over the headline (引题): `渔港新貌`",
        headline="The headline, a line end between its lines (主题): `大潮之后`",
        deck="The line under the headline (副题): `三百条渔船同日归港`",
        standfirst="The summary under the head (提要): `一场大潮，一座小城`",
        source="Where the text is from, before its first words (消息头): `本报讯`",
        signature="Words after its last line: `（程雪）`",
    ),
    "byline": Key(
        kind=Kind(_byline, _or_text(table_schema(_BYLINE))), about="Who wrote it: `记者 程雪`"
    ),
    "body": Key(
        kind=list_of(Kind(_block, _or_text(table_schema(_BLOCK)))),
        about="Its blocks; a bare text is a paragraph: `[潮来了。, {kind: crosshead, text: 归港}]`",
    ),
    "pictures": Key(
        kind=list_of(record(PICTURE, Picture), text=False),
        about="Its pictures, in the order of their captions: `[{src: harbour.jpg, caption: 渔港}]`",
    ),
    "jump": Key(
        kind=record(_JUMP, Jump),
        about="Where it goes on, or comes from: `{type: to, page: A4, raw: （下转第4版）}`",
    ),
    "treatment": Key(
        kind=choice("framed", "upright", "brief"),
        about="How it is wanted on a page that draws itself: `framed`",
    ),
}
ADVERT: Table[Place] = {
    **_ANY_ITEM,
    **_texts(
        name="Who advertises; for selecting, not printed: `海潮船厂`",
        src="The advertiser's own material, a picture or a PDF: `shipyard.pdf`",
        alt="What that shows, for who can't see it: `船厂招聘广告`",
        size="The size that was sold, by its name in a spec: `通栏`",
    ),
    **_LINES,
}
TITLED: Table[Place] = {**_ANY_ITEM, **_texts(title="Its heading: `停水通知`"), **_LINES}
PHOTO: Table[Place] = {**_ANY_ITEM, **PICTURE}
FOLIO: Table[Place] = _texts(
    folio="The page's number, as printed: `A2`",
    section="What the page is called: `综合新闻`",
    editors="Who made it, as printed: `责编 程雪`",
)
