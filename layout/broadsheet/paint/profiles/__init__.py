"""The bundled profile of a press.

Returns its bytes and what it is called; ``build.py`` beside makes it.
"""

from pathlib import Path

from broadsheet.paint.pdf.standards import Intent


def coldset() -> Intent:
    """Return the printing condition of coldset offset on newsprint.

    Characterised in CGATS/SNAP TR 002-2007; the ICC's registry of CMYK conditions knows it by
    the name given here.
    """
    return Intent(
        profile=Path(__file__).with_name("coldset.icc").read_bytes(),
        condition="CGATS TR 002",
        registry="http://www.color.org",
        about="Coldset offset on newsprint (CGATS/SNAP TR 002-2007)",
    )
