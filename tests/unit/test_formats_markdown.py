"""Stories in Markdown: what stands where, and mistakes with their places."""

import pytest

from broadsheet.edition import Advert, Article, Edition, Info, Photo
from broadsheet.errors import EditionError
from broadsheet.formats import strange


def read(text: str) -> Edition:
    return strange.read(text.encode(), "markdown", file="day.md").edition


def story(text: str) -> Article:
    [item] = read(text).items
    assert isinstance(item, Article)
    return item


STORY = """\
---
kicker: 班次加密　票价减半
byline: 记者陆小满报道
source: 本报讯
---

# “海上公交”把小岛连成一座城

早晨六点，天刚蒙蒙亮，
船开了。

![渔港](pictures/harbour.jpg "晨光里的云礁港 ｜ 唐知白绘")

## 船到岛

> 编者按：一年了。

- 灯罩岛
- 小帆岛

1. 先到
2. 后到

| 段 | 公里 |
|---|---|
| 东 | 3.5 |

``` verse
　海上生明月
天涯共此时
```

读⟦ruby:骎|qīn⟧骎，**加重**的[字](https://tide.example)。
"""


def test_each_mark_of_a_story_has_its_kind() -> None:
    found = story(STORY)
    assert (found.kicker, found.source) == ("班次加密　票价减半", "本报讯")
    assert found.byline is not None
    assert found.byline.raw == "记者陆小满报道"
    assert found.headline == "“海上公交”把小岛连成一座城"
    assert [(block.kind, block.text) for block in found.body] == [
        ("para", "早晨六点，天刚蒙蒙亮，船开了。"),
        ("crosshead", "船到岛"),
        ("note", "编者按：一年了。"),
        ("list", "灯罩岛"),
        ("list", "小帆岛"),
        ("list", "1. 先到"),
        ("list", "2. 后到"),
        ("table", "段\t公里\n东\t3.5"),
        ("verse", "　海上生明月\n天涯共此时"),
        ("para", "读骎骎，加重的字。"),
    ]
    [ruby] = found.body[-1].inlines
    assert (ruby.kind, ruby.start, ruby.end, ruby.reading) == ("ruby", 1, 2, "qīn")
    [picture] = found.pictures
    assert (picture.src, picture.alt, picture.place) == ("pictures/harbour.jpg", "渔港", 1)
    assert (picture.caption, picture.credit) == ("晨光里的云礁港", "唐知白绘")


def test_what_has_no_place_on_the_page_is_told() -> None:
    assert [str(finding) for finding in read(STORY).findings] == [
        "day.md:33: note: story: the tag <strong> round words is not carried",
        "day.md:33: note: story: a link's address is not carried",
    ]


WHOLE = """\
---
masthead: {name: 汀澜日报, date: 2026-11-18}
page: {folio: A1}
---

# 头条

第一段。

# 二条

第二段。

---
kind: ad
name: 归帆银行
---

归帆银行
出海有底气

---
page: {folio: A2}
kind: photo
---

![雾](fog.jpg "晨雾 ｜ 赵六摄")

---
kind: info
---

# 热线

88880000
"""


def test_a_whole_edition_stands_in_one_file() -> None:
    found = read(WHOLE)
    assert (found.masthead.name, found.masthead.date) == ("汀澜日报", "2026-11-18")
    assert [page.folio for page in found.pages] == ["A1", "A2"]
    first, second, advert = found.pages[0].items
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.headline, second.headline) == ("头条", "二条")
    assert isinstance(advert, Advert)
    assert (advert.name, advert.copy) == ("归帆银行", ("归帆银行", "出海有底气"))
    photo, info = found.pages[1].items
    assert isinstance(photo, Photo)
    assert (photo.picture.src, photo.picture.caption) == ("fog.jpg", "晨雾")
    assert isinstance(info, Info)
    assert (info.title, info.copy) == ("热线", ("88880000",))


def test_a_rule_is_no_front_matter() -> None:
    found = story("# 题\n\n上\n\n---\n\n下\n")
    assert [block.text for block in found.body] == ["上", "下"]
    assert [block.kind for block in story("# 题\n\n小题\n---\n\n下\n").body] == [
        "crosshead",
        "para",
    ]


def test_names_of_other_tools_are_known_and_unknown_ones_told() -> None:
    text = "---\ntitle: 题\nauthor: 张三\nsubtitle: 副题\ntags: [海]\nkickr: 眉\n---\n正文。\n"
    found = story(text)
    assert (found.headline, found.deck) == ("题", "副题")
    assert found.byline is not None
    assert found.byline.raw == "张三"
    assert [str(finding) for finding in read(text).findings] == [
        "day.md:5:1: note: front matter: tags is not carried",
        "day.md:6:1: note: front matter: kickr is not carried: did you mean kicker?",
    ]


def test_html_inside_is_read() -> None:
    found = story("# 题\n\n一<br>二\n\n<p>三<ruby>骎<rt>qīn</rt></ruby></p>\n")
    assert [block.text for block in found.body] == ["一", "二", "三骎"]
    assert found.body[2].inlines[0].reading == "qīn"


def test_encodings_are_told() -> None:
    text = "# 题\n\n正文\n"
    assert strange.read(text.encode("utf-16"), "markdown", file="a.md").edition == read(text)
    with pytest.raises(EditionError, match=r"^a\.md:1: is not UTF-8 \(save it as UTF-8\)$"):
        strange.read(text.encode("gb18030"), "markdown", file="a.md")
