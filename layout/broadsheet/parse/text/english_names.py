"""Who wrote a story, of a line in Latin letters that is known to be its byline.

Takes the line; returns the names without what stands around them: “By”, titles and ranks, offices,
classes and ages, degrees, addresses.  Whether a line is a byline at all is not asked here
(``english.english_byline`` does that, of its first words).
"""

import re

from broadsheet.edition import Credit

_MOST = 5  # words of a name: Mrs. J. de la Cruz
_BY = re.compile(
    r"^(?:(?:words|text|story|report|reported|written)\s+(?:and\s+\w+\s+)?)?by\s+", re.IGNORECASE
)
_DAY = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b"
)
_ROLE = re.compile(
    r"^(text|words|story|photos?|pictures?|reporting|translation|drawings?|illustrations?)\s*:\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|\n•·]\s*|\s+/\s+|\s*;\s+")
_ADDRESS = re.compile(r"\S+@\S+|@\w+|\b(?:https?://|www\.)\S+")
_PLACE = re.compile(r"\s(?:in|at|from|of|for)\s+\S.*$")
_AND = re.compile(r"\s+(?:and|AND|&)\s+")
_RANK = re.compile(
    r"^(?:Dr|Mr|Ms|Miss|Prof|Professor|Rev|Revd|Reverend|Fr|Father|Br|Brother|Sr|Sister|Hon|Sir|"
    r"Pvt|Pte|Pfc|Cpl|Sgt|Lt|LCDR|CDR|Ens|Capt|Captain|Maj|Major|Col|Gen|T/\d)\.?\s+(?=\S)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s[’']\d\d$")
_OFFICE = frozenset(
    "agent associate board bureau chairman chairwoman chief coach columnist committee contributor "
    "contributors correspondent correspondents critic desk director economist editor editors "
    "educator intern manager news office officer pastor photographer photographers press president "
    "principal reporter reporters secretary service services specialist staff student students "
    "superintendent team treasurer writer writers".split()
)
_BODIES = frozenset("board bureau committee news office press service services team".split())
_PARTICLES = frozenset("de la van von der den bin al da di du le".split())
_NOBODY = frozenset("a an our the your this from special".split())
_NUMBER = re.compile(r"^No\. ?\d+$")
_QUOTES = "\"'“”‘’"


def english_credits(text: str) -> tuple[Credit, ...]:
    """Return who is named by a byline in Latin letters, by what they did where it says so.

    Names after a comma are persons where “and” follows them, else what the first one is.

    >>> english_credits("by Pvt. T. Weems, age 20")[0].names
    ('T. Weems',)
    >>> english_credits("By Ann Lowe, Tom Reed and Jo March, Staff Writers")[0].names
    ('Ann Lowe', 'Tom Reed', 'Jo March')
    >>> [(one.role, one.names) for one in english_credits("Text: Ann Lowe | Photos: Tom Reed")]
    [('Text', ('Ann Lowe',)), ('Photos', ('Tom Reed',))]
    >>> english_credits("Hemisphere News Service")
    ()
    """
    found: dict[str, list[str]] = {}
    for part in _PARTS.split(_unwrapped(text)):
        role, names = _part(_ADDRESS.sub("", part).strip(" ,-–—"))
        if names:
            found.setdefault(role, []).extend(names)
    return tuple(Credit(role=role, names=tuple(names)) for role, names in found.items())


def _unwrapped(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if text[:1] in "([" and text[-1:] in ")]" else text


def _part(text: str) -> tuple[str, list[str]]:
    """Return what a part of the line says was done, and by whom."""
    if _DAY.search(text):
        return "", []
    role = _ROLE.match(text)
    by = _BY.match(text)
    start = role or by
    rest = _PLACE.sub("", text[start.end() :] if start else text)
    groups = _AND.split(rest)
    pieces = [piece for group in groups[:-1] for piece in group.split(",")]
    pieces.append(groups[-1].partition(",")[0])
    names = [name for piece in pieces if (name := _name(piece, told=start is not None))]
    return role[1] if role else "", names


def _name(piece: str, *, told: bool) -> str:
    """Return the name in a piece of a byline, empty where nobody has one.

    Where it was ``told`` that one follows, a word will do, and small letters.
    """
    piece = _YEAR.sub("", piece.strip())
    while (rank := _RANK.match(piece)) and " " in _shortened(piece[rank.end() :]):
        piece = piece[rank.end() :]
    if _NUMBER.match(piece):
        return piece
    words = _without_office(piece.split())
    if not words or len(words) > _MOST or (len(words) == 1 and not told):
        return ""
    if not all(_in_name(word, small=told and piece.islower()) for word in words):
        return ""
    if words[0].lower() in _NOBODY and not (told and words[0] == "The"):
        return ""
    name = " ".join(words)
    return name[:-1] if name[-1] == "." and len(words[-1]) > len("Jr.") else name


def _shortened(name: str) -> str:
    """Return a name without initials at its end: Sister Edna, Miss Lutie B. keep their titles."""
    return re.sub(r"(?:\s[A-Z]\.)+$", "", name)


def _without_office(words: list[str]) -> list[str]:
    """Return the words of a name that stands before an office, or behind one."""
    offices = [n for n, word in enumerate(words) if word.lower().rstrip(".") in _OFFICE]
    if not offices:
        return words
    if words[-1].lower() in _BODIES:
        return []
    if offices[-1] < len(words) - 2:
        return words[offices[-1] + 1 :]
    name = 3 if len(words) > 2 and (words[1].endswith(".") or words[1].lower() in _PARTICLES) else 2
    return words[:name] if name < len(words) and offices[0] >= name and len(words) > 3 else []


def _in_name(word: str, *, small: bool) -> bool:
    inner = word.strip(_QUOTES)
    if not inner or any(c.isdecimal() for c in inner):
        return False
    return small or inner[0].isupper() or inner in _PARTICLES
