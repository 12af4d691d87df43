"""Bring the catalogue of messages up to what the sources say: python layout/tables/messages.py

Messages are the texts of errors, findings, hints and help in layout/broadsheet, what the page of
the preview says and what the keys of a box mean; what changes in them (a value in an f-string) is
{0}, {1} …  Entries keep their translations, new ones are empty, and what is said no more goes.
With --check nothing is written: it exits with 1 when a message has no entry or no translation,
and prints those.
"""

import ast
import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from broadsheet.fonts.abilities import FEATURES
from broadsheet.messages.catalogue import entries
from broadsheet.parse.labels.weights import LABELS
from broadsheet.parse.text.word_kinds import CHINESE, ENGLISH
from broadsheet.parse.traits import around, letters, shape, subjects, vocabulary
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
         "_tell", "leave", "pattern", "Break", "of", "look", "tell_watch"}  # fmt: skip
AFTER = {"pattern"}  # of these not the first, which is a regular expression
KEYWORDS = {"hint", "message", "help", "why"}
OF_COMMANDS = {"about", "more"}
NAMES = {"message", "hint", "told", "why", "reason", "ABOUT", "STATUS", "_MISFIT", "problem"}
# What is said elsewhere: words of our table and lines, and argparse's own.
MORE = (
    # of fonts/other_kinds
    "is no font",
    "is empty",
    "make it an .otf file in a font editor, such as FontForge",
    "its letters are dots: outlines are wanted, an .otf or .ttf file",
    "an .otf or .ttf file is wanted",
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
    *("is not indented, others are", "the text before ends with a colon"),
    *("ends within a sentence", "the text before ends with a comma"),
    *("the text before ends with a semicolon", "the text before ends with an opening mark"),
    *("goes on with a mark that can't open a paragraph", "both ends make a word"),
    *("a quotation opened before is closed after",),
    *("{0} is not a whole number", "{0} is not a number", "a list", "a mapping", "nothing"),
    *("the text {0}",),
    # reasons of a reading, put together
    *(f"{side}: {{0}}" for side in ("two lines before", "the line before")),
    *(f"{side}: {{0}}" for side in ("the line after", "two lines after")),
    *("a {0} below a {1}", "a {0} above a {1}", "page's edge", "with figures", "with a number"),
    *("indented", "white above", "caption", "signature", "joined", "in capitals"),
    *("with capital initials", "which opens within a sentence", "in Latin letters"),
    # what a run is at
    *(f"{verb} box {{0}}{on}" for verb in ("setting", "placing") for on in ("", " on page {1}")),
    *("setting {0} in box {1}", "setting {0} in box {1} on page {2}"),
    *("placing {0} in box {1}", "placing {0} in box {1} on page {2}"),
    # two PDFs held against each other
    *("page {0}", "moved", "new", "gone", "reworded", "only in the first", "only in the second"),
    *("{0} x {1} pt became {2} x {3} pt", "{0} lines in place", "{0} moved (up to {1} pt)"),
    *("{0} with other words", "{0} gone", "{0} new", "{0} rules or areas otherwise"),
    *("{0} pictures otherwise", "ink differs on {0} % of it", "from page {0}"),
    *("{0} of {1} lines broken anew", "{0} difference in its words", "nowhere", "moved nowhere"),
    *("picture", "{0} pt narrower", "“{0}” is new", "“{0}” is gone"),
    "page {0} has no text in either: its looks alone are compared",
    *("{0} differences in its words", "the words are the same", "rule or area", "{0} pt wider"),
    *(
        f"{moved}{{0}} pt {way}"
        for moved in ("", "moved ")
        for way in ("right", "left", "up", "down")
    ),
    *(
        f"{moved}{{0}} pt {across} and {{1}} pt {down}"
        for moved in ("", "moved ")
        for across in ("right", "left")
        for down in ("up", "down")
    ),
    *("the same: {0} lines on {1} page", "the same: {0} lines on {1} pages"),
    *("after “{0}”", "at its start", "page {0}: box of “{1}” is {2} pt off the grid"),
    # what a batch came to
    *("set", "set by an earlier run", "with errors in the copy", "refused: a file is wrong"),
    *("failed by a fault of ours", "errors", "refused", "fault"),
    *("{0} pages in {1} s, {2} a second, {3} MB",),
    # of a face
    *("face", "family", "weight", "characters", "licence", "from", "in its file", "licence bits"),
    *("weight {0}, {1} outlines, {2} glyphs, {3} characters", "axes", "instances", "features"),
    *("vertical metrics", "holds", "{0} of {1}", "kana", "Latin"),
    *("JIS X 0208 kanji", "KS X 1001 hangul", "on a whole em", "half, across", "half, down"),
    *("in vertical lines", "beside Latin", "as it is", "moved by its ink", "turned"),
    *("stretched, so that two join", "not in the face", "of its own (vmtx)", "without"),
    *("none: cells of one em are taken", "may be embedded without limits (fsType {0})"),
    *("may be embedded for print and preview (fsType {0})",),
    *("may be embedded also to be edited (fsType {0})",),
    *("may be embedded for print and preview also to be edited (fsType {0})",),
    *FEATURES.values(),
    # as the system says it
    *("No such file or directory", "Permission denied", "Is a directory", "Not a directory"),
    *("File exists", "No space left on device", "Connection refused", "File too large"),
    *("Address already in use", "Too many open files", "Read-only file system"),
    *("Input/output error", "Cannot allocate memory", "File name too long", "it hung up"),
    *("Operation not permitted", "Disk quota exceeded"),
    *("did you mean {0}? See 'broadsheet {1} --help'", "see 'broadsheet {0} --help'"),
    *("there is no such file", "this is a folder", "this file may not be read"),
    *("see 'broadsheet --help'", "did you mean {0}? See 'broadsheet --help'"),
    *("start it: broadsheet serve", "leave out --via", "it is another user's, of number {0}"),
    *("{0}: this system has no such sockets (leave out --via)",),
    *("{0}: the service ended before the command did",),
    *("{0} crossheads", "{0} crosshead", "{0} paragraphs", "{0} paragraph"),
)
# What is put together from parts: passages by name, what doubtful marks do, what a page lacks.
KINDS = ("story", "ad", "notice", "photo", "info")
PARTS = ("section", "kicker", "headline", "deck", "standfirst", "source", "byline", "paragraph",
         "crosshead", "note", "list", "verse", "qa", "table", "pull", "caption", "credit",
         "signature", "jump", "line", "folio", "ruby", "ad", "notice", "info")  # fmt: skip
TOGETHER = (
    *(f"{kind} {{0}} {part}{n}" for kind in KINDS for part in PARTS for n in ("", " {1}")),
    *(f"from {part} “{{0}}”" for part in PARTS),
    *("from paragraph {0} “{1}”", "it stands first", "it stands after {0}"),
    *("{0} closes nothing near {1}", "{0} is not closed near {1}"),
    *("{0}: {1}-{2}-{3} is 星期{4}", "{0}: {1}-{2}-{3} is no day"),
    *("溢 head and picture, {0} 行 too deep", "溢 the tag over the briefs, {0} 行 too deep"),
    *("{0} 行 are white in other boxes", "it goes in if these are cut: {0}"),
    *("or these larger: {0}", "{0} would do as briefs", "box {0} by {1} 行 or to {2} columns"),
    "broadsheet dummy EDITION --near SPEC draws the page anew",
    *(f"{kind} {{0}} “{{1}}” by {{2}} 字" for kind in KINDS),
    *(f"{kind} {{0}} by {{1}} 字" for kind in KINDS),
    *("U+{0} {1}: {2}", "U+{0} control character: {1}", "U+{0} unassigned: {1}"),
    *("U+{0} private use: {1}", "U+{0} unnamed: {1}"),
    *("did you mean {0}?", "did you mean {0} or {1}?", "write one of {0}", "none is defined"),
    *("no face has it", "shown as {0}", "{0} is printed", "it can't be shown", "take it out"),
    *("set in {0}", "which is not its typeface"),
    "name a face that holds it under typefaces, or a sign for it under gaiji",
    *("here line {0}", "line {0}", "nothing doubtful", "if so, write {0}"),
    *("{0} places to look at, each with a comment above it", "taken for {0}, perhaps {1}"),
    *("slogan", "ear", "headline", "byline", "paragraph", "crosshead", "caption", "signature"),
    *("nameplate", "advertisement", "verse", "table", "masthead fact", "nameplate in English"),
    *("words under the ear's code", "folio line", "service text", "jump line", "line of a list"),
    *("question or answer", "or else", "nothing speaks for anything else"),
    "{0}: all {1} passages are complete and identical",
    *("boxes {0}", "boxes {0} and {1} more", "at {0}, {1} mm ({2} × {3} mm)", "limit {0}"),
    *("at {0}, {1} mm ({2} × {3} mm) and {4} more", "this program's own limit"),
    *("{0} page for {1}", "{0} pages for {1}", "text in {0}", "a fill in {0}", "a line in {0}"),
    *(
        "type in several inks",
        "several inks",
        "type reversed out of several inks",
        "type reversed out of one ink",
    ),
    *("newspaper, coldset offset on newsprint", "small type", "black alone below {0} pt"),
    *("newspaper or magazine, heatset offset on improved newsprint", "below {0} pt"),
    *("too much ink in text", "too much ink in a fill", "too much ink in a line"),
    *("too much ink in a picture", "text under a picture painted over it"),
    *("text under a shape painted over it", "white text that overprints vanishes"),
    *("white shape that overprints vanishes", "transparency: opacity {0}"),
    *("transparency: blend mode {0}", "transparency: soft mask"),
    *("transparency: soft mask of a picture", "line art is coarse", "a picture is coarse"),
    *("the font {0} is not licensed to be embedded", "to be embedded in part"),
    *("the font {0} is not licensed to be embedded in part", "the four process inks"),
    *("the font {0} is not licensed to be embedded as outlines", "True or False"),
    *("process inks, grey or spot colours", "CMYK or grey", "odd before the hyphen"),
    *("a day of the calendar", "ISO 15930-4:2003, 6.3 (X-1a has none)", "{0} % at {1} pt"),
)
# Modules whose tables of tuples hold messages, after what they answer; those that yield such.
TABLES = ("marked_yaml/faults.py", "formats/edition_review.py", "facts/__init__.py",
          "fonts/other_kinds.py")  # fmt: skip
YIELDING = ("parse/checks/doubts.py", "parse/checks/slips.py", "parse/checks/verdict.py")
SPECS = PACKAGE.parents[1] / "specs"
COUNT = re.compile(r"[0-9]+(?:–[0-9]+|\+)?")  # as reasons have it
# Texts that are read by programs, never by a person.
SILENT = ("paint/text", "paint/svg", "arranging/draw")


def messages() -> dict[str, str]:
    """Return all messages, each with the place where it is said first."""
    found = dict.fromkeys((*MORE, *TOGETHER), "layout/tables/messages.py")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(SILENT):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = [*said(tree), *(tabled(tree) if name in TABLES else ())]
        for line, text in (*told, *(yielded(tree) if name in YIELDING else ())):
            if _is_message(text):
                found.setdefault(text, f"{name}:{line}")
    for file in sorted(SPECS.glob("*.yaml")):
        first = file.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")
        found.setdefault(first, f"specs/{file.name}")
    for name, text in page_words.said():
        found.setdefault(text, f"preview/web/{name}")
    for text in page_words.meanings():
        found.setdefault(text, "spec_yaml/boxes.py")
    for text in reasons():
        found.setdefault(text, "parse/traits")
    return found


def reasons() -> Iterator[str]:
    """Yield what ``parse --explain`` says of blocks: of traits, shapes, and what stands around."""
    for label in LABELS:
        yield f"label {label}"
    for trait in vocabulary.TRAITS.values():
        yield trait.says
    for says in shape.SHAPES.values():
        yield from says.split(", ")
    yield letters.SAYS.format("{0}")
    yield from (
        says.format("{0}") for says in (*around.NEAR_WORDS.values(), *subjects.SAYS.values())
    )
    yield from (says for says, _ in (*CHINESE.values(), *ENGLISH.values()))
    for family, (_, kinds) in around.RUN_WORDS.items():
        for steps in product(*kinds):
            numbers = iter(range(9))
            yield COUNT.sub(
                lambda _, n=numbers: f"{{{next(n)}}}", around.said(f"{family}:{'.'.join(steps)}")
            )
    for length, end in product("tsmlx", ".:,fc"):
        yield around.said(f"form:{length}{end}")
        yield around.said(f"form:{length}{end}").removeprefix("a ")


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


def yielded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what a module yields as text: the last of a tuple, the words of a record."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from texts(node.value.elts[-1])
        elif isinstance(node, ast.keyword) and node.arg == "words":
            yield from texts(node.value)


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
