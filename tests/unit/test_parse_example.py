"""The example page, read from its raw text, is the example edition that a person corrected."""

from pathlib import Path

from broadsheet.edition import Article, Edition, Picture
from broadsheet.formats import edition_yaml
from broadsheet.parse import read_text
from broadsheet.parse.text.characters import solid

EXAMPLES = Path(__file__).parents[2] / "examples"
MISSING = "草种下去只算三分"  # the raw text lacks the quote before it


def caption(picture: Picture) -> str:
    return solid(picture.caption + picture.credit)


def outline(edition: Edition) -> list[object]:
    """All that a reader can know: neither ids nor pictures' files."""
    out: list[object] = []
    for item in edition.items:
        if not isinstance(item, Article):
            assert not hasattr(item, "picture")
            out.append((item.kind, *sorted(item.copy)))
            continue
        by = item.byline
        out += [item.section, item.kicker, item.headline, item.deck, item.source, item.signature]
        out.append([(c.role, c.names) for c in by.roles] if by else [])
        out += [(b.kind, b.text.replace(f"“{MISSING}", MISSING)) for b in item.body]
        out += map(caption, item.pictures)
    return out


def read() -> Edition:
    page = EXAMPLES / "tinglan-front.txt"
    return read_text(page.read_text(encoding="utf-8"), file=page.name).edition


def test_example_is_read_as_it_was_corrected() -> None:
    truth = edition_yaml.read((EXAMPLES / "tinglan-front.yaml").read_text(encoding="utf-8"))
    assert outline(read()) == outline(truth)
    assert read().masthead.facts() == {**truth.masthead.facts(), "hotline": "400-000-0528"}


def test_example_lacks_one_quote_and_that_is_told() -> None:
    found = [(f.code, f.where.line if f.where else 0) for f in read().findings if f.level != "note"]
    assert found == [("unbalanced", 112)]
