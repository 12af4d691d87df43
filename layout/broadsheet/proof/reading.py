"""Take the text out of a PDF.

Takes bytes or a stream; returns text in the order of the content streams, which is the
reading order, a form feed after each page.  The only place where pypdf is used for text.
"""

import io
import logging
import struct
import zlib
from typing import BinaryIO

import pypdf
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

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
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def extract(pdf: BinaryIO | bytes) -> str:
    """Return the text of a PDF, a form feed after each page.

    Raises ``SourceError`` when it is no PDF, broken, or locked with a password.
    """
    logging.getLogger("pypdf").addHandler(_QUIET)
    content = pdf if isinstance(pdf, bytes) else pdf.read()
    if b"%PDF-" not in content[:1024]:
        raise SourceError("is not a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("is locked with a password", hint="save it without one")
        return "".join(page.extract_text() + "\f" for page in reader.pages)
    except DependencyError:
        raise SourceError("is locked in a way we can't open", hint="save it unlocked") from None
    except _BROKEN:
        raise SourceError("is broken: its text can't be read") from None
