"""Build the documentation as a site: python docs/build.py [serve]

The pages of docs/pages, and the documents that lie beside what they tell of, are brought
together in docs/built with their links and pictures, and mkdocs makes the site of them.  The
library's reference is made of its docstrings, from the library that is installed.  Nothing is
fetched from the network.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import broadsheet

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = DOCS / "built" / "pages"
# documents of the project, by the page that each becomes
DOCUMENTS = {
    "specs/README.md": "specs.md",
    "specs/EDITION.md": "edition.md",
    "specs/GALLERY.md": "gallery.md",
    "layout/FORMATS.md": "formats.md",
    "layout/STANDARDS.md": "standards.md",
    "layout/LIMITS.md": "limits.md",
    "layout/ARCHIVE.md": "archive.md",
    "layout/CLREQ.md": "clreq.md",
    "layout/READER.md": "reader.md",
    "layout/README.md": "house.md",
}
LINK = re.compile(r"(!?\[[^\]]*\])\(([^)\s]+)\)")
SOURCE = "source:"  # of a file that is no page of the site


def bring_together() -> None:
    """Write all pages, with links and pictures as the site has them."""
    shutil.rmtree(DOCS / "built", ignore_errors=True)
    PAGES.mkdir(parents=True)
    for path in sorted((DOCS / "pages").glob("*.md")):
        put(path, path.name)
    for document, page in DOCUMENTS.items():
        put(ROOT / document, page)
    (PAGES / "library.md").write_text(library(), encoding="utf-8")


def put(path: Path, page: str) -> None:
    """Write a document as a page."""

    def linked(found: re.Match[str]) -> str:
        label, target = found.groups()
        return f"{label}({moved(path, target)})" if moved(path, target) else label

    text = LINK.sub(linked, path.read_text(encoding="utf-8"))
    (PAGES / page).write_text(text, encoding="utf-8")


def moved(path: Path, target: str) -> str:
    """Return where a link leads on the site; empty for a file that the site has not."""
    if re.match(r"[a-z]+:|#", target):
        return target
    name, _, anchor = target.partition("#")
    file = (path.parent / name).resolve()
    inside = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else ""
    tail = f"#{anchor}" if anchor else ""
    if inside in DOCUMENTS:
        return DOCUMENTS[inside] + tail
    if file.parent == DOCS / "pages" and file.suffix == ".md":
        return file.name + tail
    if file.suffix in (".png", ".svg", ".jpg", ".gif") and file.is_file():
        copied = PAGES / "figures" / inside.replace("/", "-")
        copied.parent.mkdir(exist_ok=True)
        shutil.copy(file, copied)
        return f"figures/{copied.name}"
    return ""


def library() -> str:
    """Return the page of the library: all that ``broadsheet`` hands out, from its docstrings."""
    parts = ["# The library\n\nAll of it is handed out by `broadsheet` itself.\n"]
    functions = [name for name in broadsheet.__all__ if name[0].islower()]
    classes = [name for name in broadsheet.__all__ if name[0].isupper()]
    for title, names in (("Functions", functions), ("Values", classes)):
        parts.append(f"## {title}\n")
        for name in sorted(names):
            if name.startswith("__"):
                continue
            home = getattr(broadsheet, name).__module__
            parts.append(f"::: {home}.{name}\n")
    return "\n".join(parts)


def main(argv: list[str]) -> int:
    """Build the site, or serve it."""
    bring_together()
    command = ["serve"] if argv == ["serve"] else ["build", "--strict", "--quiet"]
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", *command, "-f", str(DOCS / "mkdocs.yml")], check=False
    )
    return made.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
