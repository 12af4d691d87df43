"""Sources and bylines of papers that no list holds, and lines that are neither."""

import pytest

from broadsheet.parse.text.bylines import parse_byline, run_in


@pytest.mark.parametrize(
    ("text", "source", "names"),
    [
        ("桐溪融媒讯 昨天，新桥通车了。", "桐溪融媒讯", ()),
        ("【本网讯】昨天，新桥通车了。", "【本网讯】", ()),
        ("【桐溪新闻网讯】昨天，新桥通车了。", "【桐溪新闻网讯】", ()),
        ("桐溪新闻网讯（记者 方圆）昨天，新桥通车了。", "桐溪新闻网讯", ("方圆",)),
        ("桐溪台消息：昨天，新桥通车了。", "桐溪台消息：", ()),
        ("校讯 昨天，新桥通车了。", "校讯", ()),
        ("桐溪11月2日电 （记者 方圆）昨天，新桥通车了。", "桐溪11月2日电", ("方圆",)),
        ("〔桐溪訊〕昨天，新橋通車了。", "〔桐溪訊〕", ()),
        ("（桐溪台记者方圆）昨天，新桥通车了。", "", ("方圆",)),
        ("HARBOR CITY, March 8 (AP) — The bridge opened.", "HARBOR CITY, March 8 (AP) —", ()),
        ("MILL TOWN, June 14.—The bridge opened.", "MILL TOWN, June 14.—", ()),
    ],
)
def test_what_opens_a_paragraph(text: str, source: str, names: tuple[str, ...]) -> None:
    opened = run_in(text)
    assert opened.source == source
    held = opened.byline.roles if opened.byline else ()
    assert tuple(name for credit in held for name in credit.names) == names
    assert opened.rest.startswith(("昨天", "The bridge"))


@pytest.mark.parametrize(
    "text",
    [
        "简讯 三则消息，镇里的事。",
        "喜讯传来，全镇都高兴。",
        "停电通知：明天上午八点到十点停电。",
        "据桐溪台报道，昨天新桥通车了。",
        "好消息：今年的路修到了山顶。",
        "UP NORTH — it rained for a week.",
    ],
)
def test_a_text_that_opens_with_such_words_has_no_source(text: str) -> None:
    assert not run_in(text).found


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("海报新闻记者 方圆", [("记者", ("方圆",))]),
        ("南方+记者 方圆 通讯员 沈一帆", [("记者", ("方圆",)), ("通讯员", ("沈一帆",))]),
        ("本报社区记者 方圆", [("社区记者", ("方圆",))]),
        ("车间通讯员 方圆", [("车间通讯员", ("方圆",))]),
        ("口述：方圆 整理：沈一帆", [("口述", ("方圆",)), ("整理", ("沈一帆",))]),
        ("文 | 方圆", [("文", ("方圆",))]),
        ("桐溪导报记者 方圆 北京报道", [("记者", ("方圆",))]),
        ("记者 方圆 沈一帆报道", [("记者", ("方圆", "沈一帆"))]),
        ("文丨方圆", [("文", ("方圆",))]),
        ("By Ann Lowe and Tom Reed", [("", ("Ann Lowe", "Tom Reed"))]),
        ("Staff Writer", []),
    ],
)
def test_roles_and_names(text: str, roles: list[tuple[str, tuple[str, ...]]]) -> None:
    byline = parse_byline(text)
    assert byline is not None
    assert [(credit.role, credit.names) for credit in byline.roles] == roles


@pytest.mark.parametrize(
    "text",
    [
        "图片均由本报记者 方圆 摄",
        "他当过三年记者和编辑",
        "通讯员培训班开班",
        "By the river",
        "By noon the rain had stopped",
        "News In Brief",
    ],
)
def test_what_is_no_byline(text: str) -> None:
    byline = parse_byline(text)
    assert byline is None or byline.roles[0].role == "摄"
