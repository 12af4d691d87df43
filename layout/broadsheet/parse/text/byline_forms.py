"""Forms of sources, roles and names, as papers print them.

Data only: what opens a story and who signs it, by lists of trade words where the words are few,
by their form where any paper has its own.  ``bylines`` asks them.
"""

import re

from broadsheet.parse.text import trade_words
from broadsheet.parse.text.matching import Pattern, WordList, shortest

ROLE = (
    r"(?:本[报報刊台社]|新[华華]社|中新社|中央社|人民日报|[^\W\da-zA-Z_]{2,4}(?:[日晚时早晨商快都][报報]|日報|都市[报報]|青年[报報])社?)?\s?"
    r"(?:驻[^\W\da-zA-Z_]{1,4}|[駐][^\W\da-zA-Z_]{1,4})?"
    r"(?:"
    + "|".join(sorted(trade_words.ROLES, key=len, reverse=True))
    + r"|特[约約邀][^\W\da-zA-Z_]{2,4}(?=[\s：:])"
    + r"|[^\W\da-zA-Z_]{2,3}(?:记者|記者|通讯员|通訊員)(?=[\s：:]))"
)
# 京海都市报记者: the paper that says so is no part of the role
OWN_PAPER = re.compile(r"^(?!人民日报)[^\W\da-zA-Z_]{2,6}[报報]社?(?=.)")
ROLE_WORDS = shortest([*trade_words.ROLES, "特约", "特約", "特邀"])
ROLE_AT = Pattern(ROLE, needs=ROLE_WORDS)
SLASH_ROLE = Pattern(
    r"(?:图文|文字|文|图片|图|摄影|摄|攝|圖)\s?[/／：:|｜丨]\s?(?=[^\W\da-zA-Z_])",
    needs=("/", "／", "：", ":", "|", "｜", "丨"),
)
COLUMN = Pattern(r"(?:记者|記者)[^\W\da-zA-Z_]{2}$", first="记記")
SEP = re.compile(r"[\s、，,：:/／|｜□■◎○◆●▲]+")
LOOSE = ("文", "图")  # end a byline only apart from the name: 曲文 is a name
ENDS = tuple(e for e in sorted(trade_words.BYLINE_ENDS, key=len, reverse=True) if e not in LOOSE)
SOURCE = Pattern(
    r"[【\[［（(〔]?\s?(?:"
    r"(?:据|據)?(?:综合)?(?:" + "|".join(trade_words.AGENCIES) + r")(?:[^\W\da-zA-Z_]{0,12}?)"
    r"(?:\d{1,2}月\d{1,2}日|[一二三四五六七八九十]{1,3}日|\d{1,2}日)?\s?(?:综合)?(?:[专專])?[电電讯訊]"
    r"|[^\W\da-zA-Z_]{0,2}[晨晚日商快早时時][报報][讯訊]|本[报報刊][综綜]合(?:外[电電])?(?:消息|[报報]道|[报報]導)"
    r"|本[报報刊台](?:[^\W\da-zA-Z_]{0,6}?)(?:\d{1,2}月\d{1,2}日)?\s?[讯訊电電]"
    r"|(?:综合)?[讯訊](?=\s?[（(])"
    r")\s?[】\]］）)〕]?",
    needs=("电", "電", "讯", "訊", "消息", "合报", "合報"),
)
# what no list of papers holds: 【柳浦新闻网讯】, 柳浦融媒讯, 校讯, 柳浦11月2日电, 柳浦台消息
OPEN_SOURCE = Pattern(
    r"[【\[〔]\s?[^\W\da-zA-Z_·]{1,12}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[讯訊电電]|消息|快信)\s?[】\]〕]"
    r"|[^\W\da-zA-Z_]{2,8}\d{1,2}月\d{1,2}日[讯訊电電](?=[\s（(：:])"
    r"|(?:我?[校厂廠社院村镇縣县区矿场站]|[又另]|[^\W\da-zA-Z_]{2,9}(?<![简簡短快喜通资資要时時音问審审电電腾騰捷]))[讯訊](?=[\s（(：:]\s*\S{2})"
    r"|[^\W\da-zA-Z_]{1,9}[网網台臺社报報端合]消息(?:[：:]|(?=\s\s*\S{2}))"
    r"|[^\W\da-zA-Z_]{2,10}(?<![好据據新的])(?:消息|[专專][电電]|快信)(?=[\s]\s*\S{2})"
    r"|[（(【]\s?[^\W\da-zA-Z_]{2,5}[社][）)】](?=\s*\S{6})|【[^】]{2,8}[报報爆来來][料信稿电電]】",
    needs=("讯", "訊", "电", "電", "消息", "快信", "社", "料", "稿"),
)
# 柳浦台记者, 海报新闻记者, 本报社区记者, 南方+记者: whose reporter it is, then a name
OPEN_ROLE = Pattern(
    r"(?![^\s：:]{0,14}[由均图圖为為])(?:[^\W\d_]|[·+＋]){2,14}?(?P<role>记者|記者|通讯员|通訊員|评论员|評論員|撰稿人?|特约作者|摄影师)\s*(?=[^\W\da-zA-Z_])",
    needs=("记者", "記者", "员", "員", "撰稿", "作者", "摄影师"),
)
# 编写/钱岸, 译：方圆, 策划/统筹 沈一帆: any deed of making a page, then who did it
DEED = (
    r"(?:[^\W\da-zA-Z_]{0,4}[编編写寫译譯录錄文图圖撰摄攝绘繪制製采採导導理影划劃筹籌稿画畫审審]"
    r"|[图圖文][/／][文图圖])"
)
DEEDS_OF = Pattern(
    rf"({DEED}\s?(?=[/／：:|｜丨])|{DEED}[/／]{DEED}(?=\s))[/／：:|｜丨\s]\s?"
    rf"([^\W\da-zA-Z_]{{2,4}}(?:[、\s][^\W\da-zA-Z_]{{2,4}}(?![/／：:|｜丨]))*)(?=$|[\s，,；;])",
    needs=("/", "／", "：", ":", "|", "｜", "丨", " ", "\u3000"),
)
AFTER = (
    r"([^\W\da-zA-Z_]{2,4})\s?[/／|｜丨]\s?(图文|文图|文字|文|摄影|摄|攝影|攝|供图|制图|图|圖"
    r"|编译|整理|策划|撰文|记录|编写|翻译|译|绘|口述|采写)"
)
AFTER_EACH = Pattern(AFTER, needs=("/", "／", "|", "｜", "丨"))
AFTER_ALL = Pattern(rf"^(?:{AFTER}[\s，、；;]*)+$", needs=("/", "／", "|", "｜", "丨"))
BRACKETED = Pattern(
    r"\s*[（(【\[〔]([^（）()【】\[\]〔〕]{2,60})[）)】\]〕]", needs=("）", ")", "】", "]", "〕")
)
TAIL = Pattern(r"[（(]([^（）()]{2,40})[）)]$", last="）)")
DEEDS = frozenset("文 图 圖 摄 攝 撰文".split())  # set after the names that they go with
UNITS = tuple(
    "项目 项目部 公司 中心 分局 支队 大队 报社 电视台 街道 法院 检察院 大学 小学 中学".split()
)
# a team signs without names: 本报两会报道组
TEAM = Pattern(
    r"本[报報刊台社网網](?:[^\W_]){0,10}(?:[报報][道導][组組]|采访[组团]|採訪[組團]|报道团|特派组|调研组|調研組)$",
    needs=("组", "組", "团", "團"),
)
OFFICE = 12  # characters of an office that signs
COMPILED = ("编译", "編譯", "整理", "供稿", "编辑部", "編輯部", "记者", "記者", "通讯员", "通訊員")
ORIGIN = Pattern(
    r"^(?:据|據|综合|来源|新华社|新華社|本報综合|本报综合|本报讯|作者|转自|原载)",
    first="据據综来新本作转原",
)
# a wire's places and day, and who wrote it, in brackets at the end
WIRE = Pattern(
    r"^本[报報刊][^。]{1,20}\d{1,2}日[电電讯訊](?:[\s、，]*(?:记者|記者|通讯员|通訊員)[^。]{2,}|)$",
    first="本",
)
NAMES = 24  # characters of the longest line of nothing but names
# without one of these no byline
MAY = WordList(
    shortest(
        [
            "报道组",
            "報導組",
            "采访组",
            "采访团",
            "採訪團",
            "报道团",
            "特派组",
            "调研组",
            *trade_words.ROLES,
            *trade_words.BYLINE_ENDS,
            "特约",
            "特約",
            "特邀",
        ]
    )
)
NAME = re.compile(r"[^\W\da-zA-Z_]{2,4}$|[^\W\da-zA-Z_]{2,6}·(?:[^\W\da-zA-Z_]|[·]){1,12}$")
LATIN_NAME = re.compile(r"[A-Z][A-Za-z.\-]+(?: [A-Z][A-Za-z.\-]+){0,3}$")
FROM_PLACE = Pattern(
    r"(?<=\s)(?P<place>[^\W\da-zA-Z_]{2,5})(?=(?:报道|報導|報道|电|電)$)", last="道導电電"
)
PLACE = Pattern(
    r"\s(?:发自|發自)\s?[^\W\da-zA-Z_]{2,10}$|[/／]\s?[^\W\da-zA-Z_]{2,8}(?:报道|報導|报导|報道|电|電)$",
    needs=("/", "／", "发自", "發自"),
)
