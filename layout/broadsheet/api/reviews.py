"""What a reading of raw pages says of itself: reasons, block by block, and doubtful places.

Takes what ``reading`` returned; returns text for who looks it through.  Reads no page.
"""

from collections.abc import Callable

from broadsheet.api.reading import RawReading
from broadsheet.errors import Finding, Where
from broadsheet.illustrations import with_wants
from broadsheet.models import replace


def explain(reading: RawReading, of: Callable[[str], str] = str) -> str:
    """Say for each block what it was taken for and why; the reading must have been asked to.

    ``of`` puts what is said into another language.
    """
    from broadsheet.parse import reader

    several = len(reading.pages) > 1
    told = zip(reading.pages, reading.parsed, strict=True)
    return "\n".join(
        f"{page.file}:\n" * several + reader.explain(parsed, of) for page, parsed in told
    )


def review(reading: RawReading, of: Callable[[str], str] = str) -> str:
    """Return the edition as YAML that opens with its doubtful places, each marked where it is.

    ``of`` puts what is said of them into another language.
    """
    from broadsheet.formats.edition_review import dump_review

    files = [page.file for page in reading.pages]
    lines = {item.id: item.lines[0] for item in reading.edition.items if item.lines}

    def placed(found: Finding) -> Finding:
        if found.code != "no-picture" or not found.page or found.item not in lines:
            return found
        file = files[min(found.page, len(files)) - 1]
        return replace(found, where=Where(file, lines[found.item]))

    edition = with_wants(reading.edition)
    edition = replace(edition, findings=tuple(map(placed, edition.findings)))
    return dump_review(edition, files, of)
