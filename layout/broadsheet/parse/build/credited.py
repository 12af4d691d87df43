"""The byline that a line is, once it is known for one.

Takes the line's text; returns the byline with all of it as printed, and whom it names.  Knows
nothing of the story.
"""

from broadsheet.edition import Byline, Credit
from broadsheet.parse.text import bylines
from broadsheet.parse.text.characters import BULLETS, has_han
from broadsheet.parse.text.english_names import english_credits

_PEN_NAME = 4  # letters of a name that stands alone


def byline_of(text: str) -> Byline:
    """Return a line as a byline; who is named by none of its words is nobody.

    >>> byline_of("Phyllis Garland, age 9").roles[0].names
    ('Phyllis Garland',)
    """
    if not has_han(text):
        return Byline(raw=text.strip(), roles=english_credits(text))
    if byline := bylines.parse_byline(text):
        return byline
    names = bylines.names_only(text) or tuple(filter(bylines.is_name, text.split()[-1:]))
    bare = text.lstrip(BULLETS).strip()
    if not names and len(bare) <= _PEN_NAME and bare.isalpha():
        names = (bare,)
    return Byline(raw=text, roles=(Credit(role="", names=names),) if names else ())
