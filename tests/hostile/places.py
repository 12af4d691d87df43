"""Hostile names and places: what a name leads to, or seems to."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.hostile.basics import DAY, SMALL, meanwhile, page, put
from tests.hostile.running import Order

Place = Callable[[Path], object]


def make(name: str, folder: Path) -> Order:
    """Put what a case needs into the folder, and say how it is run."""
    if name in EDITIONS:
        return EDITIONS[name](folder)
    src, place = PICTURES[name]
    if place:
        place(folder)
    quoted = '"' + src.replace("\\", "\\\\") + '"'
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: {quoted}, caption: 灯火}}\n")
    return page(folder)


def picture(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (90, 60), (200, 90, 9)).save(path, "PNG")


def bound(folder: Path, name: str) -> None:
    """A socket has to be bound by a short name."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(name)
    finally:
        os.chdir(before)


def inside(folder: Path) -> None:
    picture(folder / "inside" / "a.png")


def chain(folder: Path) -> None:
    for n in range(30):
        os.symlink(f"l{n + 1}.png", folder / f"l{n}.png")
    os.symlink("../secret.yaml", folder / "l30.png")


def edition(name: str, place: Callable[[Path], object]) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        put(folder, "spec.yaml", SMALL)
        place(folder)
        return Order(["render", name, "--spec", "spec.yaml", "-o", "out.pdf"])

    return made


def closed(order: Order) -> Order:
    """Take from the process the right to read what it may not: root has it."""
    order.unprivileged = True
    return order


def closed_edition(folder: Path) -> Order:
    order = page(folder)
    (folder / "day.yaml").chmod(0)
    return closed(order)


def closed_spec(folder: Path) -> Order:
    order = page(folder)
    (folder / "spec.yaml").chmod(0)
    return closed(order)


def closed_picture(folder: Path) -> Order:
    picture(folder / "a.png")
    (folder / "a.png").chmod(0)
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: a.png, caption: 灯火}}\n")
    return closed(page(folder))


def swapped(folder: Path) -> Order:
    """A picture that is now a file of the folder, now a link out of it."""
    picture(folder / "inside.png")
    picture(folder.parent / "outside.png")
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: a.png, caption: 灯火}}\n")

    def swap(turn: int) -> None:
        with suppress(OSError):
            os.symlink(("inside.png", "../outside.png")[turn % 2], folder / "new")
            os.replace(folder / "new", folder / "a.png")

    order = meanwhile(page(folder), swap, every=0.0003)
    order.leaves = ("case/a.png", "case/new")
    return order


def named_root(folder: Path) -> Order:
    picture(folder.parent / "roots" / "a.png")
    os.symlink("../roots/a.png", folder / "a.png")
    put(folder, "day.yaml", f"{DAY}  pictures:\n  - {{src: a.png, caption: 灯火}}\n")
    return page(folder, "--root", "../roots")


EDITIONS: dict[str, Callable[[Path], Order]] = {
    "place-edition-ring": edition("day.yaml", lambda f: os.symlink("day.yaml", f / "day.yaml")),
    "place-edition-socket": edition("day.yaml", lambda f: bound(f, "day.yaml")),
    "place-edition-folder": edition("day.yaml", lambda f: os.mkdir(f / "day.yaml")),
    "place-edition-memory": edition("/proc/self/mem", lambda _: None),
    "place-edition-closed": closed_edition,
    "place-edition-endless": edition("/proc/self/pagemap", lambda _: None),
    "place-picture-closed": closed_picture,
    "place-picture-swapped": swapped,
    "place-root-link": named_root,
    "place-spec-closed": closed_spec,
}
PICTURES: dict[str, tuple[str, Place | None]] = {
    "place-picture-network": ("//host/share/a.png", None),
    "place-picture-share": (r"\\host\share\a.png", None),
    "place-picture-drive": ("C:/a.png", None),
    "place-picture-data": ("data:image/png;base64,iVBORw0KGgo=", None),
    "place-picture-script": ("javascript:alert(1)", None),
    "place-picture-percent": ("%2e%2e/%2e%2e/secret.yaml", None),
    "place-picture-dots": ("inside/../../secret.yaml", inside),
    "place-picture-case": ("A.PNG", lambda f: picture(f / "a.png")),
    "place-picture-folder": ("a.png", lambda f: os.mkdir(f / "a.png")),
    "place-picture-socket": ("a.png", lambda f: bound(f, "a.png")),
    "place-picture-ring": ("a.png", lambda f: os.symlink("a.png", f / "a.png")),
    "place-picture-folder-link": ("up/secret.yaml", lambda f: os.symlink("..", f / "up")),
    "place-picture-chain": ("l0.png", chain),
    "place-picture-inner-link": (
        "a.png",
        lambda f: (inside(f), os.symlink("inside/a.png", f / "a.png")),
    ),
    "place-picture-decomposed": ("e\u0301.png", lambda f: picture(f / "e\u0301.png")),
    "place-picture-white": ("   ", None),
    "place-picture-tilde": ("~/a.png", None),
    "place-picture-variable": ("$HOME/a.png", None),
}
