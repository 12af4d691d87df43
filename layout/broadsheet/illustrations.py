"""Picture files for the places that want them: captions, advertisements, the masthead's code.

Takes an edition and the names of picture files that lie with it; returns the edition with their
names where they belong, and a note for each.  A file belongs where a person says so, where its
name says so (words of a caption, a headline, an advertiser), or, for files given for this page
alone, by its number or its order.  Opens nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from broadsheet.edition import Advert, Article, Edition, EditionPage, Item, Photo, Picture
from broadsheet.errors import Finding
from broadsheet.models import field, frozen, record, replace

ENDINGS = frozenset(".png .jpg .jpeg .tif .tiff .webp .gif .bmp .pdf .svg".split())
_CODE = ("二维码", "二維碼", "qr", "qrcode", "ewm")
_NUMBERED = re.compile(
    r"(?:图片?|圖片?|照片|photo|picture|pic|img|image|fig|p)?[\s_.-]*0*(\d{1,3})"
)
_TAIL = re.compile(r"[\s_.-]*[(（]?\d{1,4}[)）]?$")  # the second picture of a thing
# ideographs, with the numbers between them
_HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
_WORD = re.compile(r"[a-z]{3,}")
_LEAST, _MOST = 2, 40  # characters that a name and a text must share; more say no more
_SHOWN = 16  # characters of a text in a note


@frozen()
class Pairing:
    """What a person said: words of a caption, a headline or an advertiser, and the file."""

    words: str
    file: str


@record()
class _Place:
    """A place that wants a picture."""

    kind: str  # "code", "ad", "caption", or "story": one that has no picture yet
    item: str
    number: int  # of the picture in its item
    texts: tuple[str, ...]  # what names it, nearest first
    file: str = ""


@record()
class _Search:
    """Places and files, in work."""

    places: list[_Place]
    files: list[str]
    told: list[Finding] = field(default_factory=list)

    def put(self, file: str, place: _Place, why: str) -> None:
        """Give a place its file."""
        place.file = file
        self.files.remove(file)
        text = next((text for text in place.texts if text), place.kind)
        words = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
        self._tell("note", f"{file} is placed with “{words}”: {why}", place.item)

    def _tell(self, level: str, message: str, item: str | None = None) -> None:
        made = Finding(level="warning", code="picture-file", message=message, item=item)
        self.told.append(made if level == "warning" else replace(made, level="note"))

    def free(self, *kinds: str) -> list[_Place]:
        """Return the places of some kinds that have no file yet."""
        return [place for place in self.places if place.kind in kinds and not place.file]

    def want(self, said: Pairing, place: _Place) -> None:
        """Tell of a file that a person named, and that is not there."""
        message = f"{said.file} is not there, which a hint gives to “{said.words}”"
        self._tell("warning", message, place.item)

    def leave(self, file: str, why: str) -> None:
        """Tell of a file that goes nowhere."""
        self._tell("warning", f"{file} is not placed: {why} (write picture: words = {file})")


def with_pictures(
    edition: Edition,
    files: Iterable[str],
    pairings: Sequence[Pairing] = (),
    *,
    all_of_them: bool = False,
    pages: Collection[str] = (),
) -> Edition:
    """Return an edition whose places name the files that belong there.

    ``files`` are names as an edition has them, with / between folders.  With ``all_of_them``
    they are known to be of this edition: numbers and order count, and one that goes nowhere is
    a warning; a PDF is an advertiser's and goes by its name alone.  ``pages`` are files that are
    whole pages, proofs of this one: they go where a person says so, and nowhere else.  Places
    that name a picture already keep it.
    """
    files = set(files)
    search = _Search(list(_places(edition)), sorted(files - set(_named(edition)), key=_in_order))
    _absent(search, pairings, files)
    _by_word_of_mouth(search, pairings)
    search.files = [file for file in search.files if file not in pages]
    _by_name(search, tell=all_of_them)
    if all_of_them:
        _by_number(search)
        _by_order(search)
        for file in list(search.files):
            search.leave(file, "nothing on the page is called so")
    if not search.told:
        return edition
    found = {(place.item, place.kind, place.number): place.file for place in search.places}
    return _filled(edition, found, tuple(search.told))


def _in_order(name: str) -> tuple[tuple[int, str], ...]:
    """Sort 2 before 10."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def _named(edition: Edition) -> Iterator[str]:
    yield edition.masthead.ear.src
    for item in edition.items:
        if isinstance(item, Article):
            yield from (picture.src for picture in item.pictures)
        elif isinstance(item, Photo):
            yield item.picture.src
        elif isinstance(item, Advert):
            yield item.src


def _places(edition: Edition) -> Iterator[_Place]:
    """Yield the places that want a picture, in reading order."""
    ear = edition.masthead.ear
    if ear.caption and not ear.src and not ear.url:
        yield _Place("code", "masthead", 0, (ear.caption, *_CODE))
    for item in edition.items:
        if isinstance(item, Photo) and not item.picture.src:
            yield _Place("caption", item.id, 0, (item.picture.caption,))
        elif isinstance(item, Advert) and not item.src:
            yield _Place("ad", item.id, 0, (item.name, " ".join(item.copy)))
        elif isinstance(item, Article):
            for n, picture in enumerate(item.pictures):
                if not picture.src:
                    yield _Place("caption", item.id, n, (picture.caption, item.headline))
            if not item.pictures:
                yield _Place("story", item.id, 0, (item.headline,))


def with_wants(edition: Edition) -> Edition:
    """Return an edition that warns of pictures without a file: a grey area would be printed."""
    found = tuple(one for one in _wants(edition) if one not in edition.findings)
    return replace(edition, findings=(*edition.findings, *found)) if found else edition


def _wants(edition: Edition) -> Iterator[Finding]:
    for number, page in enumerate(edition.pages, 1):
        for item in page.items:
            if not isinstance(item, Article | Photo):
                continue
            headline = item.headline if isinstance(item, Article) else ""
            for picture in item.pictures if isinstance(item, Article) else (item.picture,):
                if picture.src:
                    continue
                words = picture.caption or headline or item.id
                shown = words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")
                message = (
                    f"the picture of “{shown}” has no file: a grey area stands for it "
                    "(src: its file, or --pictures its folder)"
                )
                yield Finding(
                    level="warning", code="no-picture", message=message, page=number, item=item.id
                )


def _absent(search: _Search, pairings: Sequence[Pairing], files: Collection[str]) -> None:
    """Tell of hints that name a file which is not there, for a place of this page."""
    names = {*files, *(PurePosixPath(file).name for file in files)}
    for pairing in pairings:
        words = _solid(pairing.words)
        for place in search.places if pairing.file not in names else ():
            if any(words in _solid(text) for text in place.texts):
                search.want(pairing, place)
                break


def _by_word_of_mouth(search: _Search, pairings: Sequence[Pairing]) -> None:
    for pairing in pairings:
        words = _solid(pairing.words)
        known = [file for file in search.files if pairing.file in (file, PurePosixPath(file).name)]
        for file in known[:1]:
            for place in search.places:
                if not place.file and any(words in _solid(text) for text in place.texts):
                    search.put(file, place, "a hint says so")
                    break


def _by_name(search: _Search, *, tell: bool) -> None:
    for file in list(search.files):
        stem = _TAIL.sub("", _folded(PurePosixPath(file).stem))
        weights = [(_shared(stem, place), place) for place in search.places if not place.file]
        best = max((weight for weight, _ in weights), default=(0, 0))
        if best[0] < _LEAST:
            continue
        those = [place for weight, place in weights if weight == best]
        if len(those) == 1:
            search.put(file, those[0], "its name says so")
        elif tell:
            search.leave(file, "its name fits more than one place")
            search.files.remove(file)


def _shared(stem: str, place: _Place) -> tuple[int, int]:
    """Return how many characters a file's name shares with what names a place.

    And how near that text is to the picture.
    """
    found = ((_in_common(stem, _folded(text)), -n) for n, text in enumerate(place.texts))
    return max(found, default=(0, 0))


def _in_common(stem: str, text: str) -> int:
    """Return the length of what a name and a text share: a run of characters, or whole words."""
    runs = re.findall(f"{_HAN}+(?:\\d+{_HAN}+)*", stem)  # seldom asked for, and long to compile
    if runs:
        longest = max(_longest(run, text) for run in runs)
        return longest if longest >= min(_LEAST + 2, max(map(len, runs))) else 0
    own = set(_WORD.findall(text)) | ({"qr"} if text == "qr" else set())
    words = _WORD.findall(stem) or ([stem] if stem in _CODE else [])
    return sum(map(len, words)) if words and set(words) <= own else 0


def _longest(run: str, text: str) -> int:
    """Return the length of the longest piece of a run that is in a text."""
    for length in range(min(len(run), _MOST), 0, -1):
        if any(run[at : at + length] in text for at in range(len(run) - length + 1)):
            return length
    return 0


def _by_number(search: _Search) -> None:
    """Files that are numbers alone go to the captions in their order: the first is 1."""
    wanting = [place for place in search.places if place.kind == "caption"]
    for file in filter(_may_be_photo, list(search.files)):
        told = _NUMBERED.fullmatch(_folded(PurePosixPath(file).stem))
        number = int(told[1]) if told else 0
        if 1 <= number <= len(wanting) and not wanting[number - 1].file:
            search.put(file, wanting[number - 1], f"it is number {number}")


def _by_order(search: _Search) -> None:
    """As many files as captions are left: they go together as they come."""
    left, files = search.free("caption"), [*filter(_may_be_photo, search.files)]
    if len(left) == len(files):
        for file, place in zip(files, left, strict=True):
            search.put(file, place, "by order; look whether it is right")


def _may_be_photo(file: str) -> bool:
    return PurePosixPath(file).suffix.lower() != ".pdf"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _solid(text: str) -> str:
    return "".join(_folded(text).split())


def _filled(
    edition: Edition, files: dict[tuple[str, str, int], str], told: tuple[Finding, ...]
) -> Edition:
    """Return the edition with the files in their places."""

    def of_item(item: Item) -> Item:
        if isinstance(item, Advert):
            return replace(item, src=item.src or files.get((item.id, "ad", 0), ""))
        if isinstance(item, Photo):
            own = files.get((item.id, "caption", 0), "")
            return replace(item, picture=_given(item.picture, own))
        if not isinstance(item, Article):
            return item
        pictures = tuple(
            _given(picture, files.get((item.id, "caption", n), ""))
            for n, picture in enumerate(item.pictures)
        )
        if new := files.get((item.id, "story", 0)):
            pictures = (Picture(src=new),)
        return replace(item, pictures=pictures)

    def of_page(page: EditionPage) -> EditionPage:
        return replace(page, items=tuple(map(of_item, page.items)))

    ear, code = edition.masthead.ear, files.get(("masthead", "code", 0), "")
    return replace(
        edition,
        masthead=replace(edition.masthead, ear=replace(ear, src=ear.src or code)),
        pages=tuple(map(of_page, edition.pages)),
        findings=(*edition.findings, *told),
    )


def _given(picture: Picture, file: str) -> Picture:
    return replace(picture, src=file) if file and not picture.src else picture
