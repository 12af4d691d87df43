"""Painters: from the display list to a file.

Each takes ``display.Pages`` and what it needs beside them, and writes to a stream that it is
given.  Painters know the display list, the faces and geometry; nothing of editions and specs.
"""

__all__: list[str] = []
