"""Typeset a newspaper edition into a press-ready broadsheet PDF.

    import broadsheet

    edition = broadsheet.read_edition("page.txt")
    spec = broadsheet.load_spec("zjgrb-front")
    pages = broadsheet.compose(edition, spec)      # pages.findings, pages.boxes
    broadsheet.write_pdf(pages, "page.pdf")

In one call: render, check, dummy, desktop_pages, digital_paper, with PageOptions,
RenderOptions, DigitalOptions.  In steps: read_edition (NamedBytes), read_raw (RawOptions),
raw_pages, explain; load_spec, load_style; compose, typeset, with_lint, with_guides,
only_box, report; write_pdf (Press), to_png, to_svg.  Of PDFs: prove, compare,
comparison_sheet, inspect_pdf, annotate_pdf, trace, write_trace.  Of papers: new_paper,
paper_from, learn, review, read_hints, asset_folder, set_text (TrialOrder).  To other forms:
export, import_files, digital_files, to_json, to_yaml.  An Edition has EditionPage, Masthead,
Article, Photo, Advert, Notice, Info; what goes wrong is a UserError, or a Finding of Pages.

``help(broadsheet.render)`` and so on say more.  What is handed out here is loaded when it is
first used, so that importing costs little.
"""

TYPE_CHECKING = False  # the name that type checkers know; ``typing`` itself is a tenth of a start
if TYPE_CHECKING:
    from broadsheet.api import (
        Lesson,
        NamedBytes,
        PageOptions,
        Press,
        RawOptions,
        RawPage,
        RawReading,
        Rendered,
        RenderOptions,
        TracedPaper,
        annotate_pdf,
        asset_folder,
        check,
        compare,
        comparison_sheet,
        compose,
        dummy,
        explain,
        inspect_pdf,
        learn,
        load_spec,
        load_style,
        new_paper,
        only_box,
        paper_from,
        prove,
        raw_pages,
        read_edition,
        read_hints,
        read_raw,
        render,
        report,
        review,
        set_text,
        to_png,
        to_svg,
        trace,
        typeset,
        with_guides,
        with_lint,
        write_pdf,
        write_trace,
    )
    from broadsheet.api.desktop import DesktopPages, desktop_pages
    from broadsheet.api.digital import DigitalOptions, DigitalPaper, digital_paper
    from broadsheet.arranging.dummies import Dummy
    from broadsheet.comparing.values import Comparison
    from broadsheet.display import Pages
    from broadsheet.edition import (
        Advert,
        Article,
        Block,
        Byline,
        Credit,
        Ear,
        Edition,
        EditionPage,
        Info,
        Jump,
        Masthead,
        Notice,
        Photo,
        Picture,
    )
    from broadsheet.errors import Finding, LayoutError, UserError
    from broadsheet.interchange import digital_files, export, import_files, to_json, to_yaml
    from broadsheet.progress import Progress
    from broadsheet.spec import Spec, Style
    from broadsheet.trial import TrialOrder

__version__ = "0.1.0"
__all__ = [
    "Advert",
    "Article",
    "Block",
    "Byline",
    "Comparison",
    "Credit",
    "DesktopPages",
    "DigitalOptions",
    "DigitalPaper",
    "Dummy",
    "Ear",
    "Edition",
    "EditionPage",
    "Finding",
    "Info",
    "Jump",
    "LayoutError",
    "Lesson",
    "Masthead",
    "NamedBytes",
    "Notice",
    "PageOptions",
    "Pages",
    "Photo",
    "Picture",
    "Press",
    "Progress",
    "RawOptions",
    "RawPage",
    "RawReading",
    "RenderOptions",
    "Rendered",
    "Spec",
    "Style",
    "TracedPaper",
    "TrialOrder",
    "UserError",
    "__version__",
    "annotate_pdf",
    "asset_folder",
    "check",
    "compare",
    "comparison_sheet",
    "compose",
    "desktop_pages",
    "digital_files",
    "digital_paper",
    "dummy",
    "explain",
    "export",
    "import_files",
    "inspect_pdf",
    "learn",
    "load_spec",
    "load_style",
    "new_paper",
    "only_box",
    "paper_from",
    "prove",
    "raw_pages",
    "read_edition",
    "read_hints",
    "read_raw",
    "render",
    "report",
    "review",
    "set_text",
    "to_json",
    "to_png",
    "to_svg",
    "to_yaml",
    "trace",
    "typeset",
    "with_guides",
    "with_lint",
    "write_pdf",
    "write_trace",
]
_HOMES = {  # of what ``api`` does not hand out
    **dict.fromkeys(("Advert", "Article", "Block", "Byline", "Credit", "Ear"), "edition"),
    **dict.fromkeys(("Edition", "EditionPage", "Info", "Jump", "Masthead"), "edition"),
    **dict.fromkeys(("Notice", "Photo", "Picture"), "edition"),
    "Comparison": "comparing.values",
    "Dummy": "arranging.dummies",
    "Finding": "errors",
    "LayoutError": "errors",
    "Pages": "display",
    "Progress": "progress",
    "Spec": "spec",
    "Style": "spec",
    "TrialOrder": "trial",
    "UserError": "errors",
    "digital_files": "interchange",
    "export": "interchange",
    "import_files": "interchange",
    "to_json": "interchange",
    "to_yaml": "interchange",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'broadsheet' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - a client of a service needs none of it

    return getattr(import_module(f"broadsheet.{_HOMES.get(name, 'api')}"), name)
