# ruff: noqa: E501 - a table of words; an ideograph counts as two columns
"""Patterns of what lines of a newspaper say.

Data only, made of the words in ``words``; ``features`` asks them.
"""

import re
from collections.abc import Sequence

from broadsheet.parse import words
from broadsheet.parse.marks import BULLETS


def _any(options: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(options, key=len, reverse=True))) + ")"


PAPER = re.compile(
    rf"^(?!.*(?:[汇彙回情警预預举舉申电電喜捷海通简簡报報呈稟填]|第.)[报報]$)(?:[^\W\da-zA-Z_]|[ ·]){{1,8}}{_any(words.NAME_ENDS)}$"
)
PAPER_EN = re.compile(rf"\b(?:THE )?[A-Z ]*{_any(words.NAME_EN)}\b")
NOTICE = re.compile(_any(words.NOTICE_TITLES))
NOTICE_WORDS = re.compile(_any(words.NOTICE_WORDS))
AD = re.compile(_any(words.AD_WORDS))
INFO = re.compile(_any(words.INFO_WORDS))
QR = re.compile(_any(words.QR_WORDS))
TAG = re.compile(rf"(?:^{_any(words.TAG_STARTS)}|{_any(words.TAG_ENDS)}[”’」]?$)")
BOXED = re.compile(r"^[【\[〖〔［「『◆■●▲★◎·“][^【】]{2,14}[】\]〗〕］」』◆■●▲★◎·”]$")
CAPTION_START = re.compile(
    r"^(?:图为|圖為|图片?[①②③④⑤⑥一二三四1-9:：]|圖[①②③④一二三四1-9:：]|[▲▼◀▶△▽↑↓→←]|上图|上圖|下图|下圖|左图|右图|"
    r"左圖|右圖|如图|资料图|[（(](?:资料|資料)[图圖]片)"
)
CAPTION = re.compile(
    r"图为|圖為|[（(](?:资料|資料)[图圖]片?[）)]$|翻拍[）)]?$|均?[由为].{0,20}[摄攝][）)]?$|(?:供图|供圖)[）)]?$"
)
CREDIT = re.compile(
    r"(?:(?:[^\W\da-zA-Z_]|[·]){2,4}\s*[/／]?\s*(?:摄|攝|供图|供圖|摄影|攝影)(?:报道)?|[图圖][/／片：:]\s*[^\W\da-zA-Z_]{2,8}|"
    r"(?:摄影|攝影|图片)\s*[：:/／]?\s*[^\W\da-zA-Z_]{2,4}|(?:新华社|新華社|中新社)(?:记者)?(?:[^\W\da-zA-Z_]|[ ]){0,8}[摄發发]|(?:资料|資料)[图圖]片)"
    r"\s*[）)】\]]?$"
)
JUMP = re.compile(
    r"^[（(\[【]?\s*(?:下转|下轉|上接|紧接|緊接|转|轉)\s*.{0,14}?[\d一二三四五六七八]+\s*版.{0,14}$"
    r"|^[（(\[【]\s*(?:相关|更多|详细|相關|更多)?.{0,10}[见見]\s*.{0,8}?\d+\s*版\s*[）)\]】]$"
)
INDEX = re.compile(
    r"(?:详见|詳見|见|見|[/／·…\s(（【>▶→])\s*第?\s*[A-D]?\d{1,2}\s*[-—、，]?\s*\d*\s*版[）)】]?$"
    r"|^[A-D]\d{1,2}\s[^\W\da-zA-Z_]{2,6}\s+\S{5,}"
)
TEASER = re.compile(rf"^[{BULLETS}【\s]*{_any(words.TEASER_WORDS)}[】\s]*$")
DATED = re.compile(r"^(?:19|20)\d{2}年")
JUMP_TAIL = re.compile(
    r"[^\s（(][（(【]\s*(?:下转|下轉|转|轉)[^（）()【】]{1,16}版[^（）()【】]{0,10}[）)】]$"
)
JUMP_FROM = re.compile(r"上接|緊接|紧接|(?:接|续|續)第?\s*[A-D]?\d+\s*版")
NOTE_AHEAD = re.compile(
    r"^[【\[（(〖■●◆]?\s*(?:编者|編者|开栏|開欄|导语|核心提示|内容提要|阅读提示|提要|摘要)"
)
NOTE = re.compile(
    rf"^[【\[（(〖■●◆]?\s*{_any(words.NOTE_STARTS)}\s*[】\]）)〗]?\s*(?:[：:\u3000 ]|$|(?<=[】\]）)]))"
)
QA = re.compile(
    rf"^(?:{_any(words.QA_STARTS)}|[^\W\da-zA-Z_]{{2,16}}(?<![说道问答诉示绍出为称调求：:]))\s*[：:]\s*[^\s“\"]"
)
JUMP_HEAD = re.compile(
    r"^[（(【\[]\s*(?:上接|紧接|緊接)[^（）()【】]{1,20}版[^（）()【】]{0,8}[）)】\]]\s*(?=\S)"
)
ORG = re.compile(
    r"^(?:[^\W\da-zA-Z_]|[（）()]){3,26}(?:局|委员会|委員會|政府|总工会|總工會|法院|公司|中心|协会|協會|办公室|管委会|工程处|处|院|组)$"
)
LIST = re.compile(
    rf"^(?:[{BULLETS}▍]|[①-⑳]|[（(]?\d{{1,2}}[）).、．]\s*(?!\d)|\d{{1,2}}\.(?!\d)|\d{{1,2}}\.(?=\d{{1,2}}月))"
)
LIST_MARK = re.compile(r"^(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[.、．](?!\d)|\d{1,2}\.(?=\d{1,2}月))")
QA_SURE = re.compile(r"^(?:问|答|問|Q|A)\s*[：:]\s*\S")
SIGN = re.compile(
    r"^[（(【]?\s*(?:(?:本文)?作者|执笔|撰稿|来源|转自|原载|摘自|综合|據|据)(?![,，]).{0,40}$"
)
DIAL = re.compile(r"^(?:[^\W\da-zA-Z_]|[（()） ]){2,14}\s*[:：]?\s*\(?\d[\d\-—() ]{1,16}\d$")
NOTICE_SURE = re.compile(
    r"[声聲]明作[废廢]|特此(?:公告|声明|聲明|通知|通告|启事|致歉)|自公告之日起|^(?:茲|兹)?(?:遗失|遺失|本人.{0,20}不慎|.{2,8}遗失|.{2,10}丢失)|债权人.{0,20}申报|清算组"
)
ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．：:]|第[一二三四五六七八九十]|其[一二三四五])"
)
CONTACT = re.compile(
    r"(?:电话|電話|热线|熱線|手机|手機|传真|傳真|Tel)[^\s：:]{0,6}[：:]\s*[（(+]?\d|\d{3,4}-\d{7,8}|400-?\d{3}|www\."
    r"|(?:地址|地点|微信号?|联系人?|聯絡人?|网址|網址|官网)[：:]|(?<!\d)1[3-9]\d{9}(?!\d)"
)
FIRM = re.compile(
    r"(?:公司|银行|銀行|集团|集團|分行|商场|酒店|医院|大学|学校|学院|药房|超市|百货|传媒|地产|基金会)$"
)
DATE_END = re.compile(r"\d{1,2}月\d{1,2}日$|[一二三四五六七八九十]+月[一二三四五六七八九十]+日$")
CELLS = re.compile(r"\s*\t\s*|\u3000{2,}| {2,}")
MARKS = re.compile(r"[，。；：！？、,;:!?]")
ROLE_FIRST = re.compile(
    r"^[（(【□■◎●—\s]*(?:本[报報刊]\s?)?(?:驻[^\W\da-zA-Z_]{1,4})?"
    + _any(words.ROLES)
    + r"[\s：:/／]"
)

# traits by what a line holds, and by what a block opens with
WORDING = {
    "ad_words": AD, "info_words": INFO, "qr": QR, "caption": CAPTION, "caption_start": CAPTION_START,
    "credit": CREDIT, "sign": SIGN, "dial": DIAL, "jump": JUMP, "index": INDEX, "teaser": TEASER,
    "contact": CONTACT, "date": DATE_END, "notice_words": NOTICE_WORDS, "notice_sure": NOTICE_SURE, "org": ORG,
}  # fmt: skip
OPENINGS = {
    "dated": DATED,
    "jump_head": JUMP_HEAD,
    "note": NOTE,
    "qa": QA,
    "qa_sure": QA_SURE,
    "list": LIST,
    "list_mark": LIST_MARK,
    "ordinal": ORDINAL,
}
