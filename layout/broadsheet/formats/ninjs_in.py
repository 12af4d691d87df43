"""Read IPTC ninjs 1.3 to 3.3 (News in JSON).

Takes text; returns an edition in its own language.  2.x writes its keys in small letters, 3.x
in camel case: both are taken, as is 1.x.  A composite is its associations; a text with
pictures is a story; a list of objects, or ``items``, are items of one page.  Of several
bodies the one that keeps most form is read.  Keys that say nothing to a page are told.
"""

from collections.abc import Iterator
from typing import Final

from broadsheet import marked_yaml
from broadsheet.errors import EditionError, Where
from broadsheet.formats import drafts, html_in, loose_html, nitf_in
from broadsheet.formats.blocks import BlockReader
from broadsheet.formats.drafts import Reading, Story, same
from broadsheet.formats.elements import ElementNode, TextNode
from broadsheet.formats.losses import Losses
from broadsheet.formats.ninjs_envelopes import copy_in, enveloped
from broadsheet.formats.ninjs_objects import NinjsObject, Role, file_of, masthead_of
from broadsheet.marked_yaml import Mapping, Node, Sequence, Text

DEEPER: Final = 2  # times as deep as YAML may nest
# content types in the order in which they are wanted
_TYPES: Final = (
    "html", "xhtml", "text/vnd.iptc.nitf", "application/nitf+xml", "nitf", "text/plain", "",
)  # fmt: skip
_HEADS: Final = {
    "kicker": "kicker", "overline": "kicker", "section": "section", "deck": "deck",
    "standfirst": "standfirst", "subtitle": "deck", "subheadline": "deck", "secondary": "deck",
}  # fmt: skip
_QUIET: Final = frozenset("standard type representationtype profile name $schema".split())
_OURS: Final = "urn:uuid:"  # names that ``ninjs_out`` makes anew
_LEADS: Final = ("", "text", "lead", "summary")  # a description that may stand for the text
_READ: Final = frozenset(
    "headlines headline bodies by byline descriptions associations renditions altids infosources "
    "title slugline".split()
)
_KINDS: Final = ("ad", "notice", "info", "photo")
_MASTHEAD: Final = "masthead."


def read(text: str, *, file: str) -> Reading:
    """Read a file of ninjs; faults are raised as EditionError with their place."""
    limits = marked_yaml.edition_limits(deeper=DEEPER)
    root = marked_yaml.load_json(text, file=file, error=EditionError, limits=limits)
    reader = _Reader(Losses())
    if isinstance(root, Sequence):
        objects = []
        for n, node in enumerate(root.items):
            if not isinstance(node, Mapping):
                hint = "write { … }"
                raise EditionError(
                    "an object is needed here", where=node.where, key=f"[{n}]", hint=hint
                )
            objects.append(NinjsObject(node, f"[{n}]"))
    elif isinstance(root, Mapping):
        whole = NinjsObject(root, "")
        objects = [*enveloped(whole)] or [whole]
    else:
        raise EditionError("ninjs is an object", where=root.where, hint="write { … }")
    for one in objects:
        reader.take(one)
    return Reading(root=reader.edition(root.where), findings=reader.losses.findings())


class _Reader:
    """Objects as they come, sorted into pages."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self._facts: dict[str, Node] = {}
        self._pages: list[tuple[dict[str, Node], list[Node], Where]] = []
        self._paged = False

    def edition(self, where: Where) -> Mapping:
        pages = self._pages
        if len(pages) == 1:
            facts, items, at = pages[0]
            folio = {"page": drafts.mapping(at, facts)} if facts else {}
            return drafts.edition(where, items, {**self._facts, **folio})
        made = [
            drafts.mapping(at, {**facts, "items": drafts.listing(items, at)})
            for facts, items, at in pages
        ]
        return drafts.mapping(where, {**self._facts, "pages": drafts.listing(made, where)})

    def take(self, one: NinjsObject) -> None:
        """Put an object where it belongs: edition, page or item."""
        profile, kind = one.text("profile"), one.text("type")
        if profile == "page":
            self._page(one)
        elif profile == "edition" or (kind == "composite" and not one.entries.keys() & _COPY):
            self._whole(one)
        elif kind in ("event", "planning", "audio", "video"):
            self.losses.fact(f"an object of type {kind}", one.text("uri"), one.where)
            for word in (*one.roles("headline"), *one.roles("description"), *one.roles("body")):
                self.losses.text(word.key, word.value, word.where)
        else:
            self._items(one.where).append(_Item(one, self.losses).made())

    def _items(self, where: Where) -> list[Node]:
        if not self._pages:
            self._pages.append(({}, [], where))
        return self._pages[-1][1]

    def _page(self, one: NinjsObject) -> None:
        facts: dict[str, Node] = {}
        for word in one.roles("description"):
            if word.role in ("folio", "section", "editors"):
                facts[word.role] = Text(word.value, word.where)
            else:
                self.losses.text(word.key, word.value, word.where)
        self._pages.append((facts, [], one.where))
        for inner in one.objects("associations"):
            self.take(inner)
        self._others(one)

    def _whole(self, one: NinjsObject) -> None:
        masthead: dict[str, Node] = {}
        for word in one.roles("description"):
            if word.role.startswith(_MASTHEAD):
                masthead[word.role.removeprefix(_MASTHEAD)] = Text(word.value, word.where)
            else:
                self.losses.text(word.key, word.value, word.where)
        for word in one.roles("headline"):
            self.losses.text(word.key, word.value, word.where)
        if masthead:
            self._facts["masthead"] = masthead_of(masthead, one.where)
        for key in ("spec", "script"):
            if told := one.ids().get(key):
                self._facts[key] = Text(told, one.place("altids"))
        for inner in one.objects("associations"):
            self.take(inner)
        self._others(one)

    def _others(self, one: NinjsObject) -> None:
        _others(one, self.losses, _READ)


_COPY: Final = frozenset("bodies body body_text body_xhtml body_html renditions".split())


def _others(one: NinjsObject, losses: Losses, read_keys: frozenset[str]) -> None:
    """Tell the keys that say nothing to a page."""
    for key, entry in one.entries.items():
        known = (
            key in read_keys
            or key in _QUIET
            or key.split("_")[0] in ("headline", "body", "description")
        )
        value = entry.node.value if isinstance(entry.node, Text) else "…"
        if known or not value or (key == "uri" and value.startswith(_OURS)):
            continue
        if words := copy_in(entry.node):
            losses.text(one.at(key), words, entry.where)
            continue
        count = len(entry.node.items) if isinstance(entry.node, Sequence) else 0
        said = f"{count} entries" if count > 1 else value.removesuffix("…")
        losses.fact(one.at(key), said, entry.where)
    for key in ("title", "slugline"):
        words = one.text(key)
        if words and one.text("profile") not in ("edition", "ad"):
            losses.fact(one.at(key), f"“{words}”", one.place(key))


class _Item:
    """One story, advertisement, notice, photo or service text."""

    def __init__(self, one: NinjsObject, losses: Losses) -> None:
        profile = one.text("profile")
        picture = one.text("type") in ("picture", "graphic") and "bodies" not in one.entries
        self._one = one
        self._losses = losses
        self._kind = "photo" if picture else profile if profile in _KINDS else "article"
        self._story = Story(one.where, losses, marked=self._kind not in ("article", "photo"))
        self._associated: set[int] = set()  # pictures, by number, that an association stands for

    def made(self) -> Mapping:
        """Return it as an item of the edition."""
        self._identity()
        if self._kind == "photo":
            found = self._photo()
        elif self._kind == "article":
            found = self._article()
        else:
            found = self._lines()
        _others(self._one, self._losses, _READ)
        return found

    def _identity(self) -> None:
        ids = self._one.ids()
        for role, value in ids.items():
            where = self._one.place("altids")
            if role == "id":
                self._story.facts["id"] = Text(value, where)
            elif role == "at":
                numbers = [Text(number, where) for number in value.split()]
                self._story.facts["at"] = drafts.listing(numbers, where)
            elif role in ("jump-to", "jump-from"):
                entries = drafts.texts(where, page="" if value == "?" else value)
                entries["type"] = Text(role.removeprefix("jump-"), where)
                self._story.facts["jump"] = drafts.mapping(where, entries)
            elif role not in ("place", "focus"):
                self._losses.fact(f"altIds.{role}", value, where)

    def _article(self) -> Mapping:
        story, one = self._story, self._one
        for word in sorted(one.roles("headline"), key=lambda w: w.role not in ("main", "")):
            key = _HEADS.get(word.role.lower(), "headline")
            if not story.put(key, word.value, word.where):
                self._losses.text(word.key, word.value, word.where)
        self._byline()
        self._body()
        for word in one.roles("description"):
            self._description(word)
        for inner in one.objects("associations"):
            self._association(inner)
        return story.item()

    def _description(self, word: Role) -> None:
        story = self._story
        if word.role in ("source", "signature") and story.put(word.role, word.value, word.where):
            return
        jump = story.facts.get("jump")
        if word.role == "jump" and isinstance(jump, Mapping):
            entries = {key: entry.node for key, entry in jump.entries.items()}
            entries["raw"] = Text(word.value, word.where)
            story.facts["jump"] = drafts.mapping(jump.where, entries)
            return
        if word.role in _LEADS:
            if not story.body:  # a report of a line or two has no other text
                story.block("para", (" ".join(word.value.split()), ()), word.where)
                return
            said = "".join(_texts(story.body))
            if "".join(word.value.split()) in "".join(said.split()):
                return
        self._losses.text(word.key, word.value, word.where)

    def _byline(self) -> None:
        one = self._one
        name = next((key for key in ("by", "byline") if key in one.entries), "")
        roles: dict[str, list[NinjsObject]] = {}
        for source in one.objects("infosources"):
            if source.text("literal").startswith("byline-"):
                roles.setdefault(source.text("literal"), []).append(source)
            else:
                self._losses.fact("infoSources", source.text("name"), source.where)
        if not name:
            return
        where = one.place(name)
        raw = Text(one.text(name), where)
        if not roles:
            self._story.facts["byline"] = raw
            return
        written = [
            drafts.mapping(
                where,
                {
                    "role": Text(sources[0].text("role"), sources[0].where),
                    "names": drafts.listing(
                        [Text(s.text("name"), s.where) for s in sources], where
                    ),
                },
            )
            for sources in roles.values()
        ]
        entries: dict[str, Node] = {"raw": raw, "roles": drafts.listing(written, where)}
        self._story.facts["byline"] = drafts.mapping(where, entries)

    def _body(self) -> None:
        """Read the body that keeps most form; the others are told."""
        words = [word for word in self._one.roles("body") if word.value.strip()]
        chosen = min(words, key=_rank, default=None)
        for word in words:
            if chosen is not None and word is not chosen:
                self._losses.fact(word.key, f"another form of {chosen.key}", word.where)
        if chosen is None:
            return
        if _TYPES[_rank(chosen)] in _NITF:
            nitf_in.put(chosen.value, chosen.where, self._story, chosen.key)
        elif _rank(chosen) < len(_TYPES) - 2:
            root = loose_html.load(chosen.value, chosen.where, EditionError)
            html_in.put(root, self._story, chosen.key)
        else:
            BlockReader(self._story, chosen.key).read(_paragraphs(chosen))

    def _association(self, inner: NinjsObject) -> None:
        if inner.text("type") in ("picture", "graphic", ""):
            self._add_picture(self._picture(inner), inner)
            _others(inner, self._losses, _READ)
            return
        self._losses.fact(
            f"an association of type {inner.text('type')}", inner.text("uri"), inner.where
        )
        for word in (*inner.roles("headline"), *inner.roles("description"), *inner.roles("body")):
            self._losses.text(word.key, word.value, word.where)

    def _add_picture(self, facts: dict[str, str], inner: NinjsObject) -> None:
        """Take a picture; of one that stands in the text already, what that does not say."""
        pictures = self._story.pictures
        for n, node in enumerate(pictures):
            if n in self._associated or not isinstance(node, Mapping):
                continue
            caption = node.get("caption")
            if isinstance(caption, Text) and same(caption.value, facts.get("caption", "")):
                entries = {key: entry.node for key, entry in node.entries.items()}
                told = drafts.texts(inner.where, **_local(facts, self._story))
                pictures[n] = drafts.mapping(node.where, told | entries)
                self._associated.add(n)
                return
        self._associated.add(len(pictures))
        self._story.picture(facts, inner.where)

    def _picture(self, inner: NinjsObject) -> dict[str, str]:
        facts = {
            "src": file_of(inner, self._losses),
            "credit": inner.text("by") or inner.text("byline"),
        }
        for word in inner.roles("description"):
            key = {"alt": "alt", "creditline": "credit"}.get(word.role.lower(), "caption")
            if facts.get(key) and not same(facts[key], word.value):
                self._losses.text(word.key, word.value, word.where)
            else:
                facts[key] = word.value
        for word in inner.roles("headline"):
            if facts.get("caption"):
                self._losses.text(word.key, word.value, word.where)
            else:
                facts["caption"] = word.value
        facts["place"] = ""
        for role, value in inner.ids().items():
            if role in ("place", "focus"):
                facts[role] = value
        return facts

    def _photo(self) -> Mapping:
        one = self._one
        entries: dict[str, Node] = {"kind": Text("photo", one.where), **self._story.facts}
        entries |= drafts.texts(one.where, **_local(self._picture(one), self._story))
        return drafts.mapping(one.where, entries)

    def _lines(self) -> Mapping:
        one, story = self._one, self._story
        entries: dict[str, Node] = {"kind": Text(self._kind, one.where), **story.facts}
        for word in one.roles("headline"):
            if self._kind != "ad" and "title" not in entries:
                entries["title"] = Text(word.value, word.where)
            else:
                self._losses.text(word.key, word.value, word.where)
        if self._kind == "ad" and one.text("title"):
            entries["name"] = Text(one.text("title"), one.place("title"))
        self._body()
        copy = [node.get("text") for node in story.body if isinstance(node, Mapping)]
        entries["lines"] = drafts.listing([node for node in copy if node is not None], one.where)
        for inner in one.objects("associations"):
            facts = _local(self._picture(inner), story)
            if self._kind == "ad" and "src" not in entries:
                entries |= drafts.texts(inner.where, src=facts["src"], alt=facts.get("alt", ""))
                facts = {key: facts.get(key, "") for key in ("caption", "credit")}
            for key, words in facts.items():
                self._losses.text(f"{inner.key}.{key}", words, inner.where)
        for word in one.roles("description"):
            self._losses.text(word.key, word.value, word.where)
        return drafts.mapping(one.where, entries)


_NITF: Final = ("text/vnd.iptc.nitf", "application/nitf+xml", "nitf")


def _rank(word: Role) -> int:
    """Return how far down the list of wanted content types a body stands."""
    told = word.type or word.role.lower()
    return next((n for n, form in enumerate(_TYPES) if form and form in told), len(_TYPES) - 1)


def _paragraphs(word: Role) -> ElementNode:
    """Return plain text as paragraphs: parted by blank lines, or else by line ends."""
    lines = word.value.replace("\r\n", "\n")
    parts = lines.split("\n\n") if "\n\n" in lines.strip() else lines.split("\n")
    made = [ElementNode("p", {}, (TextNode(part, word.where),), word.where) for part in parts]
    return ElementNode("html", {}, tuple(made), word.where)


def _texts(nodes: list[Node]) -> Iterator[str]:
    """Yield the copy of blocks in work."""
    for node in nodes:
        copy = node.get("text") if isinstance(node, Mapping) else None
        if isinstance(copy, Text):
            yield copy.value


def _local(facts: dict[str, str], story: Story) -> dict[str, str]:
    """Return a picture's facts as a story would take them: nothing that lies elsewhere."""
    story.picture(facts, story.where)
    node = story.pictures.pop()
    found = {} if not isinstance(node, Mapping) else node.entries
    return {"src": "", **{k: e.node.value for k, e in found.items() if isinstance(e.node, Text)}}
