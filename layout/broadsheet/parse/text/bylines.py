"""Sources and bylines in a text.

Takes a line, or the start or end of a paragraph; returns what is source (本报讯, 新华社 …
电), what is byline with roles and names, and what is left.
"""

import re
from functools import lru_cache

from broadsheet.edition import Byline, Credit
from broadsheet.models import frozen
from broadsheet.parse.text import byline_forms as forms
from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import BULLETS, ends_sentence, solid
from broadsheet.parse.text.english import DATELINE, SPECIAL, english_byline

_KEPT = 1024  # lines of a page that are asked again and again
_COLONS = ("：", ":")
_BY = frozenset("BWTSCNEOF")  # how bylines in English open: By, Words by, Staff …
_RULED = 60  # characters of a line of deeds and names
_RULE_MARKS = frozenset("/／|｜丨╱")
_RULES = str.maketrans("丨╱∣", "|/|")  # what is typed for a rule or a slash
_LEFT, _RIGHT = f"{BULLETS}（(【[〔■— \t\u3000\n", "）)】]〕 \t\u3000\n"


@frozen(kw_only=True)
class RunIn:
    """What opens a paragraph before its copy begins."""

    source: str = ""
    byline: Byline | None = None
    rest: str = ""

    @property
    def found(self) -> bool:
        """Tell whether there was anything."""
        return bool(self.source or self.byline)


def is_name(text: str, *, strict: bool = True) -> bool:
    """Tell whether a text may be a person's name; ``strict`` asks for a known family name."""
    if not forms.NAME.match(text):
        return False
    if text in trade_words.NOT_NAMES:
        return False
    if "·" in text or not strict:
        return True
    return (text[0] in trade_words.SURNAMES and len(text) <= 3) or (
        text[:2] in trade_words.SURNAMES_2 and len(text) >= 3
    )


def may_name(text: str) -> bool:
    """Tell cheaply whether a text may be a byline or nothing but names."""
    ruled = len(text) <= _RULED and not _RULE_MARKS.isdisjoint(text)
    if ruled or forms.MAY.search(text) or (text[:1] in _BY and english_byline(text)):
        return True
    first = text.lstrip(_LEFT)[:2]
    return (
        len(text) <= forms.NAMES
        and bool(first)
        and (first[0] in trade_words.SURNAMES or first in trade_words.SURNAMES_2)
    )


@lru_cache(maxsize=_KEPT)
def parse_byline(text: str, *, strict: bool = False, sure: bool = False) -> Byline | None:
    """Read a whole line as a byline, None when any of it is something else.

    ``strict`` asks for known family names; where it is ``sure`` that names stand, a name may
    be a word too (记者 何以).
    """
    raw = text.strip()
    if not 2 <= len(raw) <= 80:
        return None
    if raw[0] in _BY and (byline := english_byline(raw)):
        return byline
    inner = _unwrapped(raw).translate(_RULES)
    if forms.TEAM.match(inner):
        return Byline(raw=raw, roles=())
    credited = _credited(inner)
    if credited:
        return Byline(raw=raw, roles=credited.roles)
    inner = _without_place(forms.PLACE.sub("", inner))
    roles = _roles(inner, strict)
    if not roles and sure:
        roles = _roles(inner, strict, sure=True)
    if not roles:
        roles = _deeds(inner)
    if not roles and (named := forms.OPEN_ROLE.match(inner)):
        roles = _roles(f"{named['role']} {inner[named.end() :]}", strict=True)
    return Byline(raw=raw, roles=roles) if roles else None


def _without_place(text: str) -> str:
    """Take out where somebody reports from: 记者 陆青 北京报道."""
    found = forms.FROM_PLACE.search(text)
    before = text[: found.start()].split() if found else []
    if not found or is_name(found["place"]) or len(before) < 2 or not is_name(before[-1]):
        return text
    return text[: found.start()] + text[found.end("place") :]


def _deeds(text: str) -> tuple[Credit, ...]:
    """Read pairs of a deed and names that fill a line, each name of a known family."""
    found = list(forms.DEEDS_OF.finditer(text))
    left = forms.DEEDS_OF.sub("", text) if found else text
    if not found or left.strip(" \u3000，,；;"):
        return ()
    read = tuple(Credit(role=m[1], names=tuple(forms.SEP.split(m[2].strip()))) for m in found)
    # who made the page stands in its folio line
    page = any(credit.role in trade_words.FOLIO_WORDS for credit in read)
    named = all(is_name(name) for credit in read for name in credit.names)
    return read if named and not page else ()


def names_only(text: str) -> tuple[str, ...]:
    """Return the names when a line holds nothing else, each with a known family name."""
    inner = _unwrapped(text.strip())
    parts = _merge_spaced(forms.SEP.split(inner))
    return tuple(parts) if 0 < len(parts) <= 4 and all(map(is_name, parts)) else ()


@lru_cache(maxsize=_KEPT)
def run_in(text: str) -> RunIn:
    """Split source and byline off the start of a paragraph."""
    whole = _credited(text) or _whole(text)
    if whole:
        return RunIn(byline=whole)
    head = text[:160]
    source = forms.SOURCE.match(head) or forms.OPEN_SOURCE.match(head) or DATELINE.match(head)
    source = source or SPECIAL.match(head)
    at = source.end() if source else 0
    byline, stop = _leading_byline(head, at)
    if byline is None and source is None:
        return RunIn(rest=text)
    if byline is not None and source is None and not text[stop:].strip():
        return RunIn(byline=byline, rest="")
    stop = stop if byline else at
    rest = text[stop:].lstrip()
    said = source.group().strip() if source else ""
    if said and byline is None and rest[:1] in _COLONS:  # what it ends with is copy too
        said, rest = said + rest[0], rest[1:].lstrip()
    return RunIn(source=said, byline=byline, rest=rest)


def _whole(text: str) -> Byline | None:
    """Read a line of nothing but roles and names, whatever the names are."""
    if len(text) > 60 or text[-1:] in "：:" or not forms.ROLE_AT.match(text.lstrip(_LEFT)):
        return None
    byline = parse_byline(text)
    names = [name for credit in byline.roles for name in credit.names] if byline else []
    if forms.COLUMN.match(text) and not is_name(text[2:]):
        return None  # a column: 记者追访
    return byline if all(len(name) <= 3 or is_name(name) for name in names) else None


@lru_cache(maxsize=_KEPT)
def tail(text: str) -> tuple[str, Byline | None, str]:
    """Split a bracketed byline or signature off the end: rest, byline, signature."""
    match = forms.TAIL.search(text)
    if match is None or match.start() == 0:
        return text, None, ""
    inner = match.group(1)
    byline = parse_byline(inner, strict=True) or _loosely(inner)
    rest = text[: match.start()].rstrip()
    if byline:
        return rest, Byline(raw=match.group(), roles=byline.roles), ""
    if (
        names_only(inner)
        or _names_too(inner, rest)
        or (forms.ORIGIN.match(inner) and len(inner) < 24)
        or forms.WIRE.match(inner)
        or signs(inner, rest)
    ):
        return rest, None, match.group()
    return text, None, ""


def is_wire(text: str) -> bool:
    """Tell whether a line is nothing but a wire's places and day in brackets, and who sent it.

    >>> is_wire("（本报南屿3月7日电　记者林潮）"), is_wire("（记者林潮摄）")
    (True, False)
    """
    return text[0] in "（(" and text[-1] in "）)" and forms.WIRE.match(text[1:-1]) is not None


def _loosely(text: str) -> Byline | None:
    """Read roles and names, set apart, of which one at least is of a known family."""
    role = forms.ROLE_AT.match(text)
    if not role or text[role.end() : role.end() + 1] not in {" ", "\u3000", "：", ":"}:
        return None
    byline = parse_byline(text)
    names = [name for credit in byline.roles for name in credit.names] if byline else []
    known = any(map(is_name, names)) and all(len(name) <= 3 or is_name(name) for name in names)
    return byline if known else None


def _names_too(inner: str, before: str) -> bool:
    """Tell whether words in brackets after a sentence are names, one of a known family."""
    parts = _merge_spaced(forms.SEP.split(inner.strip()))
    short = all(
        2 <= len(p) <= 3 and forms.NAME.match(p) and p not in trade_words.NOT_NAMES for p in parts
    )
    return short and 1 < len(parts) <= 4 and ends_sentence(before) and any(map(is_name, parts))


def signs(inner: str, before: str) -> bool:
    """Tell whether words in brackets after a complete sentence say who wrote it.

    A desk or a place before a name, or who edited, translated or compiled.
    """
    if len(inner) > 24 or not ends_sentence(before) or any(c in inner for c in "，。；：！？,;:!?"):
        return False
    if any(word in inner for word in forms.COMPILED):
        return True
    if len(inner) <= forms.OFFICE and inner.endswith(trade_words.OFFICES) and inner.isalpha():
        return True
    parts = inner.split()
    return len(parts) > 1 and (is_name(parts[-1]) or is_name("".join(parts[-2:])))


def _credited(text: str) -> Byline | None:
    """Read ``name/文 name/图``, where the role follows the name."""
    if len(text) > 60 or not forms.AFTER_ALL.match(text):
        return None
    pairs = [(m[2], m[1]) for m in forms.AFTER_EACH.finditer(text)]
    return Byline(raw=text, roles=tuple(Credit(role=role, names=(name,)) for role, name in pairs))


def _leading_byline(head: str, at: int) -> tuple[Byline | None, int]:
    match = forms.BRACKETED.match(head, at)
    if match:
        byline = parse_byline(match.group(1), sure=at > 0) or (
            _from_offices(match.group(1)) if at > 0 else None
        )
        if byline:
            return Byline(raw=match.group().strip(), roles=byline.roles), match.end()
    if not forms.MAY.search(head):
        return None, at
    start = at + len(head[at:]) - len(head[at:].lstrip(" \u3000:：，,"))
    best: tuple[Byline | None, int] = (None, at)
    for cut in re.finditer(r"[\s：:]|(?<=报道)(?=\S)|(?<=報導)(?=\S)|$", head[start : start + 70]):
        stop = start + cut.start()
        piece = head[start:stop].strip()
        closed = bool(_ending(piece))
        if not forms.ROLE_AT.match(piece) and not closed:
            continue
        byline = parse_byline(piece, strict=not closed)
        if byline:
            best = (byline, stop + (1 if cut.group() in {"：", ":"} else 0))
    marked = bool(head[at:start].strip()) or head[best[1] - 1 : best[1]] in {"：", ":"}
    if best[0] and marked:  # marks around it are copy too
        raw = head[at : best[1]].strip()
        return Byline(raw=raw, roles=best[0].roles), best[1]
    return best


def _from_offices(text: str) -> Byline | None:
    """Read names, each behind the office that he is of: 急诊科 王芳 宣传部 李强."""
    parts = text.split()
    offices, names = parts[::2], tuple(parts[1::2])
    if not names or len(offices) != len(names) or not all(map(is_name, names)):
        return None
    if not all(office.endswith(trade_words.OFFICES) for office in offices):
        return None
    return Byline(raw=text, roles=(Credit(role="", names=names),))


def _unwrapped(text: str) -> str:
    return text.lstrip(_LEFT).rstrip(_RIGHT)


def _ending(text: str) -> str:
    """Return what closes a byline: 报道, 摄影报道 and the like."""
    for end in forms.ENDS:
        if text.endswith(end):
            return end
    return (
        text[-1:]
        if text.endswith(forms.LOOSE) and text[-2:-1] in {" ", "\u3000", "/", "／"}
        else ""
    )


def _merge_spaced(parts: list[str]) -> list[str]:
    """Put together names of two characters that were set apart (王 芳)."""
    out: list[str] = []
    loose = False
    for part in filter(None, parts):
        single = len(part) == 1
        if single and loose:
            out[-1] += part
            loose = False
        else:
            out.append(part)
            loose = single
    return out


def _roles(text: str, strict: bool, *, sure: bool = False) -> tuple[Credit, ...]:
    """Read ``role names role names … end`` to the last character, or nothing."""
    found: list[tuple[str, list[str]]] = []
    ending = _ending(text)
    body = text.removesuffix(ending)
    at, role = 0, ""
    while at < len(body):
        gap = forms.SEP.match(body, at)
        at = gap.end() if gap else at
        mark = forms.ROLE_AT.match(body, at) or forms.SLASH_ROLE.match(body, at)
        if mark:
            role = forms.OWN_PAPER.sub("", solid(mark.group()).rstrip("/／：:|｜丨 "))
            role = role[2:] if role.startswith(("本报", "本報", "本刊")) else role
            role = mark.group().strip() if mark.group().strip() in {"文/图", "文／图"} else role
            found.append((role, []))
            at = mark.end()
            continue
        follow = _next_role(body, at)
        names = _names(body[at:follow], strict, bool(role))
        if names is None and sure and role:
            names = _short_words(body[at:follow])
        if names is None:
            return ()
        if not found:
            found.append(("", []))
        found[-1][1].extend(names)
        at = follow
    if found and found[0][0] == "":
        if not ending or len(found) > 1 or not all(is_name(n) for n in found[0][1]):
            return ()
        found[0] = (ending, found[0][1])
    return tuple(Credit(role=r, names=tuple(n)) for r, n in found if n)


def _next_role(body: str, at: int) -> int:
    starts = [
        m.start()
        for m in (forms.ROLE_AT.search(body, at + 1), forms.SLASH_ROLE.search(body, at + 1))
        if m
    ]
    return min(starts, default=len(body))


def _names(text: str, strict: bool, after_role: bool) -> list[str] | None:
    """Split a stretch of names; None when it holds anything else."""
    text = text.strip(" \u3000、，,：:/／|｜（()）")
    if not text:
        return []
    if forms.LATIN_NAME.match(text):
        return [text]
    out: list[str] = []
    parts = [p for p in _merge_spaced(forms.SEP.split(text)) if p not in forms.DEEDS]
    people = [p for p in parts if not p.endswith(forms.UNITS)]
    for part in people or parts:
        deed = len(part) > 2 and part[-1] in "文图摄" and not (after_role and is_name(part))
        bare = part[:-1] if deed else part
        if is_name(bare):
            out.append(bare)
        elif len(part) in {4, 5, 6} and (pair := _glued(part)):
            out.extend(pair)
        elif is_name(bare, strict=strict or not after_role):
            out.append(bare)
        elif is_name(part, strict=False) and not strict:
            out.append(part)
        else:
            return None
    return out


def _short_words(text: str) -> list[str] | None:
    """Split a stretch that can only hold names, whatever words they are."""
    parts = _merge_spaced(forms.SEP.split(text.strip()))
    return parts if parts and all(2 <= len(p) <= 3 and forms.NAME.match(p) for p in parts) else None


def _glued(text: str) -> list[str] | None:
    """Cut names printed without a gap where both halves open with a family name."""
    for at in (3, 2):
        if is_name(text[:at]) and is_name(text[at:]):
            return [text[:at], text[at:]]
    return None
