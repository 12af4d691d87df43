"""Hostile files of other systems: Word, NITF, NewsML, HTML, ninjs, Markdown."""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.external.fuzz.targets import package
from tests.hostile.basics import noise, put
from tests.hostile.picture_files import head, png, rows
from tests.hostile.running import Order

Made = str | bytes | Callable[[Path], Order]
ENDINGS = {"docx": "docx", "nitf": "xml", "newsml": "xml", "html": "html", "ninjs": "json"}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make(name: str, folder: Path) -> Order:
    """Make a case's file, and read it into an edition."""
    made = CASES[name]
    if name in FOLDERS:
        return FOLDERS[name](folder)
    content = made(folder) if callable(made) else made
    if isinstance(content, Order):
        return content
    file = f"story.{ENDINGS.get(name.split('-')[1], 'md')}"
    put(folder, file, content)
    order = Order(["import", file, "-o", "out.yaml", "-v"])
    order.leaves = ("case/pictures", "case/pictures/story-a.png")
    return order


def word(body: str) -> bytes:
    """A sound Word file with another text."""
    text = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return package(text.encode())


def changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with some of its parts otherwise, or more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


TITLE = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>渡口开灯</w:t></w:r></w:p>'
PROSE = "<w:p><w:r><w:t>灯火照着归人。</w:t></w:r></w:p>"
PLAIN = TITLE + PROSE
RELS = "word/_rels/document.xml.rels"
PICTURED = """<w:p><w:r><w:drawing><a:blip
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:%s="rId77"/>
</w:drawing></w:r></w:p>"""


def related(target: str, mode: str = "", kind: str = "image") -> bytes:
    """A Word file whose picture is what a relation names."""
    sound = word(PLAIN + PICTURED % ("link" if mode else "embed"))
    with zipfile.ZipFile(io.BytesIO(sound)) as old:
        rels = old.read(RELS).decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="rId77" Type="{base}/{kind}" Target="{target}" {mode}/>'
    return changed(
        sound, {RELS: rels.replace("</Relationships>", one + "</Relationships>").encode()}
    )


def pictured(name: str, content: bytes) -> bytes:
    return changed(related(name), {f"word/{name}": content})


def lies(place: int, value: int) -> bytes:
    """A package whose list of parts tells other sizes than there are."""
    content = bytearray(word(PLAIN))
    at = content.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", content, at + place, value)
        at = content.find(b"PK\1\2", at + 4)
    return bytes(content)


def overlap() -> bytes:
    """All parts at one place of the file."""
    content = bytearray(word(PLAIN))
    at = content.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", content, at + 42, 0)
        at = content.find(b"PK\1\2", at + 4)
    return bytes(content)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"")
        with made.open("word/media/a.xml", "w") as part:
            for _ in range(1024):
                part.write(bytes(1 << 20))
    return out.getvalue()


def outer(text: str = "") -> bytes:
    told = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{text or "<x>&e;</x>"}'
    return told.encode()


def laughs() -> str:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE nitf [{''.join(lines)}]>" + nitf("&a9;")


def nitf(inside: str, attributes: str = "") -> str:
    head = "<body.head><hedline><hl1>渡口开灯</hl1></hedline></body.head>"
    body = f"<body.content><p{attributes}>灯火{inside}。</p></body.content>"
    return f"<nitf><head/><body>{head}{body}</body></nitf>"


NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
 guid="a" version="1" standard="NewsML-G2"
 standardversion="2.33" conformance="power"><contentMeta><headline>渡口开灯</headline></contentMeta>
<contentSet>%s<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>灯火照着归人。</p></body></html></inlineXML>
</contentSet></newsItem>"""


def html(body: str) -> str:
    return f"<!doctype html><html><body><h1>渡口开灯</h1><p>灯火照着归人。</p>{body}</body></html>"


SOURCES = (
    "data:image/png;base64,iVBORw0KGgo=", "file:///etc/passwd", "javascript:alert(1)",
    "//host/share/a.png", "\\\\host\\a.png", "../../secret.yaml", "/etc/passwd", "http://127.0.0.1:9/a",
)  # fmt: skip


def ninjs(**facts: object) -> str:
    story = {"uri": "a", "headline": "渡口开灯", "body_xhtml": "<p>灯火照着归人。</p>"}
    return json.dumps(story | facts)


def associations() -> str:
    inner = '{"uri": "a", "headline": "灯"}'
    for _ in range(5_000):
        inner = f'{{"uri": "a", "headline": "灯", "associations": {{"a": {inner}}}}}'
    return inner


def markdown(text: str, front: str = "masthead: {name: 潮信日报}") -> str:
    return f"---\n{front}\n---\n# 渡口开灯\n\n灯火照着归人。\n\n{text}\n"


def front_laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return markdown("", "\n".join(lines))


def exported(*ids: str) -> Callable[[Path], Order]:
    """Stories of such ids, each written as a file of its own."""

    def made(folder: Path) -> Order:
        items = [
            {"kind": "article", "id": one, "headline": "灯", "body": ["灯火。"]} for one in ids
        ]
        put(folder, "day.json", json.dumps({"items": items}))
        order = Order(["export", "day.json", "--to", "stories", "-o", "out.d"])
        order.leaves = ("case/out.d",)
        return order

    return made


def many_stories(folder: Path) -> Order:
    stories = folder / "stories"
    stories.mkdir()
    for n in range(1_200):
        put(stories, f"s{n}.md", "# 灯\n\n灯火。\n")
    return Order(["import", "stories", "-o", "out.yaml"])


def linked(folder: Path) -> Order:
    stories = folder / "stories"
    stories.mkdir()
    os.symlink("/dev/zero", stories / "zero.md")
    os.mkfifo(stories / "pipe.md")
    os.symlink("nowhere.md", stories / "gone.md")
    return Order(["import", "stories", "-o", "out.yaml"])


FOLDERS: dict[str, Callable[[Path], Order]] = {
    "form-ids-outside": exported("../../evil", "/etc/evil", "..", "a/b\\c", "CON", "\u202egpj.x"),
    "form-ids-alike": exported("Lamp", "lamp", "LAMP", "é", "e\u0301"),
    "form-folder-many": many_stories,
    "form-folder-links": linked,
}
CASES: dict[str, Made] = dict.fromkeys(FOLDERS, "") | {
    "form-docx-bomb": lambda _: bomb(),
    "form-docx-lies": lambda _: lies(24, 7),
    "form-docx-overlap": lambda _: overlap(),
    "form-docx-slip": lambda _: changed(
        related("../../../evil.png"), {"../../evil.png": noise(99)}
    ),
    "form-docx-outer": lambda _: changed(word(PLAIN), {"word/styles.xml": outer()}),
    "form-docx-linked": lambda _: related("file:///etc/passwd", 'TargetMode="External"'),
    "form-docx-deep": lambda _: word(
        PLAIN + "<w:tbl><w:tr><w:tc>" * 3_000 + PROSE + "</w:tc></w:tr></w:tbl>" * 3_000
    ),
    "form-docx-ring": lambda _: related("document.xml", kind="officeDocument"),
    "form-docx-runs": lambda _: word(TITLE + f"<w:p>{'<w:r><w:t>灯</w:t></w:r>' * 200_000}</w:p>"),
    "form-docx-parts": lambda _: changed(
        word(PLAIN), {f"word/media/{n}.xml": b"" for n in range(60_000)}
    ),
    "form-docx-locked": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5_000),
    "form-docx-picture-bomb": lambda _: pictured(
        "media/a.png", png(head(60_000, 60_000), rows(60_000, 60_000))
    ),
    "form-docx-case": lambda _: changed(word(PLAIN), {"word/Document.xml": b"<x/>"}),
    "form-nitf-laughs": laughs(),
    "form-nitf-outer": outer(nitf("&e;")),
    "form-nitf-parameter": '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/a"> %p;]>'
    + nitf(""),
    "form-nitf-deep": lambda _: nitf("<em>" * 100_000 + "灯" + "</em>" * 100_000).encode(),
    "form-nitf-attributes": lambda _: nitf(
        "", "".join(f' a{n}="b"' for n in range(100_000))
    ).encode(),
    "form-nitf-utf7": '<?xml version="1.0" encoding="UTF-7"?>+ADw-x+AD4-' + nitf(""),
    "form-nitf-coding": b'<?xml version="1.0" encoding="UTF-16"?>' + nitf("").encode("gb18030"),
    "form-newsml-outer": outer(NEWSML % "&e;"),
    "form-newsml-size": NEWSML
    % '<remoteContent contenttype="image/png" href="a.png" width="123456abc" height="9e999"/>',
    "form-newsml-files": NEWSML
    % '<remoteContent contenttype="text/html" href="file:///etc/passwd"/>',
    "form-html-deep": lambda _: html("<div>" * 100_000 + "灯").encode(),
    "form-html-open": lambda _: html("<" * 1_000_000).encode(),
    "form-html-script": html(
        "<script>f()</script><p onclick='f()'>灯</p><iframe src='file:///etc/passwd'></iframe>"
        "<object data='/etc/passwd'></object><meta http-equiv=refresh content='0;url=http://a'>"
    ),
    "form-html-pictures": html("".join(f"<img src='{src}' alt='灯'>" for src in SOURCES)),
    "form-html-entities": lambda _: html(
        "<p>" + "&#xD83D;&#0;&#x110000;&no;" * 25_000 + "</p>"
    ).encode(),
    "form-html-table": html(
        "<table><tr><td colspan=1000000000 rowspan=1000000000>灯</td></tr></table>"
    ),
    "form-ninjs-deep": lambda _: b'{"uri": "a", "headline": ' + b"[" * 100_000,
    "form-ninjs-numbers": lambda _: (
        ninjs(urgency=0).replace(": 0", f': 1e999, "a": {"9" * 1_000_000}').encode()
    ),
    "form-ninjs-ring": lambda _: associations().encode(),
    "form-markdown-laughs": front_laughs(),
    "form-markdown-tag": markdown("", "masthead: !!python/object/apply:os.system ['x']"),
    "form-markdown-brackets": lambda _: markdown("[" * 100_000 + "](" * 50_000).encode(),
    "form-markdown-stars": lambda _: markdown("灯*_**__" * 25_000).encode(),
    "form-markdown-quotes": lambda _: markdown("> " * 20_000 + "灯").encode(),
    "form-markdown-table": lambda _: markdown("|" + "a|" * 20_000 + "\n|" + "-|" * 20_000).encode(),
}
