"""What a warm service has at hand before anybody asks.

Loads what commands need and sets a page, so that whatever is made when it is first wanted is there:
opened faces, tables, patterns.  Knows nothing of sockets and processes.
"""

from types import ModuleType

from broadsheet.models import replace


def warm() -> str:
    """Load what commands need, and set a page; return its edition, to ``rehearse``."""
    from broadsheet import starter
    from broadsheet.api import composing, specs
    from broadsheet.cli import entry
    from broadsheet.formats import edition_yaml

    loaded()
    entry.parser("render")
    spec = specs.load_spec()
    first = starter.first_edition("broadsheet", spec, lambda day: composing.compose(day, spec))
    edition = replace(first, spec="")  # it would ask for a file of its paper's folder
    rehearse(edition_yaml.dump_yaml(edition))
    return edition_yaml.dump_json(edition)


def rehearse(edition: str) -> None:
    """Set an edition as a command would, from its file's text to the PDF's bytes."""
    from io import BytesIO

    from broadsheet.api import rendering
    from broadsheet.formats import edition_yaml

    rendering.render(edition_yaml.read(edition), BytesIO(), rendering.RenderOptions(draft=True))


def loaded() -> tuple[ModuleType, ...]:
    """Load what commands need, once, and return it."""
    import resource

    from broadsheet.api import rendering
    from broadsheet.arranging import dummies
    from broadsheet.cli import child, report
    from broadsheet.cli import rendering as command
    from broadsheet.facts import lunar
    from broadsheet.formats import edition_yaml
    from broadsheet.lint import rules
    from broadsheet.makeup.page import pages
    from broadsheet.paint import pictures
    from broadsheet.paint.pdf import conforming, document, images
    from broadsheet.parse import reader
    from broadsheet.spec_yaml import loader

    read = (edition_yaml, loader, reader, lunar)
    made = (dummies, pages, rules)
    written = (pictures, conforming, document, images)
    return (resource, rendering, *read, *made, *written, child, command, report)
