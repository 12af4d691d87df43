"""The bars of EAN-13 and its add-ons.

Takes digits; returns modules, 1 for a bar.  Tables and quiet zones are those of ISO/IEC 15420
(GB 12904): 11 modules white before, 7 after, 5 after an add-on.  Numbers and strings only.
"""

LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
# which of the first six are set even (G), by the digit before them
PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
PARITY_TWO = ("LL", "LG", "GL", "GG")  # of an add-on of two digits, by its value modulo 4
PARITY_FIVE = (
    "GGLLL", "GLGLL", "GLLGL", "GLLLG", "LGGLL", "LLGGL", "LLLGG", "LGLGL", "LGLLG", "LLGLG",
)  # fmt: skip
BEFORE, AFTER, AFTER_ADDON = 11, 7, 5  # modules of white
GAP = 9  # modules between the code and its add-on: 7 to 12
WIDTH = 95  # modules of the code itself


def check_digit(twelve: str) -> str:
    """Return the thirteenth digit.

    >>> check_digit("977167100100")
    '6'
    """
    total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(twelve))
    return str(-total % 10)


def is_issn(text: str) -> bool:
    """Tell whether a text is an ISSN with its right check digit (ISO 3297).

    >>> is_issn("1671-0010"), is_issn("0317-8471")
    (False, True)
    """
    bare = text.replace("-", "").upper()
    if len(bare) != 8 or not bare[:7].isdigit() or bare[7] not in "0123456789X":
        return False
    total = sum(int(digit) * (8 - n) for n, digit in enumerate(bare[:7]))
    return bare[7] == "0123456789X"[-total % 11]


def ean_of_issn(issn: str) -> str:
    """Return the EAN-13 of a serial: 977, its seven digits, 00 for the usual price, check."""
    twelve = f"977{issn.replace('-', '')[:7]}00"
    return twelve + check_digit(twelve)


def bars(code: str) -> str:
    """Return the 95 modules of an EAN-13."""
    parity = PARITY[int(code[0])]
    left = "".join(_digit(int(d), kind) for d, kind in zip(code[1:7], parity, strict=True))
    right = "".join(_inverse(LEFT[int(digit)]) for digit in code[7:])
    return f"101{left}01010{right}101"


def addon_bars(digits: str) -> str:
    """Return the modules of an add-on of two or five digits."""
    if len(digits) == 2:
        parity = PARITY_TWO[int(digits) % 4]
    else:
        total = sum(int(d) * (9 if n % 2 else 3) for n, d in enumerate(digits))
        parity = PARITY_FIVE[total % 10]
    pieces = [_digit(int(d), kind) for d, kind in zip(digits, parity, strict=True)]
    return "1011" + "01".join(pieces)


def _digit(digit: int, kind: str) -> str:
    return LEFT[digit] if kind == "L" else _inverse(LEFT[digit])[::-1]


def _inverse(modules: str) -> str:
    return "".join("10"[int(module)] for module in modules)
