"""What every call begins with: an edition read, its spec, its faces opened, its pages drawn.

Takes a source and options; returns the edition, the spec and the faces.  The parts are
``reading``, ``specs``, ``materials`` and ``drawing``, for who needs more.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from broadsheet import deadline, files_read, reach
from broadsheet.api import drawing, materials, reading, specs
from broadsheet.api.assets import AssetFolder, AssetSource, asset_folder
from broadsheet.api.reading import Anything
from broadsheet.edition import Edition
from broadsheet.errors import UserError
from broadsheet.models import frozen, misfit
from broadsheet.spec import Spec

if TYPE_CHECKING:
    from broadsheet.deadline import Watch
    from broadsheet.fonts.typeface import FaceBook

T = TypeVar("T")
# Begins to read, and returns what waits for what was read: here, or in a process of its own.
Begin = Callable[[Callable[[], T]], Callable[[], T]]


def check_options(made: Any) -> None:
    """Refuse an option that is not of its kind where it is made; raises UserError."""
    if told := misfit(made):
        hint = "write seconds, such as 30.0" if ".timeout:" in told else ""
        raise UserError(told, hint=hint)
    if made.timeout is not None:
        deadline.until(made.timeout)


def options_of(options: object, kind: type[T]) -> T:
    """Return options that were handed over, the usual ones for None; refuse what are none."""
    if options is None:
        return kind()
    if not isinstance(options, kind):
        name = kind.__name__
        raise TypeError(f"{name}, not {type(options).__name__}: write {name}(name=value, …)")
    return options


@frozen(kw_only=True, check=check_options)
class PageOptions:
    """How an edition is read and composed.

    - ``spec``: name or file; empty: what the edition asks for, else the default
    - ``overrides``: dotted keys of the spec and their values
    - ``roots``: more folders for pictures and fonts
    - ``pictures``: folder of this page's pictures, for places that have none
    - ``assets``: pictures and fonts that are no files, by their names
    - ``repair``: put back quotes that are plainly missing
    - ``choice``: of the drawings of a page that draws itself
    - ``timeout``: seconds for all of it
    """

    spec: str | Path = ""
    overrides: tuple[tuple[str, str], ...] = ()
    roots: tuple[str | Path, ...] = ()
    pictures: str | Path = ""
    assets: AssetSource | None = None
    repair: bool = False
    choice: int = 1
    timeout: float | None = None


def at_once(read: Callable[[], T]) -> Callable[[], T]:
    """Read when it is asked for: no other process is begun."""
    return read


@frozen(kw_only=True)
class Opening:
    """How a source is opened: where it is read, who is told, what was handed over with it."""

    begin: "Begin[Any]" = at_once
    watch: "Watch | None" = None
    assets: AssetFolder | None = None
    paints: str = ""  # the standard that is painted, for what loads meanwhile; empty: none


@contextmanager
def assets_of(given: PageOptions) -> Iterator[AssetFolder | None]:
    """Hold the assets that were handed over, if any were."""
    if given.assets is None:
        yield None
        return
    with asset_folder(given.assets) as held:
        yield held


def watch_of(given: PageOptions, watch: "Watch | None" = None) -> "Watch | None":
    """Return a watch that stops when the time of the options is up, and tells another."""
    own = None if given.timeout is None else deadline.until(given.timeout)
    return deadline.both(watch, own)


def roots_of(given: PageOptions, assets: AssetFolder | None) -> tuple[str, ...]:
    """Return the folders that are open: those that are named, and that of the assets."""
    return reach.folders((*given.roots, assets.folder) if assets else given.roots)


def tell_watch(watch: "Watch | None", what: str) -> None:
    """Tell a watch, if there is one, what is begun."""
    if watch is not None:
        watch(what)


def opened(source: Anything, given: PageOptions, how: Opening) -> "tuple[Edition, Spec, FaceBook]":
    """Read an edition and its spec while what composes is loaded, and open its faces.

    What is read in another process is raw text, which takes longer than loading what
    ``paints`` a standard too; or an edition together with its spec: then what reads YAML is not
    loaded here.
    """
    watch, assets = how.watch, how.assets
    roots = roots_of(given, assets)

    def spec_named(name: str | Path) -> Spec:
        tell_watch(watch, f"reading the spec {name}")
        return specs.load_spec(name, overrides=given.overrides, roots=roots)

    def read() -> Edition:
        return reading.read_edition(
            source, repair=given.repair, roots=roots, pictures=given.pictures, watch=watch
        )

    def own_spec(edition: Edition) -> Spec:
        with specs.own_spec_told(edition):
            return spec_named(specs.spec_of(edition))

    def read_with_spec() -> tuple[Edition, Spec]:
        asked = spec_named(given.spec) if given.spec else None
        edition = read()
        return edition, asked or own_spec(edition)

    if _is_raw(source):
        waiting = _begun(how.begin, read)
        _load_what_composes(watch)
        spec = spec_named(given.spec or specs.DEFAULT_SPEC)  # a raw page asks for none
        _load_what_paints(how.paints, watch)
        tell_watch(watch, "waiting for the edition")
        edition = waiting()
        if not given.spec and specs.spec_of(edition) != specs.DEFAULT_SPEC:
            spec = own_spec(edition)
    else:
        both = _begun(how.begin, read_with_spec)
        _load_what_composes(watch)
        tell_watch(watch, "waiting for the edition and its spec")
        edition, spec = both()
    if assets is not None:
        tell_watch(watch, "fetching the assets")
        assets.fetch(edition, spec)
    tell_watch(watch, "opening the faces")
    book = materials.open_faces(spec.style)
    if spec.arrangement.auto:
        tell_watch(watch, "drawing the pages")
    edition, spec, _ = drawing.drawn(
        edition, spec, book=book, overrides=given.overrides, choice=given.choice, watch=watch
    )
    return edition, spec, book


def _begun(begin: "Begin[Any]", read: Callable[[], T]) -> Callable[[], T]:
    """Begin to read; what a child has read of files is handed over with it."""

    def read_listed() -> tuple[T, dict[str, str]]:
        with files_read.listed() as files:
            return read(), dict(files.files)

    waiting = begin(read_listed)

    def wait() -> T:
        found, files = waiting()
        files_read.add(files)
        return cast("T", found)

    return wait


def _is_raw(source: Anything) -> bool:
    """Tell whether a source is likely a raw page: parsing takes longer than reading a spec."""
    name = source.name if isinstance(source, reading.NamedBytes) else source
    if isinstance(name, str) and "\n" in name:
        return True
    return isinstance(name, str | Path) and not str(name).endswith(reach.YAML_ENDINGS)


def _load_what_composes(watch: "Watch | None") -> ModuleType:
    tell_watch(watch, "loading what composes")
    from broadsheet.makeup.page import pages

    return pages


def _load_what_paints(standard: str, watch: "Watch | None") -> ModuleType | None:
    if not standard:
        return None
    tell_watch(watch, "loading what paints")
    if standard == "pdf":
        from broadsheet.paint.pdf import document

        return document
    from broadsheet.paint.pdf import conforming

    return conforming
