"""Typeset a newspaper edition into a press-ready broadsheet PDF.

    import broadsheet

    edition = broadsheet.read_edition("page.txt")
    spec = broadsheet.load_spec("zjgrb-front")
    pages = broadsheet.compose(edition, spec)      # pages.findings, pages.boxes
    broadsheet.write_pdf(pages, "page.pdf")

What is handed out here is loaded when it is first used, so that importing costs little.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.api import (
        Press,
        compose,
        dummy,
        inspect_pdf,
        load_spec,
        load_style,
        prove,
        read_edition,
        typeset,
        write_pdf,
    )
    from broadsheet.display import Pages
    from broadsheet.edition import Edition
    from broadsheet.errors import Finding, LayoutError, UserError
    from broadsheet.interchange import digital_files, export, import_files
    from broadsheet.spec import Spec, Style

__version__ = "0.1.0"
__all__ = [
    "Edition",
    "Finding",
    "LayoutError",
    "Pages",
    "Press",
    "Spec",
    "Style",
    "UserError",
    "__version__",
    "compose",
    "digital_files",
    "dummy",
    "export",
    "import_files",
    "inspect_pdf",
    "load_spec",
    "load_style",
    "prove",
    "read_edition",
    "typeset",
    "write_pdf",
]


def __getattr__(name: str) -> object:
    homes = {
        "Edition": "edition",
        "Finding": "errors",
        "LayoutError": "errors",
        "UserError": "errors",
        "Pages": "display",
        "Spec": "spec",
        "Style": "spec",
        "digital_files": "interchange",
        "export": "interchange",
        "import_files": "interchange",
    }
    if name not in __all__:
        raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
    return getattr(import_module(f"broadsheet.{homes.get(name, 'api')}"), name)
