"""Stories in and out: files of other systems into one edition, an edition into their forms.

The wiring of ``formats`` beside ``api``, handed out by ``broadsheet``: ``import_files`` reads
files and folders, ``export`` writes one text or several files.  What a form could not carry is
among the findings.
"""

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from broadsheet.addresses import target_of
from broadsheet.display import Pages
from broadsheet.edition import (
    Advert,
    Article,
    Ear,
    Edition,
    EditionPage,
    Item,
    Masthead,
    Photo,
    Picture,
)
from broadsheet.errors import EditionError, Finding, OutputError, SourceError, Where, shown
from broadsheet.formats import strange
from broadsheet.formats.strange import Imported
from broadsheet.models import frozen, names, replace
from broadsheet.reach import YAML_ENDINGS, decoded, read_bytes

_STORIES: Final = (*YAML_ENDINGS, ".md", ".markdown", ".docx", ".xml", ".html", ".htm", ".xhtml")
MOST_FILES: Final = 1000  # of a folder
# form: ending of its file, or of each of several
TEXTS: Final = {
    "ninjs": ".json", "ninjs2": ".json", "newsml": ".xml", "markdown": ".md", "yaml": ".yaml",
    "json": ".json",
}  # fmt: skip
FOLDERS: Final = {"stories": ".md", "nitf": ".xml"}


@frozen(kw_only=True)
class Exported:
    """Files by name, one for a form of one text, and what is not in them."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def import_files(paths: Iterable[str | Path], *, form: str = "") -> Imported:
    """Read files, or folders of files in the order of their names, into one edition.

    Several files are the items of one page, unless one of them has several.  ``form`` is one
    of ``strange.FORMS``; without it each file is told by its content and name.  Raises
    SourceError or EditionError, whose text is one line with the place of the fault.
    """
    files: list[Path] = []
    skipped: list[Finding] = []
    for path in map(Path, paths):
        if os.path.isdir(path):
            files += _stories_in(path, skipped)
        else:
            files.append(path)
    if not files:
        raise SourceError("nothing to read", hint="name files or a folder of stories")
    base = Path(os.path.commonpath([path.resolve().parent for path in files]))
    imported = [_moved(_read(path, form), path, base) for path in files]
    edition = _merged([one.edition for one in imported], [str(path) for path in files])
    findings = (*skipped, *edition.findings)
    pictures = tuple(picture for one in imported for picture in one.pictures)
    folder = str(files[0].parent) if len(files) == 1 else os.path.relpath(base)
    edition = replace(edition, folder=folder, findings=findings)
    return Imported(edition=_with_roles(edition), pictures=pictures)


def import_bytes(content: bytes, *, file: str, form: str = "") -> Imported:
    """Read one file's content; ``file`` is what it is called in messages."""
    form = form or strange.form_of(content, file)
    if not form:
        hint = f"one of {', '.join(strange.FORMS)}; raw page text is read by parse"
        raise SourceError("its form is not known", where=Where(file), hint=hint)
    found = strange.read(content, form, file=file)
    return Imported(edition=_with_roles(found.edition), pictures=found.pictures)


def holds_stories(folder: Path) -> bool:
    """Tell whether a folder holds files that ``import_files`` reads."""
    return any(path.suffix.lower() in _STORIES and path.is_file() for path in folder.iterdir())


def _stories_in(folder: Path, skipped: list[Finding]) -> Iterator[Path]:
    """Yield the files of a folder that may be stories; tell the others, but for pictures."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as fault:
        message = (fault.strerror or "can't be read").lower()
        raise SourceError(message, where=Where(str(folder))) from None
    if len(found) > MOST_FILES:
        hint = f"at most {MOST_FILES} files"
        raise SourceError("holds too many files", where=Where(str(folder)), hint=hint)
    # what is no plain file is told when it is read, not passed over
    stories = [path for path in found if path.suffix.lower() in _STORIES and not path.is_dir()]
    for path in found:
        if path not in stories and path.suffix.lower() in (".txt", ".pdf", ".doc", ".rtf", ".odt"):
            message = "is not read: write it as one of " + ", ".join(_STORIES)
            skipped.append(
                Finding(level="warning", code="skipped", message=message, where=Where(str(path)))
            )
    if not stories:
        hint = f"stories end in {', '.join(_STORIES)}"
        raise SourceError("holds no stories", where=Where(str(folder)), hint=hint)
    yield from stories


def _read(path: Path, form: str) -> Imported:
    content = read_bytes(path)
    wanted = form or strange.form_of(content, str(path))
    if wanted or path.suffix.lower() not in YAML_ENDINGS:
        return import_bytes(content, file=str(path), form=wanted)
    from broadsheet.formats import edition_yaml

    return Imported(
        edition=edition_yaml.read(decoded(content, str(path), EditionError), file=str(path))
    )


def _moved(imported: Imported, path: Path, base: Path) -> Imported:
    """Return an edition whose pictures are named from the common folder of all files."""
    below = path.resolve().parent.relative_to(base)
    if below == Path():
        return imported
    return Imported(
        edition=with_pictures(imported.edition, lambda src: (below / src).as_posix()),
        pictures=tuple(((below / name).as_posix(), held) for name, held in imported.pictures),
    )


def _merged(editions: Sequence[Edition], files: Sequence[str]) -> Edition:
    """Put editions into one: what several tell of the paper must be the same."""
    if len(editions) == 1:
        return editions[0]
    findings = [finding for edition in editions for finding in edition.findings]
    facts: dict[str, str] = {}
    ears: dict[str, str] = {}
    for edition, file in zip(editions, files, strict=True):
        _gather(facts, edition.masthead, file, findings)
        _gather(ears, edition.masthead.ear, file, findings)
    taken: set[str] = {"masthead"}
    pages = [
        replace(page, items=tuple(_own_id(item, taken) for item in page.items))
        for edition in editions
        for page in edition.pages
    ]
    if all(len(edition.pages) <= 1 for edition in editions):
        pages = list(_gathered(pages))
    spec = next((edition.spec for edition in editions if edition.spec), "")
    return Edition(
        masthead=Masthead(**facts, ear=Ear(**ears)),
        pages=tuple(pages),
        spec=spec,
        script=next((edition.script for edition in editions if edition.script), ""),
        findings=tuple(findings),
    )


def _gather(
    facts: dict[str, str], told: Masthead | Ear, file: str, findings: list[Finding]
) -> None:
    """Add what one file tells of the paper; a second word on the same is told."""
    for name in names(told):
        value = getattr(told, name)
        if not isinstance(value, str) or not value:
            continue
        if facts.setdefault(name, value) != value:
            message = f"{name} {value!r} is left out: another file says {facts[name]!r}"
            findings.append(
                Finding(level="warning", code="fact-twice", message=message, where=Where(file))
            )


def _gathered(pages: Sequence[EditionPage]) -> Iterator[EditionPage]:
    """Yield the pages that files of one page make: another folio begins another page."""
    held: list[EditionPage] = []
    for page in pages:
        if page.folio and page.folio != _folio(held).folio and _folio(held).folio:
            yield _one_page(held)
            held = []
        held.append(page)
    yield _one_page(held)


def _one_page(pages: Sequence[EditionPage]) -> EditionPage:
    return replace(_folio(pages), items=tuple(item for page in pages for item in page.items))


def _folio(pages: Sequence[EditionPage]) -> EditionPage:
    """Return a page with the first folio facts that are told."""

    def first(name: str) -> str:
        return next((value for page in pages if (value := getattr(page, name))), "")

    return EditionPage(folio=first("folio"), section=first("section"), editors=first("editors"))


def _own_id(item: Item, taken: set[str]) -> Item:
    """Return an item with an id that no other has."""
    made, count = item.id, 1
    while made in taken:
        count += 1
        made = f"{item.id}-{count}"
    taken.add(made)
    return item if made == item.id else replace(item, id=made)


def _with_roles(edition: Edition) -> Edition:
    """Return an edition whose bylines say who did what, where their words tell it."""
    from broadsheet.parse.text.bylines import parse_byline

    def told(item: Item) -> Item:
        if not isinstance(item, Article) or item.byline is None or item.byline.roles:
            return item
        found = parse_byline(item.byline.raw)
        byline = replace(item.byline, roles=found.roles) if found else item.byline
        return replace(item, byline=byline)

    pages = (replace(page, items=tuple(map(told, page.items))) for page in edition.pages)
    return replace(edition, pages=tuple(pages))


def with_pictures(edition: Edition, name: Callable[[str], str]) -> Edition:
    """Return an edition whose pictures are named otherwise."""

    def picture(one: Picture) -> Picture:
        return replace(one, src=name(one.src)) if one.src else one

    def item(one: Item) -> Item:
        if isinstance(one, Article):
            return replace(one, pictures=tuple(map(picture, one.pictures)))
        if isinstance(one, Photo):
            return replace(one, picture=picture(one.picture))
        return replace(one, src=name(one.src)) if isinstance(one, Advert) and one.src else one

    ear = edition.masthead.ear
    masthead = replace(edition.masthead, ear=replace(ear, src=name(ear.src) if ear.src else ""))
    pages = tuple(replace(page, items=tuple(map(item, page.items))) for page in edition.pages)
    return replace(edition, masthead=masthead, pages=pages)


def named_from(edition: Edition, folder: str | Path) -> Edition | None:
    """Return an edition whose pictures are named from a folder, where it is to be written.

    None where they lie outside it, and can't be.
    """
    source, target = Path(edition.folder or ".").resolve(), Path(folder).resolve()
    if source == target or not has_pictures(edition):
        return edition
    if not source.is_relative_to(target):
        return None
    below = source.relative_to(target)
    return with_pictures(edition, lambda name: (below / name).as_posix())


def has_pictures(edition: Edition) -> bool:
    """Tell whether an edition names any picture."""
    found: list[str] = []

    def noted(name: str) -> str:
        found.append(name)
        return name

    with_pictures(edition, noted)
    return bool(found)


def export(edition: Edition, form: str) -> Exported:
    """Write an edition in another form: one of ``TEXTS`` or ``FOLDERS``.

    Files are named by the edition's day, or each by its place and id.  An address of the ear
    that leads to no web, mail or telephone is left out, and told, but for ``yaml`` and
    ``json``, which are the edition itself.  Raises OutputError.
    """
    address = edition.masthead.ear.url
    if address and form not in ("yaml", "json") and not target_of(address):
        ear = replace(edition.masthead.ear, url="")
        clean = replace(edition, masthead=replace(edition.masthead, ear=ear))
        message = f"the ear's address {shown(address)!r} is left out: begin it with https://"
        told = Finding(level="warning", code="link", message=message)
        found = export(clean, form)
        return replace(found, findings=(told, *found.findings))
    if form in TEXTS:
        text, findings = _text(edition, form)
        return Exported(files={f"edition{TEXTS[form]}": text}, findings=findings)
    if form not in FOLDERS:
        known = ", ".join([*TEXTS, *FOLDERS])
        raise OutputError(f"no form {form!r}", hint=f"one of {known}")
    from broadsheet.formats import markdown_out, nitf_out

    write = nitf_out.files if form == "nitf" else markdown_out.stories
    files, findings = write(edition)
    return Exported(files=files, findings=findings)


def _text(edition: Edition, form: str) -> tuple[str, tuple[Finding, ...]]:
    from broadsheet.formats import edition_yaml, markdown_out, newsml_out, ninjs_out

    if form in ninjs_out.VERSIONS:
        return ninjs_out.dump(edition, ninjs_out.VERSIONS[form]), ()
    if form == "newsml":
        return newsml_out.dump(edition)
    if form == "markdown":
        return markdown_out.dump(edition)
    dump = edition_yaml.dump_json if form == "json" else edition_yaml.dump_yaml
    return dump(edition), ()


def to_yaml(edition: Edition) -> str:
    """Return an edition as the YAML that ``read_edition`` reads, for people to correct."""
    return _text(edition, "yaml")[0]


def to_json(edition: Edition) -> str:
    """Return an edition as JSON; it reads back as YAML too."""
    return _text(edition, "json")[0]


def digital_files(
    edition: Edition, pages: Pages, pdf: bytes, *, ppi: float = 120
) -> dict[str, bytes]:
    """Return the files of a digital paper: a page of HTML, zones as JSON, page pictures.

    ``pdf`` is what ``write_pdf`` wrote of ``pages``, ``ppi`` the pixels to an inch of its
    pictures.
    """
    from broadsheet.formats import digital
    from broadsheet.paint import raster

    held = raster.OpenPdf(pdf)
    try:
        pictures = [held.png(n, ppi / 72) for n in range(len(pages.pages))]
    finally:
        held.close()
    named = [
        (f"page-{page.number}.png", *struct.unpack(">II", picture[16:24]))
        for page, picture in zip(pages.pages, pictures, strict=True)
    ]
    return {
        "index.html": digital.html(edition, pages, named).encode("utf-8"),
        "zones.json": digital.document(edition, pages, named).encode("utf-8"),
        **{name: picture for (name, _, _), picture in zip(named, pictures, strict=True)},
    }
