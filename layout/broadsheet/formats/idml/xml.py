"""The XML of an IDML package: elements, and parts in its namespace.

Takes names, attributes and children; returns bytes.  What XML has no place for (control
characters, XML 1.0, 2.2) is shown by its picture, so that the file can be read.
"""

import re
from xml.etree import ElementTree as ET

Element = ET.Element
PACKAGING = "http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging"
VERSION = "8.0"  # of the document model: CS6, which every later one opens
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def element(tag: str, *inside: "Element | str", **attributes: str) -> Element:
    """Return an element with its children or its text."""
    made = ET.Element(tag, {name: clean(value) for name, value in attributes.items()})
    for child in inside:
        if isinstance(child, str):
            made.text = (made.text or "") + clean(child)
        else:
            made.append(child)
    return made


def part(kind: str, *inside: Element) -> bytes:
    """Return a part of the package: its elements in the packaging namespace."""
    ET.register_namespace("idPkg", PACKAGING)
    root = ET.Element(f"{{{PACKAGING}}}{kind}", {"DOMVersion": VERSION})
    root.extend(inside)
    return as_bytes(root)


def as_bytes(root: Element) -> bytes:
    """Return an element as a file."""
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + ET.tostring(root, encoding="unicode").encode("utf-8") + b"\n"


def clean(text: str) -> str:
    """Return a text that XML can hold."""
    return _BARRED.sub(lambda found: _picture(found.group()), text)


def _picture(char: str) -> str:
    """Return the picture of a control character (U+2400 …), else the replacement character."""
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
