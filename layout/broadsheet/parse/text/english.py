# ruff: noqa: E501 - patterns read best in one line
"""What lines of English pages say, and whether one goes on in the next.

Takes a line in Latin letters, or two; tells capitals, a byline, a dateline, a jump line, a
credit, and whether the second is the first one's continuation.  English papers break lines
ragged, at whole words, and set heads in capitals or with capital initials: marks of Chinese
text are no help there.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from broadsheet.edition import Byline, Credit
from broadsheet.models import frozen
from broadsheet.parse.text.matching import Pattern, WordList


def _either(letters: str) -> str:
    """Return letters with all that are one with them where case does not count."""
    return letters + letters.upper() + "\u0130\u0131\u017f\u212a"  # İ, ı, ſ and the kelvin sign


_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_NAME = r"[A-Z][A-Za-z.'’\-]*(?: (?:[A-Z][A-Za-z.'’\-]*|de|van|von|der|la|bin|al))*"
_NAMES = rf"{_NAME}(?:(?:, | and | AND | & ){_NAME})*"
_TITLES = (
    r"(?:staff|sports|news|city|special|chief|senior)?\s*"
    r"(?:writer|reporter|correspondent|editor|photographer|critic|columnist)s?"
)
# By Ann Lowe, By ANN LOWE and TOM REED, Staff Writers
_BYLINE = Pattern(
    rf"^(?:By|BY|(?:Words|Text|Story|Report)(?: and [Pp](?:hotos?|ictures?))? by) ({_NAMES})"
    rf"(?:(?:[,|] ?| in (?=[A-Z]))((?:\w+ ){{0,3}}\w+))?(?: reports)?\.?$"
    rf"|^({_NAMES}) reports\.?$"
)
_TITLE = Pattern(rf"^(?:(?:Of|For) The [A-Z]\w+(?: [A-Z]\w+)*|{_TITLES})$", flags=re.IGNORECASE)
# SALTMARSH, March 8 (AP) — The council …
DATELINE = Pattern(
    r"^(?!(?:LOST|FOUND|WANTED|FOR|TO|HELP|NOTICE|SITUATIONS?|PERSONALS?|REWARD)\b)(?:[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3})(?:, (?:[A-Z][a-z]+\.?|[A-Z][A-Z.]+)){0,2}"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.?) \d{1,2}\.?)?(?:,? ?\([A-Z][A-Za-z ]{1,20}\))?(?:,? ?(?:—|--|–| - |:—)|(?<=[\d)]):)\s?(?=[“\"A-Z])",
    needs=("—", "--", "–", " - ", ":"),
)
JUMP = Pattern(
    r"^[(\[>]*\s*(?:continued|cont'd|cont\.|turn|see|from|jump)\b[^.;]{0,30}\b(?:page|pg|p)\.?\s?(?:[A-Z]?-?\d{1,3}[A-Z]?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:, col(?:umn|\.)? \w+)?\s*\.?[)\]]*\.?$",
    flags=re.IGNORECASE,
    needs=tuple("page Page PAGE pg. p. P. Pg".split()),
)
CREDIT = Pattern(
    r"^[(\[]?(?:photos?|photographs?|pictures?|illustrations?|graphics?|images?)(?: (?:by|courtesy(?: of)?|credit))?\s*[:/]?\s*[A-Z][\w .'’&/\-]{2,40}[)\]]?$",
    flags=re.IGNORECASE,
    needs=tuple("hoto HOTO icture ICTURE llustration raphic mage".split()),
)
CAPTION = Pattern(
    r"\((?:left|right|above|below|center|centre|top|bottom|from left)\)|[,(] (?:left|right|above|below|center),|\b(?:AP |File |Staff )?photo(?: by .{3,30})?\)?$|^(?:Above|Below|Left|Right|Pictured)\b[,:]",
    needs=tuple(
        "left right above below center centre top bottom hoto Above Below Left Right Pictured".split()
    ),
)
CONTACT = Pattern(
    r"(?:tel|phone|call|fax|telephone)\.?:? ?[(+]?\d[\d\-. ()]{2,}|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{4}\b|www\.|\.com\b",
    flags=re.IGNORECASE,
    needs=tuple("el. el: hone all ax EL LL HONE - www. .com".split()),
)
SHOP = Pattern(
    r"\b\d{1,5} (?:[NSEW]\. )?[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:St|Street|Ave|Avenue|Rd|Road|Lane|Square|Quay|Wharf|Row)\b\.?",
    needs=tuple("St Av Rd Road Lane Squ Quay Wharf Row".split()),
)
FIRM = Pattern(
    r"(?:\b(?:Co|Inc|Ltd|Bros|Corp)\.?|& (?:Sons?|Co\.?|Bros\.?)|\bCompany|\bStores?|\bBank)$",
    last=_either(".ocdspnyek"),
    flags=re.IGNORECASE,
)
AD = Pattern(
    r"[$£€]\s?\d|\b\d{1,3}c\b|^(?:lost|found|wanted|for sale|for rent|to let|help wanted|situations wanted)\s?[—–:.-]|\b(?:summer|winter|spring|autumn|clearance|white) sale\b|\b(?:for sale|to let|wanted|on sale|discount|free (?:delivery|estimates|trial)|best prices?|lowest prices?|open (?:daily|every|from|mon|till)|delivered to|ask (?:for|your)|order (?:now|today)|now open|grand opening|\d+% off|per (?:pound|dozen|pair))\b",
    flags=re.IGNORECASE,
)
NOTICE = Pattern(
    r"^(?:public |legal |official )?notices?(?: to readers)?$|^lost and found$|^corrections?$|^(?:public |legal |official )?notices?(?: of .{3,40}| to .{3,40})?$|^in the matter of\b|^card of thanks$|^(?:lost|found) ?[.:]",
    first=_either("plonlcif"),
    flags=re.IGNORECASE,
)
NOTICE_WORDS = Pattern(
    r"\b(?:notice is hereby given|hereby (?:notified|given)|the undersigned|sealed bids|public hearing|probate|executor)\b",
    flags=re.IGNORECASE,
)
INDEX = Pattern(
    r"^[A-Z][\w ,&'’/\-]{2,40}[ .…]{2,}(?:page )?[A-Z]?-?\d{1,3}$|^[A-Z][\w &'’/\-]{2,24},? [Pp]ages? [A-Z]?\d{1,3}$",
    needs=tuple("0123456789"),
)
INFO = Pattern(
    r"^(?:the |today's |local )?(?:weather|tides?|sun and moon|calendar|church services|markets?|deaths|births|marriages|obituaries|radio|television|tv listings)(?: today| forecast| report)?\.?$",
    first=_either("tlwscmdbor"),
    flags=re.IGNORECASE,
)
# Special to The Mercury: where the story is from
SPECIAL = Pattern(
    r"^Special (?:Cable |Dispatch |Correspondence )?to (?:[Tt]he |THE )?[A-Z][\w .'’]{3,40}$",
    needs=("Special",),
)
TEASER = Pattern(
    r"^(?:inside(?: today| this week)?|index|in this issue|today's index|what's inside)$",
    first=_either("itw"),
    flags=re.IGNORECASE,
)
_FEW = 4  # capitals: nine tenths of more than three letters
_KEPT = 1024  # lines of a page that are asked again and again
_LIKELY = 32  # widths that may be the measure: the commonest
_SURE, _NEARLY = 6, 0.65  # broken lines that tell how; the share of them that does
_FULL, _MOST = 0.65, 0.6  # of the measure: a last line is shorter, a broken one longer
LATIN_NAMES = WordList(
    inside=(
        "Daily News Times Post Herald Evening Morning Journal Gazette Tribune Weekly Bulletin Chronicle "
        "Courier Mercury Observer Sentinel Star Record Register Dispatch Examiner Telegraph Mail Echo "
        "Advertiser Argus Guardian Independent Leader Messenger Recorder Reporter Review Standard Sun World "
        "Banner Beacon Citizen Clarion Enterprise Express Globe Inquirer Intelligencer Press Spectator"
    ).split()
)


@frozen(kw_only=True)
class Broken:
    """How the lines of a page in Latin letters were broken."""

    measure: int = 0  # half ems that most broken lines fill; 0: none is broken
    exact: bool = False  # at so many characters: a line ends where the next word did not fit
    indented: bool = False  # an indent opens paragraphs


def breaking(lines: Iterable[tuple[str, str]], *, indented: bool) -> Broken:
    """Find how lines were broken, from pairs of a line and the one right below it."""
    within = [(len(one), len(two.split(maxsplit=1)[0])) for one, two in lines if starts_within(two)]
    if not within:
        return Broken()
    widths = sorted(wide for wide, _ in within)
    # at the measure that lines were counted to, the next word fits on few of them
    likely = {wide for wide, _ in Counter(widths).most_common(_LIKELY)}
    fits = {m: sum(wide <= m < wide + 1 + word for wide, word in within) for m in likely}
    full = max(fits, key=lambda m: (fits[m], m))
    if len(within) >= _SURE and fits[full] >= _NEARLY * len(within):
        return Broken(measure=full, exact=True, indented=indented)
    return Broken(measure=widths[len(widths) * 9 // 10], indented=indented)


@lru_cache(maxsize=_KEPT)
def is_capitals(text: str) -> bool:
    """Tell whether a line is set in capitals.

    >>> is_capitals("FERRY TO REOPEN"), is_capitals("A BBC team"), is_capitals("No. 3")
    (True, False, False)
    """
    if sum(map(str.isupper, text)) < _FEW:  # most lines: no letter is looked at twice
        return False
    found = [c for c in text if c.isalpha()]
    return len(found) > 3 and sum(map(str.isupper, found)) > 0.9 * len(found)


@lru_cache(maxsize=_KEPT)
def is_title(text: str) -> bool:
    """Tell whether nearly all longer words of a line have a capital initial, as heads have.

    >>> is_title("Harbor To Be Dredged First, Council Says"), is_title("The ferry will be late")
    (True, False)
    """
    words = [w for w in _WORD.findall(text) if len(w) > 3]
    capital = sum(w[0].isupper() for w in words)
    return len(words) > 1 and capital >= 0.85 * len(words) and text[-1] not in ".,:-—"


def starts_within(text: str) -> bool:
    """Tell whether a line opens in the middle of a sentence."""
    return text[0].islower() and text[0].isascii()


def english_byline(text: str) -> Byline | None:
    """Read a line of ``By`` and names, or what they are, None when it is anything else.

    >>> english_byline("By Ann Lowe and Tom Reed").roles[0].names
    ('Ann Lowe', 'Tom Reed')
    """
    if _TITLE.match(text.strip()):
        return Byline(raw=text.strip(), roles=())
    found = _BYLINE.match(text.strip())
    if not found:
        return None
    placed = f" in {found[2]}" in text
    if found[2] and not placed and not _TITLE.match(found[2].strip()):
        return None
    every = re.split(r", | and | AND | & ", found[1] or found[3])
    names = [name for name in every if not _TITLE.match(name)]
    if any(len(name.split()) > 4 or len(name) < 3 for name in names):
        return None
    return Byline(raw=text.strip(), roles=(Credit(role="", names=tuple(names)),))


def wraps(one: str, two: str, *, wide: int, broken: Broken) -> bool:
    """Tell whether a line goes on in the next, both in Latin letters, no white between.

    ``wide``: how far the first reaches; ``broken``: how the page's lines were broken.
    """
    if one[-1] in "-‐\u00ad" and starts_within(two):
        return True
    if _apart(one) or _apart(two) or (not broken.measure and not starts_within(two)):
        return False
    if starts_within(two):
        return True
    if broken.exact:  # the next word did not fit
        return wide + 1 + len(two.split(maxsplit=1)[0]) > broken.measure
    ended = one[-1] in ".!?\"”’'" and one[-2:-1] != ","
    if ended and broken.indented:
        return True
    return wide >= (_FULL if ended else _MOST) * broken.measure and one[-1] != ":"


def _apart(text: str) -> bool:
    """Tell whether a line is one by itself: a head, a byline, a jump line, a credit."""
    return (
        is_capitals(text)
        or is_title(text)
        or (text.startswith("Dear ") and text[-1] in ",:")
        or english_byline(text) is not None
        or any(p.search(text) for p in (JUMP, CREDIT, TEASER, INDEX))
    )
