"""The commands: what each says of itself, and which module has its options and its run.

A command's module is loaded when it is called for: what others need costs it nothing.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from typing import Any

from broadsheet.models import frozen


@frozen(kw_only=True)
class Command:
    """A command; its module has ``NAME_options(parser)`` and ``run_NAME(given)``."""

    name: str
    about: str
    more: str = ""
    home: str

    @property
    def options(self) -> Callable[[ArgumentParser], None]:
        """What adds its options to a parser."""
        found: Callable[[ArgumentParser], None] = getattr(self._module(), f"{self.name}_options")
        return found

    @property
    def run(self) -> Callable[[Namespace], int]:
        """What it does, and returns the exit status of."""
        found: Callable[[Namespace], int] = getattr(self._module(), f"run_{self.name}")
        return found

    def _module(self) -> Any:
        return import_module(f"broadsheet.cli.{self.home}")


COMMANDS = (
    Command(
        name="render",
        about="Set an edition as a PDF.",
        more="Nothing is written when the copy has errors (status 1), unless --draft.",
        home="rendering",
    ),
    Command(
        name="dummy",
        about="Draw an edition's pages (版样), and write the drawing as a layout spec.",
        more="The spec is an ordinary one, with comments that say why; 'render --spec' with it\n"
        "gives the page that 'render' without a spec gives. With --choices several, each unlike\n"
        "the others; with --near yesterday's page again, as near as today's copy allows.",
        home="draughtsman",
    ),
    Command(
        name="parse",
        about="Read raw page text into an edition that a person can correct.",
        more="The text may be UTF-8, UTF-16, GB18030 or Big5. What was doubted (a missing\n"
        "quote, a date against its weekday) is told with its line.",
        home="reading",
    ),
    Command(
        name="import",
        about="Read stories of other systems into an edition.",
        more="ninjs, NITF, NewsML-G2, HTML, Markdown with front matter, Word. Several files are\n"
        "the items of one page. What could not be carried is told.",
        home="exchange",
    ),
    Command(
        name="export",
        about="Write an edition for other systems.",
        more="What the form has no place for is told (notes with -v).",
        home="exchange",
    ),
    Command(
        name="check",
        about="Say what render would report, without a PDF.",
        more="Prints a table of the stories: characters, columns, lines, room, over or short;\n"
        "then what is amiss, with the page's own faults: heads that meet, trapped white …",
        home="rendering",
    ),
    Command(
        name="preview",
        about="Show the page in a browser, and set it again at each saved change.",
        more="Watches the edition, the spec with all that it extends, pictures and font files.\n"
        "A click on a box tells its line in the spec and its keys; a boundary dragged changes the\n"
        "map in the spec's file, a box dragged onto another swaps them; undo gives the file back.\n"
        "Listens on this machine alone; needs the extra 'preview'.",
        home="preview",
    ),
    Command(
        name="proof",
        about="Prove that a PDF holds every story, complete and identical.",
        more="The PDF is read back; each fault is told with the first difference in its place.",
        home="pressroom",
    ),
    Command(
        name="preflight",
        about="Say whether a PDF is fit for the press, and what is not.",
        more="Any PDF, advertisements from outside too. Each finding has its page, place, value,\n"
        "limit, and where the limit comes from. Status 1 when there are errors.",
        home="pressroom",
    ),
    Command(
        name="compare",
        about="Hold two PDFs against each other: what moved, which words are others.",
        more="Lines are matched by their words and place, stories by their words; rules, pictures\n"
        "and the look of the page too. Status 0: the same; 1: something differs.",
        home="proofs",
    ),
    Command(
        name="trace",
        about="Read a printed page into the spec that sets it again.",
        more="Writes edition.yaml (its copy), style.yaml (what the paper is) and page.yaml (what\n"
        "the day is); 'render FOLDER/edition.yaml --spec FOLDER/page.yaml' gives the page back,\n"
        "tomorrow's edition goes into the same style. What lies off the grid is told with how far.",
        home="tracing",
    ),
    Command(
        name="batch",
        about="Set many editions, a folder or an archive of days.",
        more="One fault is one line, and the rest is done. What the journal in the output folder\n"
        "tells as done, of the same copy, spec and order, is not set again.",
        home="batch",
    ),
    Command(
        name="set",
        about="Set one paragraph on its own, to try a style.",
        more="Prints its lines; with --json each glyph with its place and advance in em of the\n"
        "style; with -o a PDF or a picture. Starts flush unless --indent says otherwise.",
        home="trial",
    ),
    Command(
        name="specs",
        about="List the bundled layout specs, or print one.",
        more="'specs NAME' prints the file as it is; 'specs show NAME' prints every key in force,\n"
        "with all that it extends merged.",
        home="designer",
    ),
    Command(
        name="schema",
        about="Print the JSON Schema of specs or editions, for editors that complete and check.",
        home="designer",
    ),
    Command(
        name="init",
        about="Start a paper's folder: its spec, a first edition, a place for pictures.",
        more="Nothing that is there is written over. The first edition renders as it stands.",
        home="designer",
    ),
    Command(
        name="fonts",
        about="List the bundled faces, say which hold a character, or tell of a font file.",
        more="Of a file: its licence bits, axes and features, how much it holds of each standard,\n"
        "and for each form of the marks whether the face has it or it is made, and how.",
        home="faces",
    ),
    Command(
        name="serve",
        about="Keep all that sets pages loaded, for commands that come over a socket.",
        more="'broadsheet render … --via SOCKET' has the service do it: files, messages, status\n"
        "and bytes are those of the command itself, sooner by what loading takes. Each runs in a\n"
        "process of its own. Who may open the socket runs commands in your name: only you may.",
        home="serving",
    ),
    Command(
        name="completion",
        about="Print what a shell completes commands, options and files with.",
        more="Needs the extra 'shell'; what it prints does not. In bash:\n"
        "  broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet",
        home="shells",
    ),
)
