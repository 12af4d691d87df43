"""Hostile raw pages and hints files."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.hostile.basics import noise, put
from tests.hostile.running import Order

ROOT = Path(__file__).parents[2]
RAW = (ROOT / "examples" / "tinglan-front.txt").read_text(encoding="utf-8")
Made = str | bytes | Callable[[Path], Order | str | bytes]


def make(name: str, folder: Path) -> Order:
    """Make a case's page and say how it is run."""
    made = CASES[name]
    if callable(made):
        made = made(folder)
    if isinstance(made, Order):
        return made
    if name.startswith("hints"):
        put(folder, "page.txt", RAW)
        put(folder, "hints.txt", made)
        return Order(["parse", "page.txt", "--hints", "hints.txt", "-o", "out.yaml", "-v"])
    put(folder, "page.txt", made)
    return Order(["parse", "page.txt", "-o", "out.yaml", "-v"])


def archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        out.writestr("page.txt", RAW)
    return held.getvalue()


def large(folder: Path) -> Order:
    with (folder / "page.txt").open("wb") as out:
        out.truncate(70_000_000)
    return Order(["parse", "page.txt", "-o", "out.yaml"])


def pdf(name: str) -> Callable[[Path], Order]:
    def made(folder: Path) -> Order:
        from tests.hostile import pdfs

        put(folder, "page.pdf", pdfs.bytes_of(name))
        return Order(["parse", "page.pdf", "-o", "out.yaml"])

    return made


def folder_of(write: Callable[[Path], None]) -> Callable[[Path], Order]:
    """A folder of pages."""

    def made(folder: Path) -> Order:
        pages = folder / "pages"
        pages.mkdir()
        write(pages)
        return Order(["parse", "pages", "-o", "out.yaml"])

    return made


def many_pages(pages: Path) -> None:
    for n in range(3_000):
        put(pages, f"A{n}.txt", f"第{n}版\n渡口开灯\n灯火照着归人，潮水退了三尺。\n")


def links(pages: Path) -> None:
    os.symlink("ring.txt", pages / "ring.txt")
    os.symlink("../pages", pages / "again")
    os.symlink("nowhere.txt", pages / "gone.txt")
    os.mkfifo(pages / "pipe.txt")


def different(pages: Path) -> None:
    put(pages, "A1.txt", RAW)
    put(pages, "A2.txt", RAW.replace("汀澜", "潮信").replace("2026", "1931"))
    put(pages, "A10.txt", RAW.encode("big5", "ignore"))


CASES: dict[str, Made] = {
    "raw-cr-only": RAW.replace("\n", "\r"),
    "raw-utf7": RAW.encode("utf-7"),
    "raw-utf16-unmarked": RAW.encode("utf-16-be"),
    "raw-iso-2022": lambda _: RAW.encode("iso2022_jp_ext", "ignore") + b"\x1b$B\x1b(B\x1b$)A\x0e",
    "raw-hz": RAW.encode("hz", "ignore"),
    "raw-big5-broken": b"\xff\x80".join(
        [RAW.encode("big5", "ignore")[:2001], RAW.encode("big5", "ignore")[2001:]]
    ),
    "raw-openings": lambda _: RAW + "《" * 1_000_000,
    "raw-reporters": lambda _: RAW + "（记者" * 50_000,
    "raw-jumps": lambda _: RAW + "（下转第3版）" * 50_000,
    "raw-addresses": lambda _: RAW + "www." * 100_000 + "http://" * 50_000 + "@" * 50_000,
    "raw-telephones": lambda _: RAW + "0571-88012345 " * 50_000,
    "raw-amounts": lambda _: RAW + "1,234.5" * 70_000,
    "raw-wide-spaces": lambda _: RAW + "灯" + "\u3000" * 300_000 + "火\n",
    "raw-words": lambda _: RAW + "lighthouse" * 50_000,
    "raw-quotes-crossed": lambda _: RAW + "“‘”’" * 25_000,
    "raw-form-feeds": lambda _: RAW + "灯\x0c" * 100_000,
    "raw-folder-many": folder_of(many_pages),
    "raw-folder-links": folder_of(links),
    "raw-folder-empty": folder_of(lambda _: None),
    "raw-pages-different": folder_of(different),
    "raw-broken-utf8": lambda _: RAW.encode()[:3001] + b"\xe6\xbd" + RAW.encode()[3001:],
    "raw-broken-gb18030": lambda _: b"\xff\xff".join(
        [RAW.encode("gb18030")[:2001], RAW.encode("gb18030")[2001:]]
    ),
    "raw-utf16-odd": lambda _: RAW.encode("utf-16") + b"x",
    "raw-utf16-surrogates": lambda _: (
        b"\xff\xfe" + (RAW + "\ud83d\ude00\ud83d。").encode("utf-16-le", "surrogatepass")
    ),
    "raw-utf32": lambda _: RAW.encode("utf-32"),
    "raw-one-line": lambda _: "潮水退去以后码头上的灯一盏接着一盏亮起来，" * 16_000,
    "raw-lines-200000": lambda _: "潮水退去以后。\n" * 200_000,
    "raw-line-ends": lambda _: "\n" * 5_000_000 + "灯火\n",
    "raw-nuls": lambda _: "\0".join(RAW),
    "raw-binary": lambda _: noise(1_000_000),
    "raw-picture": (ROOT / "examples" / "pictures").glob("*.jpg").__next__().read_bytes()
    if list((ROOT / "examples" / "pictures").glob("*.jpg"))
    else b"\xff\xd8\xff\xe0" + noise(20_000),
    "raw-archive": archive(),
    "raw-empty": b"\xef\xbb\xbf",
    "raw-quotes": lambda _: RAW + "“" * 200_000,
    "raw-brackets": lambda _: RAW + "（" * 50_000 + "灯" + "）" * 50_000,
    "raw-digits": lambda _: RAW + "1" * 500_000,
    "raw-spaces": lambda _: RAW + (" " * 10_000).join("灯火照着归人潮水退了三尺" * 10),
    "raw-bylines": lambda _: RAW + "本报记者 张渡 通讯员 李灯 报道\n" * 20_000,
    "raw-dates": lambda _: RAW + "2026年11月23日 星期一 " * 20_000,
    "raw-bidi": lambda _: RAW.replace("的", "\u202e的\u202c", 40),
    "raw-like-yaml": lambda _: "!!python/object/apply:os.system ['x']\n&a [*a]\n" + RAW,
    "raw-size": large,
    "raw-pdf-bomb": pdf("pdf-flate-bomb"),
    "raw-pdf-cyclic": pdf("pdf-page-tree-ring"),
    "hints-nonsense": "nothing\nname\n",
    "hints-many": lambda _: "".join(f"ad: 广告{n}\n" for n in range(100_000)),
    "hints-binary": lambda _: noise(50_000),
    "hints-long": lambda _: "name: " + "名" * 1_700_000 + "\n",
}
