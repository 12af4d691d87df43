"""The library: read, compose, write, and all else that the command can.

The only wiring of the stages; ``broadsheet`` hands out what most need.  A name's module is
loaded when it is first used.  All functions are safe to call from several threads at once:
there is no state but their arguments.

reading    any source → an edition; raw pages, with what was decided on each line
teaching   a page and the edition that it should have become → a paper's hints
describing a spec, a box → its keys, with what they mean
specs      a name, a file, text → a spec; the bundled ones, their schemas
composing  an edition, a spec → pages; one box of them, guides, the editors' faults
assets     bytes by name, a callable → a folder that is open while a block runs
opening    a source → an edition, its spec, opened faces: what every call begins with
materials  a style, an edition → opened faces, sizes of pictures
drawing    an edition, a house style → dummies: pages that draw themselves
drafts     a source → its dummies in one call, written as specs with a contact sheet
rendering  a source → a PDF in one call, as ``broadsheet render`` does, or only its findings
imaging    composed pages → PNG and SVG of one page each
reporting  composed pages → what tools are told of them
sarif      findings → the form that code hosts and editors read
finished   a PDF → is it the edition's text, is it fit for the press
proofs     two PDFs → what moved between them, which words are others; a picture of both
tracing    a printed page → what sets it again: edition, style, drawing
papers     a name → a new paper's folder
trying     a text, a style → one paragraph on its own
stages     what stands between two stages → text to read and to compare
digital    a source → a page for the browser
desktop    a source → its pages for InDesign
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.api.assets import AssetFolder, AssetSource, asset_folder
    from broadsheet.api.composing import compose, lint, only_box, typeset, with_guides, with_lint
    from broadsheet.api.describing import box_keys
    from broadsheet.api.desktop import DesktopPages, desktop_pages
    from broadsheet.api.digital import DigitalOptions, DigitalPaper, digital_paper
    from broadsheet.api.drafts import Drafted, DummyOptions, draft, write_choices
    from broadsheet.api.drawing import drawn, dummy
    from broadsheet.api.finished import annotate_pdf, inspect_pdf, prove
    from broadsheet.api.imaging import to_png, to_svg
    from broadsheet.api.materials import (
        face_abilities,
        face_files,
        faces_holding,
        list_faces,
        open_faces,
        picture_sizes,
    )
    from broadsheet.api.opening import PageOptions
    from broadsheet.api.papers import Started, new_paper, paper_from
    from broadsheet.api.proofs import compare, comparison_sheet
    from broadsheet.api.reading import (
        NamedBytes,
        RawOptions,
        RawPage,
        RawReading,
        note_pictures,
        picture_files,
        picture_names,
        raw_pages,
        read_edition,
        read_hints,
        read_raw,
    )
    from broadsheet.api.rendering import Rendered, RenderOptions, check, render
    from broadsheet.api.reporting import report, report_json
    from broadsheet.api.reviews import explain, review
    from broadsheet.api.sarif import sarif
    from broadsheet.api.specs import (
        BASE_SPEC,
        DEFAULT_SPEC,
        load_spec,
        load_style,
        own_spec_told,
        resolved_spec,
        schema_text,
        spec_of,
        spec_texts,
        unknown_spec,
    )
    from broadsheet.api.stages import dump_composed, dump_reading
    from broadsheet.api.teaching import Lesson, learn
    from broadsheet.api.tracing import TracedPaper, trace, write_trace
    from broadsheet.api.trying import set_text, write_trial
    from broadsheet.intake import edition_from_bytes, edition_from_text
    from broadsheet.printing import STANDARDS, Press, picture_path, press_of, write_pdf

__all__ = [
    "BASE_SPEC",
    "DEFAULT_SPEC",
    "STANDARDS",
    "AssetFolder",
    "AssetSource",
    "DesktopPages",
    "DigitalOptions",
    "DigitalPaper",
    "Drafted",
    "DummyOptions",
    "Lesson",
    "NamedBytes",
    "PageOptions",
    "Press",
    "RawOptions",
    "RawPage",
    "RawReading",
    "RenderOptions",
    "Rendered",
    "Started",
    "TracedPaper",
    "annotate_pdf",
    "asset_folder",
    "box_keys",
    "check",
    "compare",
    "comparison_sheet",
    "compose",
    "desktop_pages",
    "digital_paper",
    "draft",
    "drawn",
    "dummy",
    "dump_composed",
    "dump_reading",
    "edition_from_bytes",
    "edition_from_text",
    "explain",
    "face_abilities",
    "face_files",
    "faces_holding",
    "inspect_pdf",
    "learn",
    "lint",
    "list_faces",
    "load_spec",
    "load_style",
    "new_paper",
    "note_pictures",
    "only_box",
    "open_faces",
    "own_spec_told",
    "paper_from",
    "picture_files",
    "picture_names",
    "picture_path",
    "picture_sizes",
    "press_of",
    "prove",
    "raw_pages",
    "read_edition",
    "read_hints",
    "read_raw",
    "render",
    "report",
    "report_json",
    "resolved_spec",
    "review",
    "sarif",
    "schema_text",
    "set_text",
    "spec_of",
    "spec_texts",
    "to_png",
    "to_svg",
    "trace",
    "typeset",
    "unknown_spec",
    "with_guides",
    "with_lint",
    "write_choices",
    "write_pdf",
    "write_trace",
    "write_trial",
]
_HOMES = {
    "api.assets": "AssetFolder AssetSource asset_folder",
    "api.composing": "compose lint only_box typeset with_guides with_lint",
    "api.drawing": "drawn dummy",
    "api.drafts": "Drafted DummyOptions draft write_choices",
    "api.materials": "face_abilities face_files faces_holding list_faces open_faces picture_sizes",
    "api.imaging": "to_png to_svg",
    "api.describing": "box_keys",
    "api.desktop": "DesktopPages desktop_pages",
    "api.digital": "DigitalOptions DigitalPaper digital_paper",
    "api.finished": "annotate_pdf inspect_pdf prove",
    "api.papers": "Started new_paper paper_from",
    "api.proofs": "compare comparison_sheet",
    "api.reading": "NamedBytes RawOptions RawPage RawReading "
    "note_pictures picture_files picture_names raw_pages "
    "read_edition read_hints read_raw",
    "api.opening": "PageOptions",
    "api.rendering": "RenderOptions Rendered check render",
    "api.reporting": "report report_json",
    "api.reviews": "explain review",
    "api.specs": "BASE_SPEC DEFAULT_SPEC load_spec load_style own_spec_told "
    "resolved_spec schema_text spec_of spec_texts unknown_spec",
    "api.sarif": "sarif",
    "api.stages": "dump_composed dump_reading",
    "api.teaching": "Lesson learn",
    "api.tracing": "TracedPaper trace write_trace",
    "api.trying": "set_text write_trial",
    "intake": "edition_from_bytes edition_from_text",
    "printing": "STANDARDS Press picture_path press_of write_pdf",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'broadsheet.api' has no attribute {name!r}")
    return getattr(import_module(f"broadsheet.{_HOME[name]}"), name)
