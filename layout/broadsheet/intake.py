"""Read an edition from whatever holds it: the wiring of the readers, below ``api``.

Takes bytes or text and what they are called; returns an edition: its own YAML or JSON, a form
of another system, or a raw page, each told by name and content.
"""

from broadsheet import limits, reach
from broadsheet.deadline import Watch
from broadsheet.edition import Edition
from broadsheet.errors import EditionError, SourceError, Where
from broadsheet.models import replace


def edition_from_bytes(
    content: bytes,
    *,
    file: str,
    folder: str = "",
    repair: bool = False,
    watch: Watch | None = None,
) -> Edition:
    """Read an edition from the bytes of a file, raw text in any usual encoding.

    ``watch`` is asked again and again, and may raise to stop.  Raises SourceError or
    EditionError, also for more copy than a page may have: what could not be set is not parsed.
    """
    if content.startswith(b"%PDF-"):
        return _printed(content, file, folder, repair=repair, watch=watch)
    if edition := _strange(content, file, folder, watch):
        return edition
    if file.endswith(reach.YAML_ENDINGS):
        text = reach.decoded(content, file, EditionError)
    else:
        from broadsheet.parse import reader

        text, _ = reader.decode(content, file=file)
    return edition_from_text(text, file=file, folder=folder, repair=repair, watch=watch)


def _printed(
    content: bytes, file: str, folder: str, *, repair: bool, watch: Watch | None
) -> Edition:
    """Read the pages of a PDF."""
    from broadsheet.parse import binding, reader
    from broadsheet.parse.pdf.read import pdf_pages

    pages = pdf_pages(content, file=file, watch=watch)
    files = [file if len(pages) == 1 else f"{file}[{page.number}]" for page in pages]
    read = [
        reader.read_text(page.blocks, file=name, repair=repair, account=False, watch=watch)
        for page, name in zip(pages, files, strict=True)
    ]
    edition = binding.bind(read, files).edition
    findings = (*(told for page in pages for told in page.findings), *edition.findings)
    return replace(edition, findings=findings, folder=folder or edition.folder)


def _strange(content: bytes, file: str, folder: str, watch: Watch | None) -> Edition | None:
    """Read what is neither an edition of our own nor raw text; None when it is one of these."""
    if file.endswith((".yaml", ".yml", ".txt")):
        return None
    from broadsheet.formats import strange

    form = strange.form_of(content, file)
    if not form:
        return None
    name = file or "edition"
    return strange.read(content, form, file=name, folder=folder, watch=watch).edition


def edition_from_text(
    text: str,
    *,
    file: str = "",
    folder: str = "",
    repair: bool = False,
    watch: Watch | None = None,
) -> Edition:
    """Read an edition from text: canonical YAML or JSON, another form, or a raw page."""
    if not file and (edition := _strange(text.encode("utf-8", "replace"), "", folder, watch)):
        return edition
    if file.endswith(reach.YAML_ENDINGS) or (not file.endswith(".txt") and looks_canonical(text)):
        from broadsheet.formats import edition_yaml

        return edition_yaml.read(text, file=file, folder=folder)
    from broadsheet.parse import reader

    _check_length(text, file)
    edition = reader.read_text(text, file=file, repair=repair, account=False, watch=watch).edition
    return replace(edition, folder=folder) if folder else edition


def _check_length(text: str, file: str) -> None:
    """Refuse a raw page of more characters than a page may have, before it is parsed."""
    most = limits.current().characters
    if len(text) > most and (count := sum(map(len, text.split()))) > most:
        message = f"{count} characters on one page"
        raise SourceError(message, where=Where(file), hint=f"the limit characters is {most}")


def looks_canonical(text: str) -> bool:
    """Tell whether text is an edition in YAML or JSON rather than a raw page."""
    start = text.lstrip("\ufeff \n\r\t")
    if start.startswith("{"):
        return True
    heads = [line for line in start.splitlines()[:200] if line and not line.startswith("#")]
    return bool(heads) and any(line.startswith(("masthead:", "items:", "pages:")) for line in heads)
