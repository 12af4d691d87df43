"""Pictures, fonts and profiles that are no files: bytes by name, or a callable that has them.

Takes what holds them (a mapping, or a function that asks a database, a bucket, a zip) and gives
a private folder in which they are found by their names, as ``roots=`` take one.  The folder goes
when the block ends.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from broadsheet import limits, reach
from broadsheet.api.reading import picture_names
from broadsheet.edition import Edition
from broadsheet.errors import UserError
from broadsheet.spec import Spec, Style

AssetSource = Mapping[str, bytes] | Callable[[str], bytes | None]


class AssetFolder:
    """A folder with what was handed over under its name."""

    def __init__(self, folder: str, source: AssetSource) -> None:
        """Begin with an empty folder; nothing is asked for yet."""
        self.folder = folder
        self._source = source
        self._asked: set[str] = set()

    def fetch(self, edition: Edition | None = None, spec: Spec | None = None) -> None:
        """Ask for the files that an edition and a spec name, each once.

        A name that leads out of the folder is not asked for: composing tells it.  Raises
        UserError for what is no bytes, or over the limit ``file``.
        """
        names = list(picture_names(edition)) if edition is not None else []
        names += _named_by(spec) if spec is not None else []
        for name in names:
            if self._has_place(name):
                self.take(name)

    def take(self, name: str) -> None:
        """Ask for one file by its name, and keep it when it is there.  Raises UserError."""
        path = self._place(name)
        if name in self._asked:
            return
        self._asked.add(name)
        source = self._source
        content = source.get(name) if isinstance(source, Mapping) else source(name)
        if content is None:
            return
        most = limits.current().file
        if not isinstance(content, bytes | bytearray | memoryview):
            kind = type(content).__name__
            raise UserError(f"asset {name!r} is a {kind}", hint="hand over its bytes")
        if len(content) > most:
            raise UserError(
                f"asset {name!r} is over {most / 1e6:g} MB", hint="raise the limit file"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _has_place(self, name: str) -> bool:
        try:
            self._place(name)
        except UserError:
            return False
        return True

    def _place(self, name: str) -> Path:
        try:
            return reach.within(name, [Path(self.folder)], "the assets")
        except UserError as fault:
            raise UserError(f"asset {name!r} {fault.message}", hint=fault.hint) from None


@contextmanager
def asset_folder(source: AssetSource) -> Iterator[AssetFolder]:
    """Hold assets in a folder for a ``with`` block: its ``folder`` is one of the ``roots``.

    All of a mapping is there at once; a callable is handed a name and returns bytes, or None for
    what it has not, when ``fetch`` is told the edition and the spec.  Raises UserError.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        held = AssetFolder(folder, source)
        for name in source if isinstance(source, Mapping) else ():
            held.take(name)
        yield held


def _named_by(spec: Spec) -> list[str]:
    """Return the files that a spec names: fonts, signs of its own, the press's profile."""
    return [name for sheet in (spec, *spec.pages) for name in _of_style(sheet.style)]


def _of_style(style: Style) -> Iterator[str]:
    for families in style.typefaces.values():
        files = [family.partition("#")[0] for family in families]
        yield from (file for file in files if Path(file).suffix)
    yield from (sign.file for sign in style.gaiji.values() if sign.file)
    if style.press.profile:
        yield style.press.profile
