"""Commands for who designs pages: ``specs``, ``schema``, ``init``."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from broadsheet.errors import OutputError, SpecError


def specs_options(options: ArgumentParser) -> None:
    """Declare the options of ``specs``."""
    options.add_argument(
        "words",
        metavar="[show] NAME",
        nargs="*",
        help="print this one's file; with 'show', a spec resolved: all that it extends merged",
    )


def specs(given: Namespace) -> int:
    """List the bundled specs, print one's file, or one resolved."""
    from broadsheet.resources import bundled

    words: list[str] = given.words
    if words[:1] == ["show"]:
        return _show(words[1:])
    files = {path.stem: path for path in sorted(bundled("specs").glob("*.yaml"))}
    if len(words) > 1:
        raise SpecError(f"{' '.join(words)!r} is no spec", hint="write one name")
    for name in words:
        if name not in files:
            raise _unknown(name, files)
        print(files[name].read_text(encoding="utf-8"), end="")
        return 0
    for name, path in files.items():
        first = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        print(f"{name:16}{first}")
    return 0


def _unknown(name: str, known: Iterable[str]) -> SpecError:
    from broadsheet.marked_yaml import did_you_mean

    return SpecError(f"no bundled spec {name!r}", hint=did_you_mean(name, known))


def _show(names: list[str]) -> int:
    from broadsheet import spec_yaml
    from broadsheet.formats import node_writer

    if len(names) != 1:
        known = ", ".join(spec_yaml.bundled_specs())
        raise SpecError("which spec is to be shown?", hint=f"one of {known}, or a file")
    print(node_writer.dump_nodes(spec_yaml.merged_nodes(names[0])), end="")
    return 0


def schema_options(options: ArgumentParser) -> None:
    """Declare the options of ``schema``."""
    options.add_argument(
        "language", choices=["spec", "edition"], nargs="?", default="spec", help="default: spec"
    )


def schema(given: Namespace) -> int:
    """Print the JSON Schema of a language."""
    print(schema_text(given.language), end="")
    return 0


def schema_text(language: str) -> str:
    """Return the JSON Schema of ``spec`` or ``edition`` as it is shipped."""
    import json

    from broadsheet import spec_yaml
    from broadsheet.formats import edition_yaml

    form = spec_yaml.schema() if language == "spec" else edition_yaml.schema()
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def init_options(options: ArgumentParser) -> None:
    """Declare the options of ``init``."""
    options.add_argument("folder", metavar="FOLDER", help="new, or empty")
    options.add_argument(
        "--name", metavar="报名", default="某某日报", help="name of the paper (default: 某某日报)"
    )
    options.add_argument(
        "--spec", metavar="NAME", help="bundled spec to extend (default: duikai-6)"
    )


def init(given: Namespace) -> int:
    """Start a paper's folder, and say what to do next."""
    from broadsheet import api, spec_yaml, starter
    from broadsheet.formats import edition_yaml

    starter.check_name(given.name)
    base = given.spec or api.BASE_SPEC
    known = spec_yaml.bundled_specs()
    if base not in known:
        raise _unknown(base, known)
    folder = Path(given.folder)
    _check_free(folder)
    spec = api.load_spec(base)
    # of a house that draws its pages, copy for a page drawn by hand will do
    filled = api.load_spec(api.BASE_SPEC) if spec.arrangement.auto else spec
    edition = starter.first_edition(given.name, filled, lambda draft: api.compose(draft, filled))
    modeline = "# yaml-language-server: $schema=schemas/edition.schema.json\n"
    files = {
        starter.PAPER: starter.paper_text(given.name, base, spec),
        starter.EDITION: modeline + edition_yaml.dump_yaml(edition),
        "README.md": starter.readme_text(given.name),
        "schemas/spec.schema.json": schema_text("spec"),
        "schemas/edition.schema.json": schema_text("edition"),
    }
    _lay_out(folder, files, (starter.PICTURES, "schemas"))
    first, page = folder / starter.EDITION, folder / "page.pdf"
    print(f"{folder}: {', '.join(files)}, {starter.PICTURES}/")
    print(f"look: broadsheet preview {shlex.quote(str(first))}")
    print(f"next: broadsheet render {shlex.quote(str(first))} -o {shlex.quote(str(page))}")
    return 0


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
    from broadsheet import outfile

    try:
        for name in folders:
            (folder / name).mkdir(parents=True)
    except OSError as fault:
        raise _unmade(folder, fault) from None
    for name, text in files.items():
        content = text.encode("utf-8")

        def write(stream: BinaryIO, content: bytes = content) -> None:
            stream.write(content)

        outfile.write_atomic(folder / name, write)
