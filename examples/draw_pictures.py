"""Draw the pictures of the example editions.

Writes them to ``pictures/`` beside this file, or to the folder given as the only
argument.  No font, picture or chance goes in, so the same pictures come out every time.

    python examples/draw_pictures.py [FOLDER]
"""

import sys
from pathlib import Path

from artwork import emblems, harbour, windmill

ADDRESS = "https://www.example.cn/"


def draw_all(folder: Path) -> None:
    """Write all pictures into a folder that is there."""
    # 4:4:4, because red and orange edges fray when colour is stored at half size
    harbour.draw_harbour().save(folder / "harbour.jpg", quality=84, subsampling=0, dpi=(350, 350))
    for name, picture in (
        ("bank.png", emblems.draw_bank()),
        ("bookshop.png", emblems.draw_bookshop()),
        ("tea.png", emblems.draw_tea()),
        ("qr.png", emblems.draw_code(ADDRESS)),
        ("windmill.png", windmill.draw_windmill()),
    ):
        picture.save(folder / name, optimize=True)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    draw_all(target)
