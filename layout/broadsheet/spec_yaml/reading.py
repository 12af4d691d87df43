"""Read a spec: YAML or a mapping in, ``Spec`` or ``Style`` out.

Takes the text of a spec, a way to find the text of the spec it stands on, and single values
put over it; opens nothing itself.  ``halves`` reads the sections when all is merged.
"""

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from pathlib import PurePath

from broadsheet import limits
from broadsheet.errors import SpecError, Where
from broadsheet.marked_yaml import (
    TEXT,
    FileLimits,
    Kind,
    Mapping,
    Node,
    Text,
    from_value,
    load,
    mapping_of,
    read_each,
    refuse_unknown,
    text_of,
)
from broadsheet.models import replace
from broadsheet.spec import Spec, Style
from broadsheet.spec_yaml import halves, leeway, masters, merge, threads
from broadsheet.spec_yaml.sections import SECTIONS
from broadsheet.spec_yaml.values import Scope

Find = Callable[[str, str], tuple[str, str]]
FORMAT = "1"
_CHAIN = 8  # specs that extend each other
_LINKS = ("extends", "style")  # what a spec stands on


def find_nothing(name: str, _: str) -> tuple[str, str]:
    """Refuse to find any spec: for texts that stand alone."""
    raise SpecError(f"there is no spec {name!r} to extend")


def read_spec(
    source: str | AnyMapping[str, object],
    *,
    file: str = "spec",
    find: Find = find_nothing,
    overrides: AnySequence[tuple[str, str]] = (),
    folder: str = "",
    known: "dict[str, Mapping] | None" = None,
) -> Spec:
    """Read a spec from YAML, JSON or a mapping.

    ``find`` takes the name after ``extends`` and the file that says it, and returns text and
    file of that spec.  ``folder`` is where fonts and pictures are looked up.  ``known`` keeps
    what is extended, by its file, for who reads many specs that stand on one.
    """
    root = merge_spec(source, file=file, find=find, overrides=overrides, known=known)
    try:
        spec = _read(root, file, folder)
        if known is None:  # else it is a drawing, which says its own sheet
            leeway.check_of_effect(root, Scope(error=SpecError), spec.style.open)
    except SpecError as fault:
        fault.told_in(merge.OPTION, file)
        raise
    return spec


def _read(root: Mapping, file: str, folder: str) -> Spec:
    scope = Scope(error=SpecError)
    refuse_unknown(root, SECTIONS, scope)
    sheets = masters.sheets(root, scope)
    page = Kind[Scope, Spec](lambda node, place: _resolved(node, place, folder), {})
    pages = read_each(page, enumerate(sheets, 1), scope.at("pages"))
    masters.check_drawn(root, sheets, scope)
    spec = replace(pages[0], pages=tuple(pages)) if pages else _resolved(root, scope, folder)
    threads.check_threads(spec, scope)
    return replace(spec, name=spec.name or PurePath(file).stem, where=Where(file, 1, 1))


def read_style(
    source: str | AnyMapping[str, object],
    *,
    file: str = "spec",
    find: Find = find_nothing,
    overrides: AnySequence[tuple[str, str]] = (),
    folder: str = "",
) -> Style:
    """Read the house style of a spec, as ``read_spec`` does; what is drawn in it is not read."""
    scope = Scope(error=SpecError)
    root = merge_spec(source, file=file, find=find, overrides=overrides)
    style, _ = halves.read_style(root, scope)
    return replace(style, folder=folder)


def merge_spec(
    source: str | AnyMapping[str, object],
    *,
    file: str = "spec",
    find: Find = find_nothing,
    overrides: AnySequence[tuple[str, str]] = (),
    known: "dict[str, Mapping] | None" = None,
) -> Mapping:
    """Return a spec's nodes with all that it extends: every key in force, and where it stands."""
    scope = Scope(error=SpecError)
    root = _extended(_root(source, file, scope), file, find, scope, {} if known is None else known)
    return merge.pruned_but(merge.overridden(root, overrides, scope), "masters", "pages")


def _root(source: str | AnyMapping[str, object], file: str, scope: Scope) -> Mapping:
    most = limits.current()
    bounds = FileLimits(size=most.spec, depth=most.depth, nodes=most.spec_values)
    if isinstance(source, str):
        root = load(source, file=file, error=SpecError, limits=bounds)
    else:
        root = from_value(source, error=SpecError, file=file, limits=bounds)
    mapping = mapping_of(root, scope)
    refuse_unknown(mapping, SECTIONS, scope)
    version = mapping.get("broadsheet")
    if version is None:
        raise scope.fault(
            mapping.where, "the number of the format is missing", f"write broadsheet: {FORMAT}"
        )
    found = text_of(version, scope.at("broadsheet"))
    if found.value != FORMAT:
        raise scope.at("broadsheet").fault(
            found.where, f"{found.value!r} is not a format this version reads", f"write {FORMAT}"
        )
    return mapping


def _extended(
    root: Mapping, file: str, find: Find, scope: Scope, known: dict[str, Mapping]
) -> Mapping:
    """Return the spec merged with what it extends, and that with what it extends."""
    over, chain = [root], [file]
    while (link := _base(over[-1], scope)) is not None:
        name, place = link
        try:
            text, found = find(name.value, chain[-1])
        except SpecError as fault:
            raise (
                fault if fault.where else place.fault(name.where, fault.message, fault.hint)
            ) from None
        if found in chain or len(chain) > _CHAIN:
            around = " → ".join((*chain, found))
            raise place.fault(name.where, f"specs extend each other: {around}", "take one out")
        if found not in known:
            known[found] = _root(text, found, scope)
        over.append(known[found])
        chain.append(found)
    merged = over.pop()
    while over:
        own = over.pop()
        below = merge.without(merged, "name", *_LINKS)  # a base's name is its own
        if own.get("style") is not None:
            below = merge.without(below, *halves.DRAWN)
        merged = merge.merged(below, own)
    return merge.without(merged, *_LINKS)


def _base(root: Mapping, scope: Scope) -> tuple[Text, Scope] | None:
    """Return the name of the spec under this one: all of it, or its house style alone."""
    links = {key: node for key in _LINKS if (node := root.get(key)) is not None}
    if len(links) > 1:
        raise scope.at("style").fault(
            links["style"].where,
            "a spec stands on one other: extends takes all of it, style its house style alone",
            "take one out",
        )
    for key, node in links.items():
        place = scope.at(key)
        if key == "style" and not isinstance(node, Text):
            raise place.fault(
                node.where, "this is not the name of a spec", "how type is set is under styles"
            )
        return text_of(node, place), place
    return None


def _resolved(node: Node, scope: Scope, folder: str) -> Spec:
    root = mapping_of(node, scope)
    halves.check_needed(root, scope)
    name = root.get("name")
    style, arrangement = halves.read_both(root, scope)
    return Spec(
        name=TEXT.read(name, scope.at("name")) if name else "",
        style=replace(style, folder=folder),
        arrangement=arrangement,
        where=root.where,
    )
