"""Take the text out of a PDF.

Takes bytes or a stream; returns text in the order of the content streams, which is the
reading order, a form feed after each page.  The only place where pypdf is used for text.
"""

from typing import BinaryIO

from broadsheet.opened_pdf import faults_told, open_pdf


def extract(pdf: BinaryIO | bytes) -> str:
    """Return the text of a PDF, a form feed after each page.

    Raises ``SourceError`` when it is no PDF, broken, or locked with a password.
    """
    reader = open_pdf(pdf if isinstance(pdf, bytes) else pdf.read(), "its text")
    with faults_told("its text"):
        return "".join(page.extract_text() + "\f" for page in reader.pages)
