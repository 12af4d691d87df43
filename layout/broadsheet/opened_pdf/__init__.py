"""Open a stranger's PDF.

Takes bytes; returns pypdf's reader, or says in one line why there is none.  For ``proof`` and
``preflight``, which alone read PDFs; imported late, as pypdf is slow to start.
"""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from broadsheet import limits
from broadsheet.errors import SourceError

# pypdf tells of every oddity of a file through its logger; a verdict is all we want.
_QUIET = logging.NullHandler()
# What pypdf raises on broken files is not only its own: it trusts types and offsets.
_BROKEN = (
    PyPdfError,
    DeprecationError,  # of spellings in the file, not in our code
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def faults_told(what: str) -> Iterator[None]:
    """Turn whatever a broken file makes pypdf raise into a ``SourceError``."""
    try:
        yield
    except DependencyError:
        raise SourceError("is locked in a way we can't open", hint="save it unlocked") from None
    except _BROKEN:
        raise SourceError(f"is broken: {what} can't be read") from None


def open_pdf(content: bytes, wanted: str = "its structure") -> pypdf.PdfReader:
    """Return a reader of a PDF's bytes, of which something is wanted.

    Raises ``SourceError`` when it is no PDF, broken, locked with a password, or of too many
    objects.
    """
    logging.getLogger("pypdf").addHandler(_QUIET)
    if b"%PDF-" not in content[:1024]:
        raise SourceError("is not a PDF")
    with faults_told(wanted):
        reader = pypdf.PdfReader(io.BytesIO(content))
        count = sum(map(len, reader.xref.values())) + len(reader.xref_objStm)
        locked = reader.is_encrypted and not reader.decrypt("")
    if count > (most := limits.current().objects):
        raise SourceError(f"holds {count} objects", hint=f"the limit objects is {most}")
    if locked:
        raise SourceError("is locked with a password", hint="save it without one")
    return reader
