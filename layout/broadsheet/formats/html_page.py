"""The article of a web page: what a site puts round it is no copy.

Takes the root of a page; returns the element that holds the article, without menus, footers,
counters and lists of links, and tells each of these.  Which element it is, the page says itself
(``article``, ``main``, ``itemprop``), else it is the smallest that holds most of the paragraphs.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from broadsheet.formats.drafts import Story
from broadsheet.formats.elements import ElementNode, TextNode
from broadsheet.formats.losses import Losses

_ROUND: Final = frozenset("nav footer aside".split())  # what HTML itself calls no article
_OWN: Final = ("article", "main")
_BODIES: Final = frozenset(("articlebody", "text"))  # of itemprop (schema.org)
_HELD: Final = frozenset("div section td main header ul ol dl form table tr tbody".split())
_LINES: Final = frozenset("p div span li dd h5 h6 small time".split())
_BLOCKS: Final = _HELD | {"p", "h1", "h2", "h3", "h4", "li", "pre", "figure"}
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_LINKED: Final = 0.6  # of a list's words: it leads elsewhere
_MOST: Final = 0.75  # of a page's paragraphs: the article has no fewer
_SHORT: Final = 90  # characters of a line about the page, not of it
_ABOUT: Final = re.compile(
    r"发布(?:时间|日期)|浏览(?:次数|量)?[:：]|阅读(?:次数|量)?[:：]|点击(?:数|量|次数)[:：]|字号[:：]|打印(?:本页)?|分享到"
    r"|关闭窗口|上一[篇条][:：]|下一[篇条][:：]|您(?:现在)?的位置|当前位置|扫一扫|版权所有|備案|备案|ICP"
    r"|^\s*(?:©|Copyright\b|All rights reserved|Share (?:this|on)|Print this|Read more|Related)"
    r"|^\s*(?:Published|Updated|Posted)\s*(?:on|at|:)|\b\d+ (?:views|comments|shares)\b",
    re.IGNORECASE,
)
_CRUMBS: Final = re.compile(r"\s(?:>|›|»|/)\s")
_AROUND: Final = "what stands round the article"
_LD: Final = "application/ld+json"


def article_of(root: ElementNode, losses: Losses) -> ElementNode:
    """Return the element that holds a page's article, pruned; what is left out is told."""
    body = next(root.each("body"), root)
    chosen = _chosen(body)
    for other in _beside(body, chosen):
        losses.text("beside the article", other.plain, other.where)
    return _pruned(chosen, losses) or chosen


def _chosen(body: ElementNode) -> ElementNode:
    """Return what holds the article: what says so, else where the paragraphs are."""
    said = [e for e in body.each(*_OWN) if _weight(e)]
    said += [e for e in _all(body) if {*e.get("itemprop").lower().split()} & _BODIES]
    whole = _weight(body)
    if said and (best := max(said, key=_weight)) and _weight(best) >= (1 - _MOST) * whole:
        return best
    chosen = body
    while True:
        inner = max(chosen.inside(), key=_weight, default=None)
        if inner is None or inner.name not in _HELD or _weight(inner) < _MOST * whole:
            return chosen
        if _says(chosen) or (_has_heading(chosen) and not _has_heading(inner)):
            return chosen  # words of its own, or the head, stand over the text
        chosen = inner


def _says(element: ElementNode) -> bool:
    """Tell whether words stand in an element itself."""
    return any(isinstance(child, TextNode) and child.text.strip() for child in element.children)


def _has_heading(element: ElementNode) -> bool:
    return next(element.each("h1"), None) is not None


def _weight(element: ElementNode) -> int:
    """Return the letters of an element's paragraphs that lead nowhere else."""
    return sum(
        len(p.plain) - _linked(p) for p in element.each("p", "pre", "blockquote", "table")
    ) + (0 if next(element.each("p"), None) else len(element.plain) - _linked(element))


def _linked(element: ElementNode) -> int:
    return sum(len(link.plain) for link in element.each("a"))


def _all(element: ElementNode) -> Iterator[ElementNode]:
    for child in element.inside():
        yield child
        yield from _all(child)


def _beside(body: ElementNode, chosen: ElementNode) -> Iterator[ElementNode]:
    """Yield the outermost elements that do not hold the chosen one, loose words as one too."""
    if body is chosen:
        return
    for child in body.children:
        if isinstance(child, TextNode):
            yield ElementNode("span", {}, (child,), child.where)
        elif child is chosen:
            continue
        elif any(inner is chosen for inner in _all(child)):
            yield from _beside(child, chosen)
        elif child.name not in ("script", "style"):
            yield child


def _pruned(element: ElementNode, losses: Losses) -> ElementNode | None:
    """Return an element without what stands round an article; None when nothing is left."""
    kept: list[ElementNode | TextNode] = []
    gone = False
    for child in element.children:
        if isinstance(child, TextNode):
            kept.append(child)
        elif _is_round(child):
            losses.text(_AROUND, child.plain, child.where, "note")
            gone = True
        elif child.name in _HELD:
            inner = _pruned(child, losses)
            gone = gone or inner is None
            kept += [inner] if inner is not None else []
        else:
            kept.append(child)
    made = ElementNode(element.name, element.attributes, tuple(kept), element.where)
    if gone and element.name != "body" and not _says_more(made):
        if made.plain:
            losses.text(_AROUND, made.plain, element.where, "note")
        return None
    return made


def _says_more(element: ElementNode) -> bool:
    """Tell whether an element has more than headings: text of its own, or pictures."""
    if _says(element):
        return True
    others = (child for child in element.inside() if child.name not in _HEADINGS)
    return any(
        child.name == "img" or next(child.each("img"), None) or child.plain for child in others
    )


def _is_round(element: ElementNode) -> bool:
    """Tell whether an element is what a site puts round an article."""
    if element.name in _ROUND or element.get("role") in ("navigation", "contentinfo"):
        return True
    words = element.plain
    links = list(element.each("a"))
    if element.name in _HELD and len(links) > 1 and _linked(element) >= _LINKED * len(words):
        return not list(element.each("p", "img"))
    line = not any(inner.name in _BLOCKS for inner in element.inside())
    if line and element.name in _LINES and len(words) <= _SHORT:
        crumbs = len(links) > 1 and bool(_CRUMBS.search(words))
        return crumbs or bool(_ABOUT.search(words))
    return False


def put_facts(root: ElementNode, story: Story) -> None:
    """Take what a page says of itself to machines: headline and author, where it shows none."""
    facts = dict(_linked_data(root))
    for meta in root.each("meta"):
        name = (meta.get("property") or meta.get("name")).lower()
        key = {"og:title": "headline", "author": "byline", "article:author": "byline"}.get(name, "")
        if key and meta.get("content") and "://" not in meta.get("content"):
            facts.setdefault(key, meta.get("content"))
    shown = next(root.each("body"), root).plain
    for key in ("headline", "byline"):
        if words := facts.get(key, ""):
            printed = words in shown or story.has(key)
            if not (key == "byline" and printed):
                story.put(key, words, root.where)


def _linked_data(root: ElementNode) -> Iterator[tuple[str, str]]:
    """Yield headline and author of the first article in JSON-LD (schema.org)."""
    for script in root.each("script"):
        if script.get("type") != _LD:
            continue
        try:
            held = json.loads("".join(script.raw()))
        except (ValueError, RecursionError):
            continue
        found = next(_articles(held), None)
        if found is None:
            continue
        if isinstance(headline := found.get("headline"), str):
            yield "headline", headline
        authors = found.get("author")
        each = authors if isinstance(authors, list) else [authors]
        names = [one.get("name") if isinstance(one, dict) else one for one in each]
        if all(isinstance(name, str) for name in names) and names:
            yield "byline", "　".join(name for name in names if name)
        return


def _articles(held: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for one in held[:50]:
            yield from _articles(one, depth + 1)
    elif isinstance(held, dict) and depth < 4:
        if "Article" in str(held.get("@type", "")) and "headline" in held:
            yield held
        yield from _articles(held.get("@graph"), depth + 1)
