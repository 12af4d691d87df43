"""A name, or an edition, becomes a paper's folder: its spec, a first edition, schemas, pictures.

Takes a folder that is new or empty; writes files into it, and returns their names.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from broadsheet import files_read, outfile, reach
from broadsheet.api import composing, drawing, reading, specs
from broadsheet.api.reading import Anything
from broadsheet.edition import Edition
from broadsheet.errors import Finding, OutputError, PictureError, SpecError, UserError
from broadsheet.geometry import MM
from broadsheet.models import frozen, replace
from broadsheet.printing import picture_path
from broadsheet.spec import Spec

FIRST_NAME = "某某日报"
SMALL, SMALL_SPEC = 300.0, "sikai"  # mm across under which a page is 四开, and one drawn by hand


@frozen()
class Started:
    """What is in a new paper's folder, and what its editor should know of the first edition."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def new_paper(
    folder: str | Path, *, name: str = FIRST_NAME, spec: str = specs.BASE_SPEC
) -> tuple[str, ...]:
    """Lay out a paper's folder that extends a bundled spec; return what is in it.

    The first edition renders as it stands.  Raises UserError for a name that is none,
    SpecError for a spec that is not bundled, OutputError for a folder that holds anything.
    """
    from broadsheet import starter

    base = _base(folder, name, spec)
    filled = base
    if base.arrangement.auto:  # copy for a page drawn by hand will do, of about its size
        small = base.style.page.width < SMALL * MM
        filled = specs.load_spec(SMALL_SPEC if small else specs.BASE_SPEC)
    edition = starter.first_edition(name, filled, lambda draft: composing.compose(draft, filled))
    files = {starter.PAPER: starter.paper_text(name, spec, base)}
    return _written(Path(folder), name, files, edition)


def paper_from(
    folder: str | Path,
    source: Anything,
    *,
    name: str = "",
    spec: str = "",
    roots: Sequence[str | Path] = (),
) -> Started:
    """Lay out a paper's folder for an edition that there is: its style, its page, its copy.

    ``paper.yaml`` is the style, of a bundled house (``spec``; empty: the one that suits its
    letters), ``page.yaml`` the day's drawing, which the edition asks for; its pictures come along.
    ``name`` is the paper's where the edition has none.  Raises as ``new_paper`` does, and
    UserError for an edition that can't be read or drawn.
    """
    from broadsheet import starter

    edition = reading.read_edition(source, roots=reach.folders(roots))
    if not edition.items:
        hint = "broadsheet parse says what is read of it"
        raise UserError("this edition has no items: there is no page to start from", hint=hint)
    head = edition.masthead
    name = name or head.name or FIRST_NAME
    house = spec or specs.house_of(edition)
    base = _base(folder, name, house)
    if base.style.open is None:
        hint = f"leave it out, or name {specs.DEFAULT_SPEC} or {specs.ENGLISH_SPEC}"
        raise SpecError(f"{house} is drawn already: no page is drawn with it", hint=hint)
    [best] = drawing.dummy(edition, base)
    files = {
        starter.PAPER: starter.paper_text(name, house, base),
        starter.PAGE: starter.page_text(name, house, best.text),
    }
    shown = {}
    for picture, path in _pictures(edition).items():
        files_read.note(path)
        shown[picture] = path.read_bytes()
    started = replace(edition, spec=starter.PAGE, masthead=replace(head, name=head.name or name))
    written = _written(Path(folder), name, files, started, drawn=True)
    for picture, content in shown.items():
        (Path(folder) / picture).parent.mkdir(parents=True, exist_ok=True)
        outfile.write_bytes(Path(folder) / picture, content)
    return Started((*written, *shown), (*edition.findings, *best.findings))


def _pictures(edition: Edition) -> dict[str, Path]:
    """Return the files of an edition's pictures that are there, by their names."""
    found = {}
    for name in reading.picture_names(edition):
        with suppress(PictureError):  # a name that leads elsewhere: composing tells
            path = picture_path(edition.folder, name, edition.roots)
            if os.path.isfile(path) and not Path(name).is_absolute():
                found[name] = path
    return found


def _base(folder: str | Path, name: str, spec: str) -> Spec:
    """Return the bundled spec that a paper extends, when all that is asked for is sound."""
    from broadsheet import spec_yaml, starter

    starter.check_name(name)
    if spec not in spec_yaml.bundled_specs():
        raise specs.unknown_spec(spec)
    _check_free(Path(folder))
    return specs.load_spec(spec)


def _written(
    folder: Path, name: str, files: dict[str, str], edition: Edition, *, drawn: bool = False
) -> tuple[str, ...]:
    """Write a paper's folder; return what is in it."""
    from broadsheet import starter
    from broadsheet.formats import edition_yaml

    modeline = "# yaml-language-server: $schema=schemas/edition.schema.json\n"
    every = {
        **files,
        starter.EDITION: modeline + edition_yaml.dump_yaml(edition),
        "README.md": starter.readme_text(name, drawn=drawn),
        "schemas/spec.schema.json": specs.schema_text("spec"),
        "schemas/edition.schema.json": specs.schema_text("edition"),
    }
    _lay_out(folder, every, (starter.PICTURES, "schemas"))
    return (*every, f"{starter.PICTURES}/")


def _check_free(folder: Path) -> None:
    """Refuse a folder that holds anything."""
    try:
        taken = os.path.exists(folder) and (not os.path.isdir(folder) or any(folder.iterdir()))
    except OSError as fault:
        raise _unmade(folder, fault) from None
    if taken:
        raise OutputError(f"{folder}: is there already", hint="name a folder that is new or empty")


def _unmade(folder: Path, fault: OSError) -> OutputError:
    return OutputError(f"{folder}: can't be made: {(fault.strerror or str(fault)).lower()}")


def _lay_out(folder: Path, files: dict[str, str], folders: tuple[str, ...]) -> None:
    """Make folders and write the files of a new folder."""
    try:
        for name in folders:
            (folder / name).mkdir(parents=True)
    except OSError as fault:
        raise _unmade(folder, fault) from None
    for name, text in files.items():
        outfile.write_text(folder / name, text)
