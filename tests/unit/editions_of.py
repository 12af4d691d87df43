"""Random editions, with copy that trips what reads and writes markup."""

import re

from hypothesis import strategies as st

from broadsheet.edition import (
    Advert,
    Article,
    Block,
    Byline,
    Credit,
    Cut,
    Ear,
    Edition,
    EditionPage,
    Info,
    Inline,
    Item,
    Jump,
    Masthead,
    Notice,
    Passage,
    Photo,
    Picture,
    passages,
)

LETTERS = "汀澜日报，。“”《》　 ab1290*_`#>-+[](){}<>&!|~\\.:=\"'⟦;/%？\U00020000é"
WORDS = st.text(LETTERS, max_size=12).map(lambda text: re.sub(" +", " ", text).strip(" 　"))
FULL = WORDS.filter(bool)
KINDS = ["para", "crosshead", "note", "list", "verse", "qa", "table", "pull"]
# names that are no address of another place, and no other spelling of one
NAMES = (
    st.text("abc汀澜/._- 1", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda name: name and not name.startswith(("//", "./")))
)


@st.composite
def blocks(draw: st.DrawFn, *, lines: bool = True) -> Block:
    kind = draw(st.sampled_from(KINDS))
    text = draw(FULL)
    if kind in ("verse", "table"):
        text = "\n".join([text, draw(st.sampled_from(["", "　　"])) + draw(FULL)])
    inlines: tuple[Inline, ...] = ()
    if kind not in ("table", "verse") and draw(st.booleans()):
        base = draw(st.text("字词句", min_size=1, max_size=3))
        start = len(text)
        mark = draw(st.sampled_from(["dot", "name", "title", "ruby", "note", "wide"]))
        reading = "zì" if mark == "ruby" else ""
        text += base
        also = draw(st.sampled_from([(), ("dot",)])) if mark in ("name", "title", "ruby") else ()
        inlines = (Inline(mark, start, len(text), reading, also),)  # type: ignore[arg-type]
    cuts = (Cut(before='a"<', after="汀"),) if lines and draw(st.booleans()) else ()
    span = (3, 4) if cuts else ()
    return Block(kind=kind, text=text, inlines=inlines, lines=span, cuts=cuts)  # type: ignore[arg-type]


PICTURES = st.builds(
    Picture,
    src=st.just("") | NAMES,
    caption=WORDS,
    credit=WORDS,
    alt=WORDS,
    focus=st.sampled_from(["", "40% 30%"]),
    place=st.integers(0, 4),
)
BYLINES = st.builds(
    Byline,
    raw=FULL,
    roles=st.lists(
        st.builds(Credit, role=FULL, names=st.lists(FULL, min_size=1, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
)


def items(name: str) -> st.SearchStrategy[Item]:
    copy = st.lists(FULL, max_size=3).map(tuple)
    article: st.SearchStrategy[Item] = st.builds(
        Article,
        id=st.just(name),
        section=WORDS,
        kicker=WORDS,
        headline=WORDS,
        deck=WORDS,
        standfirst=WORDS,
        source=WORDS,
        byline=st.none() | BYLINES,
        body=st.lists(blocks(), max_size=4).map(tuple),
        pictures=st.lists(PICTURES, max_size=2).map(tuple),
        signature=WORDS,
        jump=st.sampled_from(
            [None, Jump(type="to", page="3", raw="（下转第3版）"), Jump(type="from")]
        ),
        lines=st.sampled_from([(), (1, 2)]),
    )
    return (
        article
        | st.builds(Advert, id=st.just(name), name=WORDS, copy=copy, src=NAMES, alt=WORDS)
        | st.builds(Notice, id=st.just(name), title=WORDS, copy=copy)
        | st.builds(Info, id=st.just(name), title=WORDS, copy=copy)
        | st.builds(Photo, id=st.just(name), picture=PICTURES)
    )


@st.composite
def editions(draw: st.DrawFn, *, most_pages: int = 3) -> Edition:
    count = draw(st.integers(1, most_pages))
    pages: list[EditionPage] = []
    for page in range(count):
        held = [draw(items(f"p{page}-{n}")) for n in range(draw(st.integers(1, 3)))]
        folio = f"A{page + 1}" if count > 1 else draw(st.sampled_from(["", "A1"]))
        said = {"folio": folio, "section": draw(WORDS), "editors": draw(WORDS)}
        pages.append(EditionPage(**said, items=tuple(held)))
    masthead = draw(
        st.builds(
            Masthead,
            name=WORDS,
            slogan=WORDS,
            issue_number=WORDS,
            date=st.sampled_from(["", "2026-11-18"]),
            ear=st.builds(Ear, promo=WORDS, caption=WORDS, src=st.just("") | NAMES, url=WORDS),
        )
    )
    return Edition(masthead=masthead, pages=tuple(pages), spec=draw(st.sampled_from(["", "汀澜"])))


def copy_of(edition: Edition) -> list[Passage]:
    """All copy in reading order, without layout white."""
    return [
        Passage(p.item, p.role, "".join(p.text.split()), p.block)
        for p in passages(edition)
        if p.text.strip()
    ]
