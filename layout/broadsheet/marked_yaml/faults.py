"""Say YAML's syntax errors in the words of who writes the file.

Takes an exception of PyYAML (from its C or its Python scanner, which word some faults
differently); returns the caller's error with one line and a way out.
"""

import re

import yaml

from broadsheet.errors import UserError, Where

_MISFIT = "this does not fit what stands above it"
# part of PyYAML's message: what is wrong, what to write
_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a ': ' where none can stand",
        "quote a text that holds ': ', or mend the indent",
    ),
    ("could not find expected ':'", "no ': ' after this key", "write key: value"),
    ("did not find expected key", _MISFIT, "mend the indent, or quote all of the text"),
    ("expected <block end>", _MISFIT, "mend the indent, or quote all of the text"),
    ("did not find expected '-'", _MISFIT, "mend the indent, or quote all of the text"),
    ("did not find expected ',' or ']'", "a [ without its ]", "close the list with ]"),
    ("expected ',' or ']'", "a [ without its ]", "close the list with ]"),
    ("did not find expected ',' or '}'", "a { without its }", "close the mapping with }"),
    ("expected ',' or '}'", "a { without its }", "close the mapping with }"),
    ("unexpected end of stream", "a quote is not closed", "close it with the same quote"),
    ("unexpected document separator", "a quote is not closed", "close it with the same quote"),
    (
        "cannot start any token",
        "a text can't begin with this character",
        "quote the text; indent with spaces, never tabs",
    ),
    ("tab character", "a tab can't indent", "indent with spaces"),
    ("unknown escape character", "an unknown escape", "write \\\\ for a backslash"),
    ("invalid Unicode character", "an escape that names no character", "write the character"),
    ("expected node content", "a value is missing, or a bracket not closed", "close [ and {"),
    ("duplicate anchor", "an anchor comes twice", ""),
)
_WIDE_COLON = r" *(?:- +)*[a-z_]+："
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]"


def too_deep(fault: yaml.YAMLError, file: str) -> Where | None:
    """Return where a document is deeper than PyYAML goes (from 6.0.4 on); None for other faults.

    It looks ahead to the end of what may be a key, and so past the place where our limit lies.
    """
    if not isinstance(fault, yaml.MarkedYAMLError) or "nesting depth" not in (fault.problem or ""):
        return None
    mark = fault.problem_mark
    return Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)


def syntax_fault(fault: yaml.YAMLError, text: str, file: str, error: type[UserError]) -> UserError:
    """Return ``fault`` as an error of the caller's kind."""
    if not isinstance(fault, yaml.MarkedYAMLError):
        return _reader_fault(fault, text, file, error)
    problem = fault.problem or str(fault)
    mark = fault.problem_mark
    # an unclosed quote or bracket is found at the end of the file, and mended where it opened
    opened = re.search(r"quoted scalar|flow|simple key", fault.context or "")
    if opened and "expected" in problem and fault.context_mark is not None:
        mark = fault.context_mark
    where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
    if mark and (wide := _wide_colon(text.split("\n"), mark.line)):
        hint = "write ': ', an ASCII colon and a space"
        return error("a full-width ： after a key", where=Where(file, *wide), hint=hint)
    for part, message, hint in _PROBLEMS:
        if part in problem:
            return error(message, where=where, hint=hint)
    return error(f"this is not YAML: {problem}", where=where)


def _wide_colon(lines: list[str], near: int) -> tuple[int, int] | None:
    """Return line and column of a key that is typed with ``：``, in a line or right before it.

    Such a line is a text, and it is the next one that YAML stumbles over.
    """
    for line in (near, near - 1):
        if 0 <= line < len(lines) and (found := re.match(_WIDE_COLON, lines[line])):
            return line + 1, found.end()
    return None


def _reader_fault(fault: yaml.YAMLError, text: str, file: str, error: type[UserError]) -> UserError:
    found = re.search(_UNPRINTABLE, text)
    if found is None:
        return error(f"this is not YAML: {fault}", where=Where(file))
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return error(
        f"the control character U+{ord(found[0]):04X}",
        where=Where(file, line, column),
        hint="take it out; a binary file is no YAML",
    )
