"""Draw one line of marks in faces that came from elsewhere, across and down: ``faces.png``.

Takes faces as Debian packs them, under ``/usr/share/fonts`` or the folder that is named; those that
are not there are left out.  Needs the extra ``preview`` no more than pypdfium2 and Pillow.

    python layout/figures/faces.py [FOLDER]
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from broadsheet import api, trial

HERE = Path(__file__).parent
# What ``broadsheet fonts`` calls each, and where Debian has it.
FACES = (
    "opentype/noto/NotoSerifCJK-Bold.ttc#2",  # fonts-noto-cjk
    "opentype/noto/NotoSansCJK-Regular.ttc#0",
    "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",  # fonts-lxgw-wenkai
    "truetype/arphic/uming.ttc#0",  # fonts-arphic-uming
    "truetype/arphic/ukai.ttc#0",  # fonts-arphic-ukai
    "truetype/arphic-gbsn00lp/gbsn00lp.ttf",  # fonts-arphic-gbsn00lp
    "truetype/wqy/wqy-zenhei.ttc#0",  # fonts-wqy-zenhei
    "truetype/wqy/wqy-microhei.ttc#0",  # fonts-wqy-microhei
    "truetype/cwtex/cwming.ttf",  # fonts-cwtex-ming
    "truetype/smiley-sans/SmileySans-Oblique.ttf",  # fonts-smiley-sans
    "truetype/cns11643/TW-Sung-98_1.ttf",  # fonts-cns11643-sung
    "opentype/ipaexfont-mincho/ipaexm.ttf",  # fonts-ipaexfont-mincho
    "truetype/bizud-mincho/BIZUDMincho-Regular.ttf",  # fonts-morisawa-bizud-mincho
    "truetype/klee/KleeOne-Regular.ttf",  # fonts-klee
    "truetype/hanazono/HanaMinA.ttf",  # fonts-hanazono
    "truetype/babelstone/BabelStoneHan.ttf",  # fonts-babelstone-han
)
TEXT = "“潮水来了”（他说），《海图》：“灯塔——在东……”！"
MEASURE = {False: "10em", True: "9em"}
COLUMNS = 4
SCALE, SMALL = 2.2, 1.0  # pixels for a point
GAP = 26


def set_in(face: Path, member: str, *, vertical: bool) -> Image.Image:
    """Return the line set in a face, as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"own{face.suffix}"
        shutil.copy(face, Path(folder, name))
        item = f"{name}#{member}" if member else name
        paper = Path(folder, "paper.yaml")
        paper.write_text(
            f"broadsheet: 1\nextends: duikai-6\ntypefaces: {{song: ['{item}', Noto Serif SC]}}\n"
        )
        spec = api.load_spec(paper)
        order = trial.TrialOrder(measure=MEASURE[vertical], vertical=vertical)
        file = Path(folder, "set.pdf")
        api.write_trial(api.set_text(TEXT, spec, order), spec, file)
        page = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))[0]
        return page.render(scale=SCALE).to_pil().convert("L")


def main(root: Path) -> None:
    """Draw all faces that are there, with their names."""
    cells: list[tuple[str, Image.Image, Image.Image]] = []
    for face in FACES:
        path, _, member = face.partition("#")
        if not (root / path).is_file():
            sys.stderr.write(f"{path}: not there\n")
            continue
        name = api.face_abilities(f"{root / path}#{member}" if member else root / path).name
        across, down = (set_in(root / path, member, vertical=way) for way in (False, True))
        cells.append((name, across, down))
    width = max(across.width + down.width for _, across, down in cells)
    height = max(max(across.height, down.height) for _, across, down in cells) + GAP
    sheet = Image.new("L", (COLUMNS * width, -(-len(cells) // COLUMNS) * height), 255)
    write = ImageDraw.Draw(sheet)
    for n, (name, across, down) in enumerate(cells):
        left, top = n % COLUMNS * width, n // COLUMNS * height
        write.text((left + 20, top + 8), name, fill=90, font_size=15)
        sheet.paste(across, (left, top + GAP))
        sheet.paste(down, (left + across.width, top + GAP))
    sheet.quantize(8).save(HERE / "faces.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/fonts"))
