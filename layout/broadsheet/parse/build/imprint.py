"""Masthead and folio line.

Takes the blocks that were labelled so; returns the typed facts, what text they used up, and
the pieces that are none of them, which stay with the masthead as printed.
"""

import re
from collections.abc import Sequence

from broadsheet.edition import Ear, Masthead
from broadsheet.errors import Finding, Where
from broadsheet.models import field, record
from broadsheet.parse.build.masthead_rest import section_among, settled
from broadsheet.parse.text.characters import has_han, letters, solid
from broadsheet.parse.text.known_folio import read_known
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.text.patterns import LABEL, PAPER
from broadsheet.parse.text.printed_facts import Fact, find_facts, iso_date, value_of
from broadsheet.parse.traits.own import Seen
from broadsheet.parse.traits.vocabulary import T

_SEPARATORS = "|｜,，;；。·•/／:：—-～~ \t\u3000\n"
_PHRASES, _PHRASE = 2, (4, 9)  # of a motto, at the least; characters of each
_WORDS = 4  # of a Latin motto, at the least
_TERMS = Pattern(
    r"[内內]部|注意|免[费費]|[赠贈][阅閱]|[交發发]行|保管", needs=tuple("部注免赠贈行管")
)
_LATIN_TERMS = Pattern(  # what law and post ask for, and what is said of copies
    r"(?i)\b(?:entered|registered|published|printed|copyright|second.class|post|postage|mail|free"
    r"|subscri\w+|member|rates?|cop(?:y|ies)|deliver\w*|circulation|inside|page)\b",
)
_YEARS = Pattern(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_HOTLINE = Pattern(r"(?<![\d\-])(?:\d{3,4}[\-—])?\d{5,8}(?![\d\-])|400-?\d{3}-?\d{4}")


@record(kw_only=True)
class Imprint:
    """What masthead and folio lines say, gathered block by block."""

    masthead: dict[str, str] = field(default_factory=dict)
    page: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # where each fact stood
    spent: list[str] = field(default_factory=list)  # source text that became facts
    left: list[tuple[str, int]] = field(default_factory=list)  # pieces that are none
    findings: list[Finding] = field(default_factory=list)

    def take(self, key: str, text: str, line: int) -> None:
        """Keep a whole block as one fact, or as a further word when there is one already."""
        had = self.masthead.get(key, "")
        if key == "name" and had and PAPER.match(solid(text)) and not PAPER.match(solid(had)):
            self.spent.remove(had)  # the page's section stood above the paper's name
            del self.masthead[key]
            if "section" in self.page:
                self.left.append((had, line))
            else:
                self._keep_part("section", had, line)
        if key == "ear" and had and "slogan" not in self.masthead and _is_motto(text):
            key = "slogan"  # an ear holds one motto, the other is the paper's
        if key in self.masthead or not any(map(str.isalnum, text)):  # marks alone say nothing
            self.left.append((text, line))
            return
        spread = key == "name" and all(len(piece) == 1 for piece in text.split())
        self.masthead[key] = "".join(text.split()) if spread else text
        self.lines[key] = line
        self.spent.append(text)

    def read(self, blocks: Sequence[Seen], file: str) -> None:
        """Read a run of fact lines; facts may be split over lines."""
        text = "\n".join(s.block.text for s in blocks)
        lines = [s.block.first for s in blocks for _ in range(len(s.block.text) + 1)]
        self._facts(text, lines, file, again=T.TOP in blocks[0].traits)

    def read_folio(self, one: Seen, file: str) -> None:
        """Read a folio line: page, section, editors and the facts among them."""
        line = one.block.first
        found = read_known(one.block.text)
        if found is None and one.facts:
            self.read([one], file)
            return
        if found is None or not any(
            (found.folio, found.section, found.editors, found.name, found.facts)
        ):
            self.left.append((one.block.text, line))  # marks alone are copy too
            return
        self.spent += found.marks
        for key in ("folio", "section", "editors"):
            self._keep_part(key, getattr(found, key), line)
        self._keep_name(found.name, line)
        if found.facts:
            self._facts(found.facts, [line] * (len(found.facts) + 1), file)
        self.left += [(piece, line) for piece in found.rest]

    def _keep_name(self, name: str, line: int) -> None:
        if name and solid(self.masthead.setdefault("name", name)) == solid(name):
            self.spent.append(name)
        elif name:
            self.left.append((name, line))

    def _keep_part(self, key: str, value: str, line: int) -> None:
        if not value:
            return
        before = self.page.get(key, "")
        if before and key != "editors" and solid(before) == solid(value):
            self.spent.append(value)
            return
        if before and key != "editors":
            self.left.append((value, line))
            return
        self.page[key] = f"{before} {value}" if before else value
        self.lines.setdefault(key, line)
        self.spent.append(value)

    def _facts(self, text: str, lines: Sequence[int], file: str, *, again: bool = True) -> None:
        """Take the facts of a text; ``again``: one already known is no copy of its own."""
        at = 0
        for fact in (*find_facts(text), None):
            stop = fact.start if fact else len(text)
            piece = text[at:stop]
            if fact and LABEL.match(piece.strip(_SEPARATORS)):  # of the fact that follows
                self.spent.append(piece)
            else:
                self._keep_rest(text, at, stop, lines)
            if fact:
                self._keep_fact(fact, text, lines[fact.start], file, again=again)
                at = fact.stop

    def _keep_fact(self, fact: Fact, text: str, line: int, file: str, *, again: bool) -> None:
        raw, value = text[fact.start : fact.stop], value_of(fact)
        if not again and fact.key in self.masthead:
            self.left.append((raw, line))
            return
        if fact.key == "permit" and fact.key in self.masthead:  # its number and its terms
            self.masthead[fact.key] += f" {value}"
        elif fact.key == "weekday" and _same_day(self.masthead.get(fact.key, value), value):
            self.masthead.setdefault(fact.key, value)  # in another language
        elif self.masthead.setdefault(fact.key, value) != value:
            self.left.append((raw, line))
            had = self.masthead[fact.key]
            self._tell("fact-twice", f"{fact.key} is {had!r}; {value!r}", Where(file, line))
            return
        self.lines.setdefault(fact.key, line)
        self.spent.append(raw)

    def _tell(self, code: str, what: str, where: Where) -> None:
        """Note what stays in the masthead as it was printed."""
        message = f"{what} kept as printed"
        self.findings.append(Finding(level="note", code=code, message=message, where=where))

    def _keep_rest(self, text: str, at: int, stop: int, lines: Sequence[int]) -> None:
        """Keep what stands between facts; marks that part them in a line go with them."""
        for match in re.finditer(r"[^\n]+", text[at:stop]):
            part, start = match.group(), at + match.start()
            line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
            if letters(part) or part == line:
                core = part.strip(_SEPARATORS) or part.strip()
                cut = part.find(core)
                self._keep_core(core, lines[start])
                part = part[:cut] + part[cut + len(core) :]
            self.spent.append(part)

    def _keep_core(self, core: str, line: int) -> None:
        """Keep a piece between facts: the page's number and section, or a further word."""
        core = self._names(core, line)
        if not core:
            return
        if "slogan" not in self.masthead and _is_motto(core):
            self.take("slogan", core, line)
            return
        dated = _YEARS.search(core)  # a year and a month name no page
        found = None if dated else read_known(core)
        known = "folio" in self.page and "editors" in self.page
        says = bool(found and (found.folio or found.editors)) and not known
        if not found or not says or found.facts:
            self.left.append((core, line))
            return
        self.spent += found.marks
        self._keep_name(found.name, line)
        for key in ("folio", "section", "editors"):
            self._keep_part(key, getattr(found, key), line)
        self.left += [(piece, line) for piece in found.rest]

    def _names(self, core: str, line: int) -> str:
        """Take the paper's names that stand before its facts in one line; return the rest."""
        first, _, rest = core.partition(" ")
        if "name" not in self.masthead and len(first) <= 12 and PAPER.match(first):
            self.take("name", first, line)
            core = rest.strip(_SEPARATORS)
            self.spent.append(rest.replace(core, "", 1))
        latin = core.isascii() and "@" not in core and not any(map(str.isdigit, core))
        named = has_han(self.masthead.get("name", "")) and "name_en" not in self.masthead
        if named and latin and len(core) > 3:
            self.take("name_en", core, line)
            return ""
        return core

    def finished(self, file: str) -> Masthead:
        """Return the masthead, with the words that are no known fact as printed."""
        self.spent += [text for text, _ in self.left]
        facts, self.left = settled(self.masthead, self.left, self.lines)
        if "section" not in self.page:
            self.page["section"], self.left = section_among(self.left)
        if self.left:
            facts["other"] = "\u3000".join(text for text, _ in self.left)
            line = min(n for _, n in self.left)
            self.lines["other"] = line
            self._tell(
                "masthead-rest", f"no known fact: {facts['other'][:60]!r}", Where(file, line)
            )
        if "issue_number" not in facts and "total_issue" in facts:
            facts["issue_number"] = facts.pop("total_issue")
        ear = Ear(promo=facts.pop("ear", ""), caption=facts.pop("earcap", ""))
        if facts.get("date") and not re.match(r"\d{4}-\d\d-\d\d$", facts["date"]):
            facts["date"] = iso_date(facts["date"]) or facts["date"]
        return Masthead(ear=ear, **facts)


def _same_day(one: str, two: str) -> bool:
    """Tell whether two names are of one day of the week, be they in two languages."""
    return _day_of(one) == _day_of(two)


def _day_of(name: str) -> str:
    if has_han(name):
        return "日" if name[-1] == "天" else name[-1]
    return dict(zip("mon tue wed thu fri sat sun".split(), "一二三四五六日", strict=True)).get(
        name[:3].lower(), name
    )


def _is_motto(text: str) -> bool:
    """Tell whether words between facts are phrases of a length: what the paper says of itself."""
    if not has_han(text):
        return _is_latin_motto(text)
    phrases = text.split()
    sizes = {len(phrase) for phrase in phrases}
    even = len(phrases) >= _PHRASES and len(sizes) == 1 and _PHRASE[0] <= min(sizes) <= _PHRASE[1]
    return even and all(map(has_han, phrases)) and not _TERMS.search(text)


def _is_latin_motto(text: str) -> bool:
    """Tell whether Latin words are a sentence's rather than facts: most are written small."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    small = sum(word[0].islower() for word in words)
    if len(words) < _WORDS or 2 * small < len(words) or "@" in text or _LATIN_TERMS.search(text):
        return False
    return not any(map(str.isdigit, _YEARS.sub("", text)))


def hotline_in(texts: Sequence[str]) -> str:
    """Return the number of a hotline that service lines give, empty when there is none."""
    joined = "\n".join(texts)
    if "热线" not in joined and "熱線" not in joined:
        return ""
    found = [m.group() for m in _HOTLINE.finditer(joined)]
    news = any(word in joined for word in ("新闻", "新聞", "报料", "報料", "爆料"))
    return str(found[0]) if len(found) == 1 or (found and news) else ""
