"""What lines of one story that are built alike say of each other."""

import pytest

from broadsheet.parse.labels.alike import alike
from broadsheet.parse.labels.sequence import Label
from broadsheet.parse.text.bylines import tail
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import look

TEXT = "船队清晨出港，傍晚回来。"


def labelled(*rows: tuple[str, str], doubt: float = 0.5) -> list[str]:
    """Names of labels, of rows of a label and a text; heads are doubtful, perhaps crossheads."""
    seen = [
        look(TextBlock(text=text, first=n, last=n, gap=1, group=n))
        for n, (_, text) in enumerate(rows)
    ]
    labels = [
        Label(name=name, confidence=doubt, why=(), second="cross" if name == "head" else "head")
        for name, _ in rows
    ]
    return [label.name for label in alike(seen, labels)]


STORY = (("para", TEXT), ("head", "修船补网 码头人家忙一冬"), ("para", TEXT))
LIKE = ("cross", "春汛将至 船老大们看天色")


def test_a_doubtful_head_built_as_the_crossheads_after_it_is_one() -> None:
    assert labelled(*STORY, LIKE, ("para", TEXT))[1] == "cross"
    assert labelled(*STORY, ("list", "一 二"), ("caption", "船"), LIKE)[1] == "cross"


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        ((*STORY, ("cross", "春汛将至"), ("para", TEXT)), 0.5),  # another build
        ((*STORY, ("cross", "春汛将至 看"), ("para", TEXT)), 0.5),  # and length
        ((*STORY, ("byline", "本报记者 林潮"), LIKE), 0.5),  # another story's
        ((*STORY, LIKE, ("para", TEXT)), 0.9),  # no doubt
        ((*STORY[:2], ("head", "另有一行"), ("para", TEXT), LIKE), 0.5),  # two lines of a head
        ((*STORY[1:], LIKE), 0.5),  # no text before
    ],
)
def test_other_heads_stay_heads(rows: tuple[tuple[str, str], ...], doubt: float) -> None:
    assert [name for name, _ in rows] == labelled(*rows, doubt=doubt)


@pytest.mark.parametrize(
    ("end", "signed"),
    [
        ("（本报石阶、望潮、临川11月2日电　记者林潮、程雪）", True),
        ("（本报望潮11月2日讯）", True),
        ("（本报去年11月2日刊出过这张照片）", False),
    ],
)
def test_a_wire_in_brackets_signs_what_it_ends(end: str, signed: bool) -> None:
    rest, byline, signature = tail(f"资料由石阶渔业公司提供{end}")
    assert (rest == "资料由石阶渔业公司提供", signature == end) == (signed, signed)
    assert byline is None
