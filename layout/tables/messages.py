"""Bring the catalogue of messages up to what the sources say: python layout/tables/messages.py

Messages are the texts of errors, findings, hints and help in layout/broadsheet, what the page of
the preview says and what the keys of a box mean; what changes in them (a value in an f-string) is
{0}, {1} …  Entries keep their translations, new ones are empty, and what is said no more goes.
With --check nothing is written: it exits with 1 when a message has no entry or no translation,
and prints those.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from broadsheet.messages.catalogue import entries
from broadsheet.preview import words as page_words

PACKAGE = Path(__file__).parents[1] / "broadsheet"
CATALOGUE = PACKAGE / "messages" / "zh.po"
HEAD = """\
# What broadsheet says, in Chinese.  Made by layout/tables/messages.py; the words are ours.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
# what says something: names of calls, of keywords, of variables
CALLS = {"Finding", "LintFault", "Issue", "say", "warn", "finding", "told", "tell", "issue",
         "fault", "_fault", "error", "_error", "wrong", "ArgumentTypeError",
         "_tell", "leave", "pattern"}  # fmt: skip
AFTER = {"pattern"}  # of these not the first, which is a regular expression
KEYWORDS = {"hint", "message", "help", "why"}
OF_COMMANDS = {"about", "more"}
NAMES = {"message", "hint", "told", "why", "reason", "ABOUT", "STATUS", "_MISFIT", "problem"}
# What is said elsewhere: words of our table and lines, and argparse's own.
MORE = (
    *("error", "warning", "note", "page {0} box {1}", "fits", "page", "box", "item", "chars"),
    *("lines", "cols", "room", "state", "fit", "story", "commands", "options", "usage: "),
    *("positional arguments", "show this help message and exit"),
    *("show program's version number and exit", "unrecognized arguments: {0}"),
    *("the following arguments are required: {0}", "argument {0}: expected one argument"),
    *("argument {0}: invalid choice: {1} (choose from {2})", "argument {0}: {1}"),
    *("argument {0}: invalid {1} value: {2}", "argument {0}: not allowed with argument {1}"),
    *("story {0} “{1}”: {2}", "photo {0} “{1}”: {2}", "ad {0} “{1}”: {2}"),
    *("notice {0} “{1}”: {2}", "info {0} “{1}”: {2}", "{0} left out"),
    *("story {0} “{1}”", "story {0}", "ad {0}", "notice {0}", "info {0}", "photo {0}"),
    *("ad {0}: {1}", "notice {0}: {1}", "info {0}: {1}", "photo {0}: {1}", "story {0}: {1}"),
    *("head {0} → {1} 行", "headline {0} → {1} pt", "picture {0} → {1} 行"),
    *("crosshead {0} → {1} 行", "paragraph {0} → {1} 行"),
    *(
        f"溢 {role} {{0}} is too wide at {{1}} pt: {{2}} 字 too many for {{3}} lines; {{4}} lines, "
        "{5} 行, would hold it"
        for role in ("headline", "kicker", "deck", "section")
    ),
    *("draw a box and write x: {{0}: {1}}, or let broadsheet dummy draw the page",),
    *("溢 {0} {1} is too wide at {2} pt", "the type area", "its box", "a hint says so"),
    *("its name says so", "it is number {0}", "by order; look whether it is right"),
    *("is not indented, others are", "ends with a colon", "ends with a semicolon"),
    *("ends within a sentence", "ends with a comma", "ends with an opening mark"),
    *("goes on with a mark that can't open a paragraph", "both ends make a word"),
    *("a quotation opened before is closed after",),
    *("{0} is not a whole number", "{0} is not a number", "a list", "a mapping", "nothing"),
    *("the text {0}",),
    *("{0} crossheads", "{0} crosshead", "{0} paragraphs", "{0} paragraph"),
)
# Modules whose tables of tuples hold messages, after what they answer.
TABLES = ("marked_yaml/faults.py", "facts/__init__.py")
# Texts that are read by programs, never by a person.
SILENT = ("paint/text", "paint/svg", "arranging/draw")


def messages() -> dict[str, str]:
    """Return all messages, each with the place where it is said first."""
    found = dict.fromkeys(MORE, "layout/tables/messages.py")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(SILENT):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, text in (*said(tree), *(tabled(tree) if name in TABLES else ())):
            if _is_message(text):
                found.setdefault(text, f"{name}:{line}")
    for name, text in page_words.said():
        found.setdefault(text, f"preview/web/{name}")
    for text in page_words.meanings():
        found.setdefault(text, "spec_yaml/boxes.py")
    return found


def _is_message(text: str) -> bool:
    """Tell words from codes, levels and templates that are all places."""
    letters = sum(char.isalpha() and char.isascii() for char in text)
    return letters >= 3 and (" " in text.strip() or text[:1].isupper())


def said(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the lines and texts of what a module says."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            if name in CALLS or name.endswith("Error"):
                for argument in node.args[name in AFTER :]:
                    yield from texts(argument)
            keys = KEYWORDS | (OF_COMMANDS if name == "Command" else set())
            for keyword in node.keywords:
                if keyword.arg in keys:
                    yield from texts(keyword.value)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _assigned(target, node.value)


def tabled(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what the tuples of a table say, but for their first."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            for value in node.elts[1:]:
                yield from texts(value)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _assigned(one, other)
    elif isinstance(target, ast.Name) and target.id in NAMES:
        yield from texts(value)


def texts(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Yield the templates that an expression may be."""
    if isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts(value)
    elif (text := template(node)) is not None:
        yield node.lineno, text


def template(node: ast.expr) -> str | None:
    """Return a text with {0}, {1} … where values come; None for what is no text."""
    pieces = list(_pieces(node))
    if not any(isinstance(piece, str) for piece in pieces):
        return None
    count, text = 0, ""
    for piece in pieces:
        if piece is None:
            text += f"{{{count}}}"
            count += 1
        else:
            text += piece
    return text if count <= 9 else None


def _pieces(node: ast.expr) -> Iterator[str | None]:
    """Yield what a text is made of; None for a value."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            for value in node.values:
                yield from _pieces(value)
        case ast.BinOp(op=ast.Add()):
            yield from _pieces(node.left)
            yield from _pieces(node.right)
        case _:
            yield None


def catalogue(words: dict[str, str]) -> str:
    """Return the catalogue's text, in the order in which the sources say things."""
    parts = [HEAD]
    for text, place in messages().items():
        parts.append(f"#: {place}\nmsgid {quoted(text)}\nmsgstr {quoted(words.get(text, ''))}\n")
    return "\n".join(parts)


def quoted(text: str) -> str:
    """Return a text as PO writes it."""
    held = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{held}"'


def known() -> dict[str, str]:
    """Return the messages of the catalogue with their words."""
    return dict(entries(CATALOGUE.read_text(encoding="utf-8"))) if CATALOGUE.exists() else {}


def main(argv: list[str]) -> int:
    """Write the catalogue, or tell what it lacks."""
    words = known()
    if "--check" not in argv:
        CATALOGUE.write_text(catalogue(words), encoding="utf-8")
        return 0
    lacking = [f"{place}: {text}" for text, place in messages().items() if not words.get(text)]
    print("\n".join(lacking))
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
