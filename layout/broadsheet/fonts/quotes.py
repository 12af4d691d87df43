"""The quotes of languages: facts of Unicode CLDR, delimiters.

A table, no code of a face: ``paragraph`` shows them for typed quotes where a style asks for it.
"""

from typing import Final

from broadsheet.models import frozen

APOSTROPHE: Final = "’"


@frozen()
class Quotes:
    """The marks of a language: of what is said, and of what is said in it."""

    outer: str  # opening and closing
    inner: str
    white: bool = False  # inside the outer ones


# By the primary subtag (Unicode CLDR, delimiters).
QUOTES: Final = {
    "en": Quotes("“”", "‘’"),
    "nl": Quotes("“”", "‘’"),
    "pt": Quotes("“”", "‘’"),
    "de": Quotes("„“", "‚‘"),
    "cs": Quotes("„“", "‚‘"),
    "sk": Quotes("„“", "‚‘"),
    "fr": Quotes("«»", "“”", white=True),
    "es": Quotes("«»", "“”"),
    "it": Quotes("«»", "“”"),
    "ru": Quotes("«»", "„“"),
    "uk": Quotes("«»", "„“"),
    "el": Quotes("«»", "“”"),
    "pl": Quotes("„”", "«»"),
    "hu": Quotes("„”", "»«"),
    "da": Quotes("»«", "›‹"),
    "nb": Quotes("«»", "‘’"),
    "sv": Quotes("””", "’’"),
    "fi": Quotes("””", "’’"),
}
