"""What of an advertiser's file does not come along, for it is no part of the page's look.

Takes a catalog and a page; returns its kinds, for who sold the place: files inside, scripts,
actions, ways to other files.  Links and notes are told too, as they lead readers somewhere.
"""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

_ACTIONS = ("/AA", "/OpenAction")
_LEADS = {"/Link": "links", "/Text": "notes", "/Popup": "notes"}
_PLAYED = {"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"}
_MOST = 5_000  # objects that are looked at


def left_behind(catalog: Any, page: Any) -> tuple[str, ...]:
    """Return the kinds of things that stay behind, in a fixed order."""
    found: set[str] = set()
    names = _dictionary(catalog.get("/Names"))
    if "/EmbeddedFiles" in names or any("/AF" in held for held in (catalog, page)):
        found.add("files")
    if "/JavaScript" in names:
        found.add("scripts")
    if any(key in held for key in _ACTIONS for held in (catalog, page)):
        found.add("actions")
    for note in _array(page.get("/Annots"))[:_MOST]:
        held = _dictionary(note)
        kind = str(held.get("/Subtype", ""))
        if kind == "/FileAttachment":
            found.add("files")
        elif kind in _PLAYED:
            found.add("played")
        elif kind in _LEADS:
            found.add(_LEADS[kind])
    found |= _in_objects(page)
    return tuple(word for word in _ORDER if word in found)


_ORDER = (
    "files", "scripts", "actions", "played", "pages",
    "programs", "versions", "links", "notes",
)  # fmt: skip


def _in_objects(page: Any) -> set[str]:
    """Return what forms and pictures lead to; each is looked at once."""
    found: set[str] = set()
    waiting, met = [_dictionary(page.get("/Resources"))], 0
    seen: set[int] = set()
    while waiting and met < _MOST:
        held = _dictionary(waiting.pop().get("/XObject"))
        for key in held:
            own = _dictionary(held[NameObject(key)])
            met += 1
            if id(own) in seen:
                continue
            seen.add(id(own))
            words = {"/Ref": "pages", "/Alternates": "versions", "/AF": "files"}
            found |= {word for name, word in words.items() if name in own}
            program = (
                str(own.get("/Subtype", "")) == "/PS" or str(own.get("/Subtype2", "")) == "/PS"
            )
            found |= {"programs"} if program else set()
            waiting.append(_dictionary(own.get("/Resources")))
    return found


def _dictionary(value: Any) -> Any:
    held = value.get_object() if value is not None else None
    return held if isinstance(held, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:
    held = value.get_object() if value is not None else None
    return list(held) if isinstance(held, ArrayObject) else []
