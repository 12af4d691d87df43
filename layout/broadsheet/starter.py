"""Start a newspaper: its spec, and a first edition to be written over.

Takes a name, a bundled spec and a way to compose; returns the texts of a folder's files and
an edition that has an item for every box, as long as the page has room for.  The placeholder
copy says how to go on.  Opens and writes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from broadsheet.display import Colour, Pages
from broadsheet.edition import (
    Advert,
    Article,
    Block,
    Ear,
    Edition,
    EditionPage,
    Info,
    Item,
    Masthead,
    Notice,
    Photo,
    Picture,
)
from broadsheet.errors import UserError
from broadsheet.models import frozen, replace
from broadsheet.spec import (
    Arrangement,
    Box,
    ItemBox,
    MastheadBox,
    PicturePlace,
    Selector,
    Spec,
    StoryBox,
)

PAPER, PAGE, EDITION, PICTURES = "paper.yaml", "page.yaml", "first-edition.yaml", "pictures"
SHARES = (0.4, 0.25, 0.1)  # of the page: copy to begin with
PARTS = (0.95, 0.8, 0.6, 0.9, 0.9, 0.9)  # of the room left: what is tried in turn
HALVINGS = 4  # of what a story that is over was to grow by
PARAGRAPH = 5  # sentences
MOST_NAME = 40  # characters

Compose = Callable[[Edition], Pages]


@frozen(kw_only=True)
class Words:
    """Placeholder copy in one language."""

    masthead: Masthead
    kicker: str
    headline: str  # with {} for the story's number
    sentences: tuple[str, ...]
    caption: str
    advert: tuple[str, ...]
    service: str
    service_line: str
    joint: str  # between two sentences


CHINESE = Words(
    masthead=Masthead(
        name="某某日报",
        date="2026-01-01",
        weekday="星期四",
        issue_number="1",
        slogan="一句口号　写在这里",
        website="www.example.com",
        ear=Ear(promo="一句宣传　写在这里", caption="扫码看报"),
    ),
    kicker="引题写在这里",
    headline="第{}条标题写在这里",
    sentences=(
        "这是占位的文字，换成你的稿子就行。",
        "一个段落写成一行，前面加一个短横和空格。",
        "版面会按稿子的长短重新安排每一行的高度。",
        "引题、标题、副题各占一个键，不用的就删掉。",
        "图片放进pictures文件夹，再在稿子里写上文件名。",
        "先用check看看还有什么毛病，再用render排出版面。",
        "版式写在paper.yaml里，只写和底本不同的地方。",
    ),
    caption="图片说明写在这里。",
    advert=("客户名称", "广告词写在这里", "电话：000-0000"),
    service="服务热线",
    service_line="000-0000",
    joint="",
)
LATIN = Words(
    masthead=Masthead(
        name="The Daily Example",
        date="2026-01-01",
        weekday="Thursday",
        issue_number="1",
        slogan="A motto goes here",
        website="www.example.com",
        ear=Ear(promo="A line goes here", caption="Read on"),
    ),
    kicker="A kicker goes here",
    headline="Headline {} goes here",
    sentences=(
        "This is placeholder copy: write your story over it.",
        "Each paragraph is one line after a hyphen and a space.",
        "The page finds the height of every row anew for what you write.",
        "Kicker, headline and deck have a key each; take out what you do not need.",
        "Pictures go into the folder of that name, and their names into the story.",
    ),
    caption="A caption goes here.",
    advert=("Name", "A line of copy", "Telephone 000-0000"),
    service="Telephone",
    service_line="000-0000",
    joint=" ",
)


def check_name(name: str) -> None:
    """Refuse a paper's name that can't stand on one line."""
    if not name.strip() or len(name) > MOST_NAME or not name.isprintable():
        raise UserError(
            f"{name[:MOST_NAME]!r} is no name for a paper",
            hint=f"write 1 to {MOST_NAME} characters on one line",
        )


def paper_text(name: str, base: str, spec: Spec) -> str:
    """Return the paper's spec: it extends ``base``, and shows where differences go."""
    lines = [
        "# yaml-language-server: $schema=schemas/spec.schema.json",
        f"# {name}: what differs from {base}; 'broadsheet specs show {base}' prints every key",
        "broadsheet: 1",
        f"extends: {base}",
    ]
    colours = spec.style.colours
    inks = {word: ink for word, ink in colours.items() if ink != Colour() and not ink.spot}
    word = next((word for word in inks if word not in ("black", "white", "paper")), "")
    if word:
        lines += ["", "colours:", f"  {word}: {_percent(inks[word])}    # C/M/Y/K in percent"]
    lines += ["", "lint:", "  trapped-white: {level: warning, rows: 3}"]
    return "\n".join(lines) + "\n"


def page_text(name: str, base: str, drawing: str) -> str:
    """Return a day's drawing in a bundled house as one in the paper's own style."""
    lines = drawing.splitlines()
    head = [
        "# yaml-language-server: $schema=schemas/spec.schema.json",
        f"# {name}: the page of {EDITION}, as it drew itself; {PAPER} is its style",
    ]
    own = {f"extends: {base}": f"extends: {PAPER}", f"name: {base}": "name: page"}
    return "\n".join([*head, *(own.get(line, line) for line in lines)]) + "\n"


def readme_text(name: str, *, drawn: bool = False) -> str:
    """Return a few lines that say what lies in the folder; ``drawn``: the day's page does."""
    page = (
        f"`{PAGE}` is that day's page: an edition whose `spec:` is `{PAPER}` draws its own, "
        f"`broadsheet dummy tomorrow.yaml --style {PAPER} --near {PAGE}` near to it.\n"
    )
    return (
        f"# {name}\n\n"
        f"`broadsheet check {EDITION}` says what is amiss, "
        f"`broadsheet render {EDITION} -o page.pdf` sets the page, "
        f"`broadsheet preview {EDITION}` shows it while you work.\n"
        f"`{PAPER}` is the look of the paper, `{PICTURES}/` holds the pictures of its editions.\n"
    ) + page * drawn


def first_edition(name: str, spec: Spec, compose: Compose) -> Edition:
    """Return an edition that fills a spec's page with placeholders and has no error.

    Stories of one length are tried, shorter and shorter; then each grows into its room.
    """
    words = CHINESE
    best = _edition(name, spec, words, {})
    pages = compose(best)
    if any(finding.code in ("no-face", "other-face") for finding in pages.findings):
        words = LATIN
        best = _edition(name, spec, words, {})
    stories = [item.id for item in best.items if isinstance(item, Article)]
    grid = spec.style.grid
    page = grid.columns * grid.rows * grid.measure / grid.em  # characters
    lengths = dict.fromkeys(stories, 0)
    for share in SHARES:
        alike = dict.fromkeys(stories, int(share * page / max(1, len(stories))))
        tried = _edition(name, spec, words, alike)
        set_ = compose(tried)
        if _fits(set_):
            lengths, best, pages = alike, tried, set_
            break
    for part in PARTS:
        rooms = _rooms(pages, best)
        longer = {item: n + int(part * rooms.get(item, 0)) for item, n in lengths.items()}
        for _ in range(HALVINGS):
            tried = _edition(name, spec, words, longer)
            set_ = compose(tried)
            over = {finding.item for finding in set_.findings if finding.level == "error"}
            if not over:
                lengths, best, pages = longer, tried, set_
                break
            longer = {
                item: (lengths[item] + n) // 2 if item in over else n for item, n in longer.items()
            }
    return replace(best, spec=PAPER)


def _rooms(pages: Pages, edition: Edition) -> dict[str, int]:
    """Return how many characters more each story has room for, as many to a line as it has."""
    letters = {
        item.id: sum(len(block.text) for block in item.body)
        for item in edition.items
        if isinstance(item, Article)
    }
    room: dict[str, int] = {}
    lines: dict[str, int] = {}
    for box in pages.boxes:  # a story that goes on elsewhere has several
        room[box.item] = room.get(box.item, 0) + box.room
        lines[box.item] = lines.get(box.item, 0) + box.lines
    return {
        item: max(0, (room[item] - lines[item]) * count // lines[item])
        for item, count in letters.items()
        if lines.get(item)
    }


def _fits(pages: Pages) -> bool:
    return all(finding.level != "error" for finding in pages.findings)


def _edition(name: str, spec: Spec, words: Words, lengths: Mapping[str, int]) -> Edition:
    pages: list[EditionPage] = []
    for number, sheet in enumerate(spec.pages or (spec,), 1):
        mark = f"page-{number}-" if number > 1 else ""  # ids are the edition's, ranks the page's
        own = {item.removeprefix(mark): n for item, n in lengths.items() if item.startswith(mark)}
        items = sorted(_items(sheet.arrangement, words, own), key=lambda ranked: ranked[0])
        named = tuple(replace(item, id=mark + item.id) for _, item in items)
        pages.append(EditionPage(items=named))
    return Edition(masthead=_masthead(name, spec, words), pages=tuple(pages))


def _masthead(name: str, spec: Spec, words: Words) -> Masthead:
    """Return the facts; of an inside page those alone that its folio line prints."""
    drawn = [sheet.arrangement for sheet in spec.pages or (spec,)]
    lines = [page.folio for page in drawn if page.folio]
    has = any(isinstance(box.content, MastheadBox) for page in drawn for box in page.leaves())
    if has or not lines:
        return replace(words.masthead, name=name)
    named = set(re.findall(r"\w+", " ".join(f"{x.left} {x.middle} {x.right}" for x in lines)))
    unprinted = [key for key in words.masthead.facts() if key not in named and "ear_" not in key]
    changes: dict[str, Any] = {**dict.fromkeys(unprinted, ""), "name": name, "ear": Ear()}
    return replace(words.masthead, **changes)


def _items(
    drawn: Arrangement, words: Words, lengths: Mapping[str, int]
) -> Iterator[tuple[tuple[int, int], Item]]:
    """Yield an item for each box that takes one, with its place: stories first, then by rank."""
    counts: dict[str, int] = {}
    for box in drawn.leaves():
        content = box.content
        if not isinstance(content, StoryBox | ItemBox):
            continue
        if isinstance(content, StoryBox) and content.continues:
            continue  # it has no story of its own
        kind = "story" if isinstance(content, StoryBox) else content.kind
        counts[kind] = counts.get(kind, 0) + 1
        number = content.select.rank or counts[kind]
        order = ("story", "photo", "notice", "info", "ad").index(kind)
        yield (order, number), _item(kind, number, box, words, lengths)


def _item(kind: str, number: int, box: Box, words: Words, lengths: Mapping[str, int]) -> Item:
    content = box.content
    select = content.select if isinstance(content, StoryBox | ItemBox) else Selector()
    item = select.id or f"{kind}-{number}"
    match kind:
        case "ad":
            return Advert(id=item, name=words.advert[0], copy=words.advert)
        case "notice":
            return Notice(id=item, title=words.service, copy=(words.sentences[0],))
        case "info":
            return Info(id=item, title=words.service, copy=(words.service_line,))
        case "photo":
            return Photo(id=item, picture=Picture(caption=words.caption))
    place = content.picture if isinstance(content, StoryBox) else PicturePlace()
    shown = place != PicturePlace() and place.at != "none"
    return Article(
        id=item,
        section=select.section,
        kicker=words.kicker,
        headline=words.headline.format(number),
        body=_body(words, number, lengths.get(item, 0)),
        pictures=(Picture(caption=words.caption),) if shown else (),
    )


def _body(words: Words, number: int, length: int) -> tuple[Block, ...]:
    """Return paragraphs of ``length`` characters at most, a sentence at least."""
    sentences: list[str] = []
    count = number  # stories begin with different sentences
    while not sentences or len(words.sentences[count % len(words.sentences)]) < length:
        sentences.append(words.sentences[count % len(words.sentences)])
        length -= len(sentences[-1]) + len(words.joint)
        count += 1
    return tuple(
        Block(text=words.joint.join(sentences[n : n + PARAGRAPH]))
        for n in range(0, len(sentences), PARAGRAPH)
    )


def _percent(ink: Colour) -> str:
    inks = (ink.cyan, ink.magenta, ink.yellow, ink.black)
    return "/".join(f"{100 * part:g}" for part in inks)
