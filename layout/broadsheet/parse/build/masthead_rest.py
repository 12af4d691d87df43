"""What stands in a masthead and is no fact by itself.

Takes the facts of a masthead and the pieces that are left; returns both, once those pieces are
taken that say a fact after all: a name beside the date, a date in two places, the weather in one
word.  What repeats the name or only labels a fact is copy no more.
"""

import re
from collections.abc import Mapping, Sequence

from broadsheet.parse.text.characters import has_han, is_han
from broadsheet.parse.text.english import LATIN_NAMES, is_capitals, is_title
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.patterns import PAPER
from broadsheet.parse.text.printed_facts import iso_date

Piece = tuple[str, int]  # text and line
# of facts that are told elsewhere
_LABELS = frozenset(
    "天气 天氣 天气预报 天氣預報 气象 氣象 公曆 公历 總 总 農曆 "
    "农历 夏曆 夏历 陰曆 阴历 舊曆 "
    "旧历 廢曆 本報 本报 Issue ISSUE Number NUMBER Page PAGE Price PRICE Every Editor "
    "Weather WEATHER Today TODAY".split()
)
_NAME = 2, 9  # letters of a paper's name
_REPEATED = 4  # Latin letters that may be a word of the name by chance
_LATIN_WORDS = 2, 6  # of a name
# 岗湾都市报专刊, 吉石晨报·健康周刊: what follows the paper's name is its part
_NAMED = Pattern(
    r"^《?(?P<name>[^\W\da-zA-Z_]{1,8}[报報])》?(?:\s?·\s?|\s)?(?P<rest>[^\W\da-zA-Z_报報]{1,6})?$",
    needs=("报", "報"),
)
_PARTED = re.compile(r"^(?P<name>[^\W\da-zA-Z_]{2,9})\s?·\s?(?P<rest>[^\W\da-zA-Z_]{1,6})$")
_TWO_SCRIPTS = re.compile(
    r"^(?P<han>[^\x00-\x7f]{2,10})(?:\s+|\s?/\s?)(?P<latin>[A-Z][\w .'&-]{3,50})$"
)
_LATIN_FIRST = re.compile(r"^(?P<latin>[A-Z][\w .'&-]{3,50})\s+(?P<han>[^\x00-\x7f]{2,10})$")
_YEAR = re.compile(r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年")
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_MONTH_DAY = re.compile(rf"[（(]?({_DAY}月{_DAY}日)(?P<on>出版|\s?[—–\-~～至].{{2,8}})?[）)]?")
_FREE = re.compile(
    r"免[费費](?:[赠贈][阅閱]|派[發发送]|[张張][贴貼]|取[阅閱]|索取)?|[赠贈][阅閱]|非[卖賣]品"
    r"|(?:免[费費](?:取[阅閱])? )?(?i:free)(?: Every)?"
)
_PIECES = re.compile(r"\s{2,}|\s[/|]\s|\s?[•|｜]\s?|,\s")
_SECTION = re.compile(r"[^\W\da-zA-Z_]{2,8}(?:专版|專版)|[分专][类類][广廣]告|SECTION [A-Z]+")
_SKY = re.compile(
    r"[晴阴陰雨雪雾霧]|(?:Snow|Rain|Fair|Cloudy|Sunny|Clear|Fog|Showers?|Warm|Cold|Hot|Mild|Windy)"
    r"(?:,? [a-z]+){0,6}\.?"
)


def settled(
    facts: Mapping[str, str], left: Sequence[Piece], lines: Mapping[str, int]
) -> tuple[dict[str, str], list[Piece]]:
    """Return facts and the pieces that are none; ``lines`` tell where facts stood."""
    facts = dict(facts)
    left = [piece for piece in left if not _told(facts, piece[0])]
    if "name" not in facts:
        left = _named(facts, _parted(left), lines)
    for key in ("volume", "permit"):  # the number counts issues; terms alone are no permit
        if key in facts and (key == "volume" or not any(map(str.isdigit, facts[key]))):
            left.insert(0, (facts.pop(key), lines.get(key, 0)))
    left.sort(key=lambda piece: piece[1])
    _part_scripts(facts)
    left += _supplement(facts, lines)
    left = [piece for piece in left if not _said(piece[0], facts)]
    return facts, _dated(facts, left)


def section_among(left: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return the page's name where a piece is one, and the other pieces."""
    at = next((n for n, (text, _) in enumerate(left) if _SECTION.fullmatch(text)), -1)
    return ("", list(left)) if at < 0 else (left[at][0], [*left[:at], *left[at + 1 :]])


def _parted(left: Sequence[Piece]) -> list[Piece]:
    """Part pieces in Latin letters where rules, bullets and commas part them."""
    found: list[Piece] = []
    for text, line in left:
        parts = [text] if has_han(text) else _PIECES.split(text)
        found += [(part.strip(), line) for part in parts if part.strip()]
    return found


def _supplement(facts: dict[str, str], lines: Mapping[str, int]) -> list[Piece]:
    """Part a supplement's name from the paper's: 岗湾都市报专刊."""
    found = _NAMED.match(facts.get("name", "")) or _PARTED.match(facts.get("name", ""))
    if not found or not found["rest"]:
        return []
    facts["name"] = found["name"]
    return [(found["rest"], lines.get("name", 0))]


def _told(facts: dict[str, str], text: str) -> bool:
    """Take a price or the weather in a word."""
    key = "price" if _FREE.fullmatch(text) else "weather" if _SKY.fullmatch(text) else ""
    if not key or key in facts:
        return False
    facts[key] = text
    return True


def _said(text: str, facts: Mapping[str, str]) -> bool:
    """Tell whether words only label a fact, or are the paper's name or a part of it."""
    if text.strip("：:") in _LABELS:
        return True
    bare = _bare(text)
    names = [_bare(facts[key]) for key in ("name", "name_en") if key in facts]
    return bare in names or (
        bare.isascii() and len(bare) >= _REPEATED and any(bare in name for name in names)
    )


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _named(facts: dict[str, str], left: list[Piece], lines: Mapping[str, int]) -> list[Piece]:
    """Find the paper's name among the pieces: by its form, else by its place beside the date."""
    spread = [
        n for n, (text, _) in enumerate(left) if len(text.strip()) == 1 and is_han(text.strip())
    ]
    if _NAME[0] <= len(spread) <= _NAME[1] and spread[-1] - spread[0] == len(spread) - 1:
        facts["name"] = "".join(left[n][0].strip() for n in spread)
        return [piece for n, piece in enumerate(left) if n not in spread]
    first = [lines[key] for key in ("date", "issue_number", "total_issue") if key in lines]
    dated = {line - near for line in first for near in (0, 1)}
    found = [n for n, (text, line) in enumerate(left) if _rank(text, line in dated)]
    if not found:
        return left
    at = max(found, key=lambda n: (_rank(left[n][0], left[n][1] in dated), -n))
    text, line = left[at]
    whole = _NAMED.match(text) or _PARTED.match(text)
    rest = [(whole["rest"], line)] if whole and whole["rest"] else []
    facts["name"] = whole["name"] if whole else text.strip("《》")
    return [*left[:at], *rest, *left[at + 1 :]]


def _rank(text: str, dated: bool) -> float:
    """Tell how likely a piece is the paper's name; 0 for one that is none."""
    if not has_han(text):
        words = text.split()
        shown = is_capitals(text) or is_title(text)
        if (
            not shown
            or not _LATIN_WORDS[0] <= len(words) <= _LATIN_WORDS[1]
            or any(map(str.isdigit, text))
        ):
            return 0
        usual = not set(re.split(r"[\s-]", text.title())).isdisjoint(LATIN_NAMES.inside)
        return 2.0 if usual else 1 + len(text) / 100 if dated else 0
    if _TWO_SCRIPTS.match(text) or _LATIN_FIRST.match(text):
        return 1.5
    if PAPER.match(text) or (dated and (_NAMED.match(text) or _PARTED.match(text))):
        return 3
    bare = text.strip("《》")
    plain = _NAME[0] <= len(bare) <= _NAME[1] and all(map(is_han, bare))
    return 1.0 if plain and (dated or bare != text) else 0


def _part_scripts(facts: dict[str, str]) -> None:
    """Part a name in ideographs from the same in Latin letters in one line."""
    found = _TWO_SCRIPTS.match(facts.get("name", "")) or _LATIN_FIRST.match(facts.get("name", ""))
    if found and "name_en" not in facts:
        facts["name"], facts["name_en"] = found["han"].strip(), found["latin"].strip()


def _dated(facts: dict[str, str], left: list[Piece]) -> list[Piece]:
    """Put a date together whose year stands before the issue's number, and its day after."""
    years = [n for n, (text, _) in enumerate(left) if _YEAR.fullmatch(text)]
    days = [n for n, (text, _) in enumerate(left) if _MONTH_DAY.fullmatch(text)]
    if "date" in facts or len(years) != 1 or not days:
        return left
    day = _MONTH_DAY.fullmatch(left[days[0]][0])
    date = iso_date(left[years[0]][0] + day[1]) if day else ""
    if not day or not date:
        return left
    facts["date"] = date
    spent = {years[0]} | ({days[0]} if (day["on"] or "出版") == "出版" else set())
    return [piece for n, piece in enumerate(left) if n not in spent]
