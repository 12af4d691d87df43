"""Who reads a PDF's letters best: pypdf, pypdfium2 and pdfminer.six on the same pages.

Each is run in a process of its own; told are the letters that it gives with a place of their
own, how many of them stand where the page puts them (within a point of where most readers have
that letter), its processor time with its imports, and its memory.  layout/READER.md has the
table.  Needs pdfminer.six, which pdfplumber of the extra ``dev`` brings.

    python -m tests.bench.extractors page.pdf …
"""

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

Letter = tuple[int, str, float, float]  # page, letter, left edge, middle from the page's foot
_NEAR = 1.5  # pt


def by_pdfium(file: str) -> list[Letter]:
    import pypdfium2
    from pypdfium2 import raw

    found: list[Letter] = []
    box = raw.FS_RECTF()
    for number, page in enumerate(pypdfium2.PdfDocument(file)):
        held = page.get_textpage()  # is closed when nobody holds it
        text = held.raw
        for n in range(raw.FPDFText_CountChars(text)):
            char = chr(raw.FPDFText_GetUnicode(text, n))
            if not raw.FPDFText_IsGenerated(text, n) and char.strip():
                raw.FPDFText_GetLooseCharBox(text, n, box)
                found.append((number, char, box.left, (box.top + box.bottom) / 2))
    return found


def by_pdfminer(file: str) -> list[Letter]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar

    found: list[Letter] = []

    def walk(thing: Any, number: int) -> None:
        if isinstance(thing, LTChar):
            if thing.get_text().strip():
                found.append((number, thing.get_text(), thing.x0, (thing.y0 + thing.y1) / 2))
        elif hasattr(thing, "__iter__"):
            for part in thing:
                walk(part, number)

    for number, page in enumerate(extract_pages(file, laparams=None)):
        walk(page, number)
    return found


def by_pypdf(file: str) -> list[Letter]:
    """Give the first letter of each stretch only: pypdf tells no other's place."""
    from pypdf import PdfReader

    found: list[Letter] = []
    for number, page in enumerate(PdfReader(file).pages):

        def visit(text: str, cm: Any, tm: Any, _font: Any, size: float, at: int = number) -> None:
            if text.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs(tm[3] * cm[3]) or 1.0
                found.append((at, text.strip()[0], x, y + 0.35 * abs(size) * scale))

        page.extract_text(visitor_text=visit)
    return found


READERS: dict[str, Callable[[str], list[Letter]]] = {
    "pypdfium2": by_pdfium,
    "pdfminer.six": by_pdfminer,
    "pypdf": by_pypdf,
}


def run(reader: str, file: str) -> None:
    """Read a file and print what came of it: for a process of its own."""
    start = time.process_time()
    found = READERS[reader](file)
    used = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"found": found, "seconds": used, "memory": memory}))


def told(file: str) -> list[str]:
    """Return a row of the table for each reader."""
    results: dict[str, Any] = {}
    for reader in READERS:
        command = [sys.executable, "-m", "tests.bench.extractors", "--run", reader, file]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        results[reader] = json.loads(done.stdout)
    places: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for reader in ("pypdfium2", "pdfminer.six"):
        for number, char, x, y in results[reader]["found"]:
            places.setdefault((number, char), []).append((x, y))
    rows: list[str] = []
    for reader, result in results.items():
        right = sum(_agrees(letter, places) for letter in result["found"])
        letters = Counter(letter[1] for letter in result["found"]).total()
        cost = f"{result['seconds']:.2f} s | {result['memory']:.0f} MB"
        rows.append(f"| {file.rpartition('/')[2]} | {reader} | {letters} | {right} | {cost} |")
    return rows


def _agrees(letter: Letter, places: dict[tuple[int, str], list[tuple[float, float]]]) -> bool:
    """Tell whether another reader, or this one twice, has the letter at its place."""
    number, char, x, y = letter
    near = [
        p
        for p in places.get((number, char), ())
        if abs(p[0] - x) <= _NEAR and abs(p[1] - y) <= 4 * _NEAR  # faces differ in where they reach
    ]
    return len(near) > 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(*sys.argv[2:4])
    else:
        for name in sys.argv[1:]:
            print(*told(name), sep="\n")
