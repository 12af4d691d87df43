"""Numbers as papers print them.

Takes text; returns the number.  Knows nothing of what it counts.
"""

_FIGURES = "〇零○ 一壹 二貳贰兩两 三參叁参 四肆 五伍 六陸陆 七柒 八捌 九玖".split()
_UNITS = (("千", 1000), ("百", 100), ("十", 10))
_NONE = -10_000
_DIGIT = {c: n for n, chars in enumerate(_FIGURES) for c in chars}
_TENS = str.maketrans({"廿": "二十", "卅": "三十", "拾": "十", "佰": "百", "仟": "千"})


def number(text: str) -> int:
    """Read a number in digits or ideographs; -1 when it is none.

    >>> number("二十三"), number("廿一"), number("二〇二一"), number("110")
    (23, 21, 2021, 110)
    >>> number("四千八百六十二"), number("一千〇五"), number("貳拾壹")
    (4862, 1005, 21)
    """
    text = "".join(text.split())
    if text.isdecimal():
        return int(text)
    if text and all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text))
    text = text.translate(_TENS)
    total = 0
    for unit, worth in _UNITS:
        head, found, rest = text.rpartition(unit)
        if found:
            total += worth * _digit(head or "一")
            text = rest
    total += _digit(text) if text.strip("〇零○") else 0
    return total if total > 0 else -1


def _digit(text: str) -> int:
    """Return one figure, a nought before it aside; a number below all others when it is none."""
    return _DIGIT.get(text.lstrip("〇零○"), _NONE)
