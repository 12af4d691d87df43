"""Draw six pages for one edition: ``choices.png`` beside this file, as specs/README.md shows it.

Needs the extra ``preview``.

    python examples/choices.py
"""

import io
from pathlib import Path

from PIL import Image

from broadsheet import api
from broadsheet.api import drafts

HERE = Path(__file__).parent
COLOURS = 24  # so that the picture stays small

if __name__ == "__main__":
    drafted = api.draft(HERE / "tinglan-front.yaml", api.DummyOptions(choices=6))
    sheet = Image.open(io.BytesIO(drafts.contact_sheet(drafted)))
    sheet.quantize(COLOURS, dither=0).save(HERE / "choices.png", optimize=True)
