"""Numbers as papers print them.

Takes text; returns the number.  Knows nothing of what it counts.
"""

_DIGIT = {c: n for n, chars in enumerate(("〇零○", *"一二三四五六七八九")) for c in chars}


def number(text: str) -> int:
    """Read a number in digits or ideographs; -1 when it is none.

    >>> number("二十三"), number("廿一"), number("二〇二一"), number("110")
    (23, 21, 2021, 110)
    """
    text = "".join(text.split())
    if text.isdecimal():
        return int(text)
    if text and all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text))
    text = text.replace("廿", "二十").replace("卅", "三十")
    total = 0
    head, _, text = text.rpartition("百")
    total += 100 * _DIGIT.get(head, 1) if "百" in head + _ else 0
    tens, ten, ones = text.rpartition("十")
    total += 10 * (_DIGIT.get(tens, -100) if tens else 1) if ten else 0
    total += _DIGIT.get(ones.lstrip("零〇"), -1000) if ones.lstrip("零〇") else 0
    return total if total > 0 else -1
