"""UTF-8 that a program took for Latin-1 and saved again: æ½® for 潮.

Takes a text; returns it put back where that is beyond doubt, and how many characters were.
Half of such bytes are control characters, which no reader would keep.
"""

import re

from broadsheet.parse.text.matching import Pattern

_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))
# what Windows shows for these bytes; five have nothing
_WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_BYTES = {ord(char): 0x80 + n for chars in (_CONTROLS, _WINDOWS) for n, char in enumerate(chars)}
_NEXT = f"[\u00a0-\u00bf{_CONTROLS}{''.join(c for c in _WINDOWS if c not in _CONTROLS)}]"
# The Unicode Standard, table 3-7: how many bytes follow the first
_TAKEN = Pattern(
    f"(?:[\u00c2-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}|[\u00f0-\u00f4]{_NEXT}{{3}})+"
)
_ODD = re.compile(r"[^\x00-\x7f\s]")
_FIRST = re.compile("[\u00c2-\u00f4]")
_HAN = Pattern("[\u2e80-\u9fff\uf900-\uff60]")
_MOST = 0.5  # share of odd characters that must be such bytes, for a text to be taken so
_FEWEST = 2  # characters of Chinese that must come of them


def put_back(text: str) -> tuple[str, int]:
    """Return a text as it was before it was taken for Latin-1; 0 characters: as it is.

    Bytes that are left over stand as U+FFFD.

    >>> put_back("æ½®æ°´é\x80\x80äº\x86")
    ('潮水退了', 4)
    """
    if text.isascii() or not _FIRST.search(text):
        return text, 0
    found = [taken.group() for taken in _TAKEN.finditer(text)]
    odd = len(_ODD.findall(text))
    if sum(map(len, found)) <= _MOST * odd:
        return text, 0
    count = 0

    def made(taken: re.Match[str]) -> str:
        nonlocal count
        again = bytes(_BYTES.get(ord(char), ord(char)) for char in taken.group())
        read = again.decode("utf-8", "replace")
        count += sum(1 for _ in _HAN.finditer(read))
        return read

    mended = re.sub(f"[{_CONTROLS}]", "\ufffd", _TAKEN.sub(made, text))
    return (mended, count) if count >= _FEWEST else (text, 0)
