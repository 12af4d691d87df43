"""Commands for who designs pages: ``specs``, ``schema``, ``init``.

What reads an edition and tells its findings is loaded for ``init`` alone, which may start from one.
"""

import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path

from broadsheet.cli.terminal import hand_out, say
from broadsheet.errors import Finding, SpecError
from broadsheet.messages.spoken import of


def specs_options(options: ArgumentParser) -> None:
    """Declare the options of ``specs``."""
    options.add_argument(
        "words",
        metavar="[show] NAME",
        nargs="*",
        help="print this one's file; with 'show', a spec resolved: all that it extends merged",
    )


def run_specs(given: Namespace) -> int:
    """List the bundled specs, print one's file, or one resolved."""
    from broadsheet.api import specs

    words: list[str] = given.words
    texts = specs.spec_texts()
    if words[:1] == ["show"]:
        if len(words) != 2:
            known = ", ".join(texts)
            raise SpecError("which spec is to be shown?", hint=f"one of {known}, or a file")
        hand_out(specs.resolved_spec(words[1]))
        return 0
    if len(words) > 1:
        raise SpecError(f"{' '.join(words)!r} is no spec", hint="write one name")
    for name in words:
        if name not in texts:
            raise specs.unknown_spec(name)
        hand_out(texts[name])
        return 0
    for name, text in texts.items():
        say(f"{name:16}{of(text.splitlines()[0].lstrip('# '))}")
    return 0


def schema_options(options: ArgumentParser) -> None:
    """Declare the options of ``schema``."""
    options.add_argument(
        "language", choices=["spec", "edition"], nargs="?", default="spec", help="default: spec"
    )


def run_schema(given: Namespace) -> int:
    """Print the JSON Schema of a language."""
    from broadsheet.api import specs

    hand_out(specs.schema_text(given.language))
    return 0


def init_options(options: ArgumentParser) -> None:
    """Declare the options of ``init``."""
    from broadsheet.cli import inputs

    options.add_argument("folder", metavar="FOLDER", help="new, or empty")
    options.add_argument(
        "--name",
        metavar="报名",
        help="name of the paper (default: that of the edition, or 某某日报)",
    )
    options.add_argument(
        "--spec",
        metavar="NAME",
        help="bundled spec to extend (default: duikai-6; with --from house, or house-english)",
    )
    options.add_argument(
        "--from",
        dest="source",
        metavar="EDITION",
        help="an edition to start from, or raw page text: its page is drawn, its pictures come too",
    )
    inputs.roots_option(options)


def run_init(given: Namespace) -> int:
    """Start a paper's folder, and say what to do next."""
    from broadsheet import api, starter
    from broadsheet.api import papers
    from broadsheet.cli import inputs
    from broadsheet.cli.report import tell

    folder, findings = Path(given.folder), tuple[Finding, ...]()
    if given.source is not None:
        started = api.paper_from(
            folder, inputs.source_of(given.source), name=given.name or "", spec=given.spec or "",
            roots=tuple(given.roots),
        )  # fmt: skip
        files, findings = started.files, started.findings
    else:
        name = papers.FIRST_NAME if given.name is None else given.name
        files = api.new_paper(folder, name=name, spec=given.spec or api.BASE_SPEC)
    first, page = folder / starter.EDITION, folder / "page.pdf"
    say(f"{folder}: {', '.join(files)}")
    say(of(f"look: broadsheet preview {shlex.quote(str(first))}"))
    say(of(f"next: broadsheet render {shlex.quote(str(first))} -o {shlex.quote(str(page))}"))
    return tell(findings, verbose=False)
