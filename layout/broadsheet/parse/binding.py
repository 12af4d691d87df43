"""Pages that were read one by one to one edition.

Takes what was read of each page, in their order; returns an edition with the front page's
masthead and a page for each.  What an inner page says of the paper otherwise than the front
page stays on that page as service text, and is told.
"""

from collections.abc import Sequence

from broadsheet.edition import Article, Edition, EditionPage, Info, Item, Masthead
from broadsheet.errors import Finding, Where
from broadsheet.models import names, replace
from broadsheet.parse.account import Parsed
from broadsheet.parse.build.joins import join
from broadsheet.parse.text.characters import ends_sentence, solid


def bind(pages: Sequence[Parsed], files: Sequence[str]) -> Parsed:
    """Return one edition of pages in order; ``files`` names each in messages."""
    if len(pages) == 1:
        return pages[0]
    front = _front(pages)
    masthead = pages[front].edition.masthead
    taken = {"masthead"}  # an edition keeps the word for its masthead
    bound: list[EditionPage] = []
    findings: list[Finding] = []
    for n, (parsed, file) in enumerate(zip(pages, files, strict=True)):
        findings += parsed.edition.findings
        page = parsed.edition.pages[0]
        items = list(page.items)
        if n != front:
            masthead, other = _together(masthead, parsed.edition.masthead)
            if other:
                items.append(Info(id="masthead", copy=other))
                findings.append(_told(other, file))
        own = tuple(_named(item, taken) for item in items)
        bound.append(replace(page, items=own))
    bound, joined = _over_jumps(bound, files)
    findings += joined
    known = [p.edition.reading for p in pages if p.edition.reading is not None]
    edition = Edition(
        masthead=masthead,
        pages=tuple(bound),
        findings=tuple(findings),
        reading=min(known, default=None),
    )
    return Parsed(edition=edition, decisions=tuple(d for p in pages for d in p.decisions))


def _over_jumps(
    pages: Sequence[EditionPage], files: Sequence[str]
) -> tuple[list[EditionPage], list[Finding]]:
    """Put stories together that jump to a later page and stand there under the same headline."""
    items = [list(page.items) for page in pages]
    told: list[Finding] = []
    for n, later in enumerate(pages):
        for rest in later.items:
            if not isinstance(rest, Article) or rest.jump is None or rest.jump.type != "from":
                continue
            begun = next(
                (
                    (k, one)
                    for k in range(n)
                    for one in items[k]
                    if isinstance(one, Article) and _jumps_to(one, rest)
                ),
                None,
            )
            if begun is None:
                continue
            k, one = begun
            items[k][items[k].index(one)] = _whole(one, rest)
            items[n].remove(rest)
            message = f"goes on from {files[k]}, where it is whole: {one.headline[:24]}"
            told.append(
                Finding(level="note", code="jump-joined", message=message, where=Where(files[n]))
            )
    bound = [replace(page, items=tuple(own)) for page, own in zip(pages, items, strict=True)]
    return bound, told


def _jumps_to(one: Article, rest: Article) -> bool:
    """Tell whether a story goes on in another: it leads away, and both have one headline."""
    leads = one.jump is not None and one.jump.type == "to"
    return leads and bool(one.headline) and solid(one.headline) == solid(rest.headline)


def _whole(one: Article, rest: Article) -> Article:
    """Return a story with what stands of it on another page."""
    body = list(one.body)
    first, *more = rest.body or (None,)
    if body and first and body[-1].kind == first.kind and not ends_sentence(body[-1].text):
        text, cut, _ = join(body[-1].text, first.text)
        body[-1] = replace(body[-1], text=text, cuts=(*body[-1].cuts, cut, *first.cuts))
    elif first:
        body.append(first)
    pictures = (*one.pictures, *(replace(p, place=len(body)) for p in rest.pictures))
    return replace(
        one,
        body=(*body, *(block for block in more if block)),
        pictures=pictures,
        signature="\n".join(filter(None, [one.signature, rest.signature])),
        byline=one.byline or rest.byline,
        jump=None,
    )


def _front(pages: Sequence[Parsed]) -> int:
    """Return the page with the masthead: the one that says most of the paper, the first of them."""
    said = [len(parsed.edition.masthead.facts()) for parsed in pages]
    return said.index(max(said))


def _together(front: Masthead, inner: Masthead) -> tuple[Masthead, tuple[str, ...]]:
    """Add what the front page does not say; return what the inner page says otherwise."""
    more: dict[str, str] = {}
    other: list[str] = []
    for key in names(inner):
        value = getattr(inner, key)
        if key == "ear" or not value:
            continue
        before = getattr(front, key)
        if not before:
            more[key] = value
        elif solid(before) != solid(value):
            other.append(value)
    other += filter(None, (inner.ear.promo, inner.ear.caption))
    return (replace(front, **more) if more else front), tuple(other)


def _named(item: Item, taken: set[str]) -> Item:
    """Give an item an id that no page before has."""
    name, again = item.id, 1
    while name in taken:
        again += 1
        name = f"{item.id}-{again}"
    taken.add(name)
    return item if name == item.id else replace(item, id=name)


def _told(other: Sequence[str], file: str) -> Finding:
    return Finding(
        level="note",
        code="fact-twice",
        message=f"the front page says otherwise, kept as service text: {'; '.join(other)[:60]}",
        where=Where(file),
    )
