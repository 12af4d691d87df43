"""Draw six pages for one edition: ``choices.png`` beside this file, as specs/README.md shows it.

Needs the extra ``preview``.

    python examples/choices.py
"""

import tempfile
from pathlib import Path

from PIL import Image

from broadsheet import api

HERE = Path(__file__).parent
COLOURS = 24  # so that the picture stays small

if __name__ == "__main__":
    drafted = api.draft(HERE / "tinglan-front.yaml", api.DummyOptions(choices=6))
    with tempfile.TemporaryDirectory() as folder:
        api.write_choices(drafted, folder)
        with Image.open(Path(folder) / "choices.png") as sheet:
            small = sheet.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(HERE / "choices.png", optimize=True)
