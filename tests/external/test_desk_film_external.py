"""The film of the desk is made by driving it, and stays small."""

import io
from pathlib import Path

from PIL import Image

from tests.external.desk_film import PAGES, a_desk, shoot


def test_the_desk_s_round_is_a_film_of_about_40_seconds(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        film = shoot(desk)
    assert 32 < film.seconds < 48
    gif = film.gif()
    assert len(gif) < 1_500_000
    with Image.open(io.BytesIO(gif)) as picture:
        assert picture.n_frames > 30
    assert "a: {tint: pale" in (tmp_path / "ours.yaml").read_text("utf-8")


def test_the_pictures_of_the_documents_are_there_and_small() -> None:
    sizes = {
        path.name: path.stat().st_size for path in PAGES.glob("desk*.*") if path.suffix != ".md"
    }
    assert sizes.keys() == {"desk.gif", "desk.png", "desk-source.png", "desk-zh.png"}
    assert max(sizes.values()) < 1_500_000
