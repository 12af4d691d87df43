"""Pictures that lie beside a page come into the edition: names are looked up here.

Takes an edition and where its pictures may lie; lists folders, and has ``illustrations`` say
which file belongs where.  Opens no picture.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadsheet import reach
from broadsheet.edition import Edition
from broadsheet.errors import SourceError, Where
from broadsheet.illustrations import ENDINGS, Pairing, with_pictures
from broadsheet.models import replace
from broadsheet.paint.own_mark import made_here

MOST = 1000  # files of a folder
BESIDE = "pictures"  # the folder beside a raw page whose files may be its own
HINTS = ".hints"  # the ending of a raw page's own hints, beside it


def hints_beside(page: Path) -> Path | None:
    """Return the hints that lie beside a raw page under its name; None when there are none."""
    found = page.with_suffix(HINTS)
    return found if page.suffix.lower() in reach.RAW_ENDINGS and os.path.isfile(found) else None


def with_folder(
    edition: Edition,
    folder: str | Path,
    pairings: Sequence[Pairing] = (),
    *,
    page: str | Path | None = None,
) -> Edition:
    """Return an edition with the pictures of a folder that is this page's.

    Names, numbers and order count; a file that goes nowhere is a warning.  ``page`` is the file
    that was read: it is no picture, nor are pages that broadsheet made.  Raises SourceError for
    what is no folder of pictures.
    """
    held = Path(folder)
    if not os.path.isdir(held):
        raise SourceError("is no folder of pictures", where=Where(str(folder)))
    files = list(_pictures_in(held))
    if not files:
        hint = f"pictures end in {', '.join(sorted(ENDINGS))}"
        raise SourceError("holds no pictures", where=Where(str(folder)), hint=hint)
    within = _below(held, edition.folder)
    if within is None:  # it lies elsewhere: one more place to look in
        roots = (*edition.roots, *reach.folders([held]))
        edition, within = replace(edition, roots=roots), Path()
    names = [(within / file.name).as_posix() for file in files]
    own = [name for name, file in zip(names, files, strict=True) if _is_page(file, page)]
    return with_pictures(edition, names, pairings, all_of_them=True, pages=own)


def with_neighbours(edition: Edition, page: Path, pairings: Sequence[Pairing] = ()) -> Edition:
    """Return a raw page's edition with the pictures that lie beside it and are named for it.

    They lie in its folder, or in one called ``pictures`` there.  Others may belong to other
    pages: only names and hints count.
    """
    beside = page.parent
    files = {file.name: file for file in _pictures_in(beside)}
    files |= {f"{BESIDE}/{file.name}": file for file in _pictures_in(beside / BESIDE)}
    own = [name for name, file in files.items() if _is_page(file, page)]
    return with_pictures(edition, files, pairings, pages=own) if files or pairings else edition


def _pictures_in(folder: Path) -> Iterator[Path]:
    """Yield the pictures of a folder by name, as many as are looked at; none where it is not."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        return
    yield from (path for path in found[:MOST] if path.is_file())


def _is_page(file: Path, read: str | Path | None) -> bool:
    """Tell whether a file is a page: the one that was read, or one of ours."""
    return (read is not None and file.resolve() == Path(read).resolve()) or made_here(file)


def _below(folder: Path, base: str) -> Path | None:
    """Return a folder as it is called from another; None when it does not lie in it."""
    if not base:
        return None
    try:
        return folder.resolve().relative_to(Path(base).resolve())
    except (ValueError, OSError):
        return None
