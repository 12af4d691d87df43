"""Commands for stories from and for other systems: ``import`` and ``export``."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.cli import inputs, overrides
from broadsheet.cli.report import tell
from broadsheet.cli.terminal import hand_out, warn
from broadsheet.errors import OutputError, UserError

if TYPE_CHECKING:
    from broadsheet.edition import Edition

IMPORTED = ("ninjs", "nitf", "newsml", "html", "markdown", "docx")
EXPORTED = (
    *("ninjs", "ninjs2", "nitf", "newsml", "markdown", "stories", "yaml", "json", "digital"),
    "idml",
)

_BY_ENDING = {
    ".idml": "idml", ".md": "markdown", ".yaml": "yaml", ".yml": "yaml", ".json": "json"
}  # fmt: skip


def import_options(options: ArgumentParser) -> None:
    """Declare the options of ``import``."""
    options.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="stories, or folders of stories in the order of their names; '-' is standard input",
    )
    options.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="edition to write, .yaml or .json; without it, YAML on standard output",
    )
    options.add_argument(
        "--from",
        dest="form",
        choices=IMPORTED,
        help="form of the files (default: told by what is in them)",
    )
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def run_import(given: Namespace) -> int:
    """Read files of other systems into an edition."""
    from broadsheet import interchange
    from broadsheet.api import reading
    from broadsheet.formats import edition_yaml

    if "-" in given.files and len(given.files) > 1:
        raise UserError("standard input can't be one of several files", hint="name files")
    inputs.keep_apart([given.output], given.files)
    form = given.form or ""
    if given.files == ["-"]:
        content, name = inputs.bytes_of("-")
        imported = interchange.import_bytes(content, file=name, form=form)
    else:
        imported = interchange.import_files(given.files, form=form)
    edition = imported.edition
    tell(edition.findings, verbose=given.verbose)
    if not given.output:
        _tell_pictures(imported.pictures)
        hand_out(edition_yaml.dump_yaml(edition))
        return 0
    reading.note_pictures(edition)
    edition = _named_for(edition, given.output)
    for picture, held in imported.pictures:
        _write_new(Path(given.output).parent / picture, held)
    dump = edition_yaml.dump_json if given.output.endswith(".json") else edition_yaml.dump_yaml
    inputs.write_text(given.output, dump(edition))
    return 0


def _tell_pictures(pictures: tuple[tuple[str, bytes], ...]) -> None:
    if pictures:
        text = f"broadsheet: {len(pictures)} pictures inside are not written (-o writes them)"
        warn(text)


def _named_for(edition: "Edition", output: str) -> "Edition":
    """Return an edition whose pictures are named from where it is written, if they can be."""
    from broadsheet import interchange

    named = interchange.named_from(edition, Path(output).parent)
    if named is None:
        hint = f"render with --root {edition.folder}"
        text = f"broadsheet: its pictures lie in {edition.folder} ({hint})"
        warn(text)
    return named or edition


def _write_new(path: Path, content: bytes) -> None:
    """Write a picture that was inside a file; one that is there already is never changed."""
    if os.path.exists(path) and path.read_bytes() != content:
        raise OutputError(f"{path}: another picture is there", hint="write to an empty folder")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputError(f"{path.parent}: can't be made: {fault.strerror}") from None
    inputs.write_bytes(str(path), content)


def export_options(options: ArgumentParser) -> None:
    """Declare the options of ``export``."""
    options.add_argument(
        "edition", metavar="EDITION", help="any that render takes; '-' is standard input"
    )
    options.add_argument(
        "--to",
        dest="form",
        choices=EXPORTED,
        help="ninjs (3.0), ninjs2 (2.1), nitf (3.6, a file for each item), newsml (NewsML-G2), "
        "markdown (one file), stories (Markdown, a file for each item), yaml, json; digital: "
        "a page for the browser whose stories can be clicked, and its zones as JSON; idml: the "
        "set pages for InDesign; without it, told by the ending of -o (.idml, .md, .yaml, .json)",
    )
    options.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="file to write, or folder for forms of several files; without it, a form of one "
        "file goes to standard output",
    )
    options.add_argument(
        "--spec", metavar="NAME|FILE", help="for digital and idml: layout spec, as render takes it"
    )
    overrides.option(options)
    inputs.roots_option(options)
    options.add_argument(
        "--ppi",
        metavar="N",
        type=int,
        default=120,
        help="for digital: pixels to an inch of the page's picture, 36 to 300 (default: 120)",
    )
    options.add_argument("-v", "--verbose", action="store_true", help="tell notes too")


def _form_of(output: str | None) -> str:
    """Return the form that a file's ending tells."""
    form = _BY_ENDING.get(Path(output or "").suffix.lower(), "")
    if not form:
        raise UserError("in which form?", hint=f"write --to and one of {', '.join(EXPORTED)}")
    return form


def run_export(given: Namespace) -> int:
    """Write an edition in a form of other systems."""
    from broadsheet import interchange
    from broadsheet.api.reading import read_edition

    inputs.keep_apart([given.output], (given.edition, given.spec))
    given.form = given.form or _form_of(given.output)
    if given.form == "digital":
        return _digital(given)
    if given.form == "idml":
        return _idml(given)
    edition = read_edition(inputs.source_of(given.edition))
    exported = interchange.export(edition, given.form)
    tell(exported.findings, verbose=given.verbose)
    if given.form in interchange.FOLDERS:
        write_folder(
            given.output, {name: text.encode("utf-8") for name, text in exported.files.items()}
        )
        return 0
    [text] = exported.files.values()
    if given.output:
        inputs.write_text(given.output, text)
    else:
        hand_out(text)
    return 0


def _digital(given: Namespace) -> int:
    """Write the page for the browser: nothing when the copy has errors, as with render."""
    from broadsheet.api import digital

    options = digital.DigitalOptions(
        spec=given.spec or "",
        overrides=tuple(overrides.pairs(given.overrides)),
        roots=tuple(given.roots),
        ppi=given.ppi,
    )
    paper = digital.digital_paper(inputs.source_of(given.edition), options)
    status = tell(paper.findings, verbose=given.verbose)
    if status:
        warn(f"broadsheet: {given.output or 'it'} is not written")
        return status
    write_folder(given.output, paper.files)
    return 0


def _idml(given: Namespace) -> int:
    """Write the pages for InDesign: nothing when the copy has errors, as with render."""
    from broadsheet.api import desktop
    from broadsheet.api.opening import PageOptions

    if not given.output:
        raise OutputError("this form is no text", hint="-o names a file, such as page.idml")
    options = PageOptions(
        spec=given.spec or "",
        overrides=tuple(overrides.pairs(given.overrides)),
        roots=tuple(given.roots),
    )
    done = desktop.desktop_pages(inputs.source_of(given.edition), options)
    status = tell(done.findings, verbose=given.verbose)
    if status:
        warn(f"broadsheet: {given.output} is not written")
        return status
    inputs.write_bytes(given.output, done.idml)
    return 0


def write_folder(folder: str | None, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is made when it is not there."""
    if not folder:
        raise OutputError("this form has several files", hint="-o names a folder for them")
    try:
        for name in sorted({str(Path(folder, name).parent) for name in files}):
            os.makedirs(name, exist_ok=True)
    except OSError as fault:
        raise OutputError(f"{folder}: can't be made: {fault.strerror}") from None
    for name, content in files.items():
        inputs.write_bytes(str(Path(folder) / name), content)
