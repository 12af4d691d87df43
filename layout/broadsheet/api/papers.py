"""A name becomes a paper's folder: its spec, a first edition, schemas, a place for pictures.

Takes a folder that is new or empty; writes files into it, and returns their names.
"""

from pathlib import Path

from broadsheet import outfile
from broadsheet.api import composing, specs
from broadsheet.errors import OutputError

FIRST_NAME = "某某日报"


def new_paper(
    folder: str | Path, *, name: str = FIRST_NAME, spec: str = specs.BASE_SPEC
) -> tuple[str, ...]:
    """Lay out a paper's folder that extends a bundled spec; return what is in it.

    The first edition renders as it stands.  Raises UserError for a name that is none,
    SpecError for a spec that is not bundled, OutputError for a folder that holds anything.
    """
    from broadsheet import spec_yaml, starter
    from broadsheet.formats import edition_yaml

    starter.check_name(name)
    if spec not in spec_yaml.bundled_specs():
        raise specs.unknown_spec(spec)
    _check_free(Path(folder))
    base = specs.load_spec(spec)
    # of a house that draws its pages, copy for a page drawn by hand will do
    filled = specs.load_spec() if base.arrangement.auto else base
    edition = starter.first_edition(name, filled, lambda draft: composing.compose(draft, filled))
    modeline = "# yaml-language-server: $schema=schemas/edition.schema.json\n"
    files = {
        starter.PAPER: starter.paper_text(name, spec, base),
        starter.EDITION: modeline + edition_yaml.dump_yaml(edition),
        "README.md": starter.readme_text(name),
        "schemas/spec.schema.json": specs.schema_text("spec"),
        "schemas/edition.schema.json": specs.schema_text("edition"),
    }
    _lay_out(Path(folder), files, (starter.PICTURES, "schemas"))
    return (*files, f"{starter.PICTURES}/")


def _check_free(folder: Path) -> None:
    """Refuse a folder that holds anything."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
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
