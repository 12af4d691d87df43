"""Addresses that a page may lead its reader to.

Takes an address as it stands in copy or in an edition; returns what a link or a code may hold.
A printed page and its file are opened by strangers: what runs a program, opens a file of
theirs or starts an application is no address for them.
"""

import re

SCHEMES = ("http", "https", "mailto", "tel")
_KNOWN = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?(?:[/?#]\S*)?")
_MAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")


def target_of(address: str) -> str:
    """Return what a link to an address holds; empty for one that leads to no web, mail or phone.

    An address without a scheme is one of the web, read over TLS as browsers do.

    >>> target_of("www.example.cn/a"), target_of("news@example.cn"), target_of("javascript:f()")
    ('https://www.example.cn/a', 'mailto:news@example.cn', '')
    """
    address = address.strip()
    if not address.isprintable() or " " in address:
        return ""
    if _KNOWN.match(address):
        return address
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    return f"https://{address}" if _HOST.fullmatch(address) else ""
