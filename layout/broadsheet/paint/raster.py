"""A page as a picture, for a look at it.

Takes the bytes of a PDF; writes its first page as PNG.  pypdfium2 is imported here alone; it
comes with the extra ``preview``.
"""

import io
from typing import BinaryIO

import pypdfium2

SCALE = 4.0  # pixels for a point: 288 ppi


def write_png(pdf: bytes, out: BinaryIO, *, scale: float = SCALE) -> None:
    """Write the first page of a PDF as PNG."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        document[0].render(scale=scale).to_pil().save(out, format="PNG")
    finally:
        document.close()
