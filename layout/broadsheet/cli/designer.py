"""Commands for who designs pages: ``specs``, ``schema``."""

import json
from argparse import ArgumentParser, Namespace

from broadsheet.errors import SpecError


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
            raise SpecError(f"no bundled spec {name!r}", hint=f"one of {', '.join(files)}")
        print(files[name].read_text(encoding="utf-8"), end="")
        return 0
    for name, path in files.items():
        first = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        print(f"{name:16}{first}")
    return 0


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
    from broadsheet import spec_yaml
    from broadsheet.formats import edition_yaml

    form = spec_yaml.schema() if language == "spec" else edition_yaml.schema()
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"
