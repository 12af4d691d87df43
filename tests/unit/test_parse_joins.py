"""What goes on in the next block or line, and what ends where it stands."""

from itertools import pairwise

import pytest

from broadsheet.parse.build.joins import weigh_seam
from broadsheet.parse.build.service import SmallItem
from broadsheet.parse.build.stories import Draft
from broadsheet.parse.text.english import breaking, wraps
from broadsheet.parse.text.text_blocks import TextBlock
from broadsheet.parse.traits.own import Seen, look


def seen(text: str, line: int = 1) -> Seen:
    return look(TextBlock(text=text, first=line, last=line, gap=0, group=1))


def test_a_saying_that_names_who_says_it_is_whole() -> None:
    two = "“灯亮了，心里也亮。”——摆渡人沈一帆"
    assert not weigh_seam("“路修好了，茶就卖得出去。”——茶农方圆", two).joined
    assert weigh_seam("他说路修好了，茶就卖得出去——", "真的卖出去了。").joined


def test_a_few_letters_before_a_cut_belong_to_what_follows() -> None:
    assert weigh_seam("那时候", "的山路是有声音的，天黑得早。").joined
    assert not weigh_seam("■链接", "高寒试飞是指在低温中检验飞机。").joined


@pytest.mark.parametrize(
    ("second", "blocks"),
    [
        ("整齐地摆在石桥旁。", 1),
        ("②摆渡人修好了船。", 2),
        ("问：船还开吗？", 2),
    ],
)
def test_an_item_of_a_list_goes_on_where_nothing_opens_another(second: str, blocks: int) -> None:
    draft = Draft()
    draft.add_text(seen("①在渡口，记者看到，剩下的旧木板"), "list", None)
    draft.add_text(seen(second, 2), "list", None)
    assert len(draft.body) == blocks


def test_rows_without_a_mark_of_their_own_stay_rows() -> None:
    draft = Draft()
    draft.add_text(seen("第31分钟 海州 李晓"), "list", None)
    draft.add_text(seen("第58分钟 淮阳 王冰", 2), "list", None)
    assert len(draft.body) == 2


def test_an_item_that_ends_with_a_semicolon_is_whole() -> None:
    draft = Draft()
    draft.add_text(seen("1.石桥修好；"), "list", None)
    draft.add_text(seen("渡口加宽。", 2), "list", None)
    assert len(draft.body) == 2


COUNTED = (
    "the old pier at Wanlee opened again",
    "on Sunday, and about two hundred",
    "people came to see it and the band",
    "played until the rain began at five",
    "in the evening, when all of them ran",
    "home along the quay, their shoes in",
    "their hands and the flags rolled up.",
)


def test_lines_counted_to_a_measure_end_where_the_next_word_does_not_fit() -> None:
    broken = breaking(pairwise(COUNTED), indented=False)
    assert (broken.exact, broken.measure) == (True, 36)
    full, last = "home along the quay. Their shoes in.", "played until the rain began."
    assert wraps(full, "Nobody saw them.", wide=len(full), broken=broken)
    assert not wraps(last, "Nobody saw them.", wide=len(last), broken=broken)


def test_a_caption_that_its_measure_broke_is_one_picture() -> None:
    draft = Draft()
    draft.add_caption("2月13日，在渡口，摆渡人把新油过的船推下水，岸上")
    draft.add_caption("的孩子们都来看。 沈一帆 摄")
    draft.add_caption("②船下水以后，大家一起吃了汤圆。")
    whole = "2月13日，在渡口，摆渡人把新油过的船推下水，岸上的孩子们都来看。 沈一帆 摄"
    assert [p.caption for p in draft.pictures] == [whole, "②船下水以后，大家一起吃了汤圆。"]


def test_small_advertisements_that_each_give_a_number_are_items() -> None:
    run = SmallItem(kind="ad")
    run.add(seen("高价收旧船木料 13555550101"))
    assert run.ends_before(seen("诚招摆渡工两名 13555550102", 2), opens=None)
    assert not run.ends_before(seen("地址：渡口街12号 电话：5550103", 2), opens=None)


def test_a_source_that_a_cut_shows_late_is_kept() -> None:
    draft = Draft()
    draft.add_text(seen("本报综合外电报道华社桐溪5月10日电(记者 方圆)首列货运列车"), "para", None)
    draft.add_text(seen("10日从山口开出，车上装着新茶。", 2), "para", None)
    assert "华社桐溪5月10日电" in draft.source + "".join(block.text for block in draft.body)
