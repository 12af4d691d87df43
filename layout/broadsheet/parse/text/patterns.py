# ruff: noqa: E501 - a table of words; an ideograph counts as two columns
"""Patterns of what lines of a newspaper say.

Data only, made of the words in ``words``; ``features`` asks them.
"""

import re
from collections.abc import Sequence

from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import BULLETS
from broadsheet.parse.text.matching import Pattern, PatternTable, WordList, shortest


def _any(options: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(options, key=len, reverse=True))) + ")"


PAPER = Pattern(
    rf"^(?!.*(?:[汇彙回情警预預举舉申电電喜捷海通简簡报報呈稟填]|第.|机关|機關)[报報]$)(?:[^\W\da-zA-Z_]|[ ·]){{1,8}}{_any(trade_words.NAME_ENDS)}$",
    needs=("报", "報", "刊", "新闻", "通讯"),
)
PAPER_EN = Pattern(rf"\b(?:THE )?[A-Z ]*{_any(trade_words.NAME_EN)}\b")
NOTICE = WordList(ends=trade_words.NOTICE_TITLES)
NOTICE_WORDS = WordList(trade_words.NOTICE_WORDS)
AD = WordList(trade_words.AD_WORDS)
AD_SURE = WordList(trade_words.AD_SURE)
INFO = WordList(trade_words.INFO_WORDS)
QR = WordList(trade_words.QR_WORDS)
TAG = WordList(
    starts=trade_words.TAG_STARTS,
    ends=(*trade_words.TAG_ENDS, *(f"{w}{q}" for w in trade_words.TAG_ENDS for q in "”’」")),
)
BRACKETS = "【】[]（）()〖〗■●◆▶ "
BOXED = Pattern(
    r"^[【\[〖〔［「『◆■●▲★◎·“][^【】]{2,14}[】\]〗〕］」』◆■●▲★◎·”]$",
    first="【[〖〔［「『◆■●▲★◎·“",
)
CAPTION_START = Pattern(
    r"^(?:图为|圖為|图片?[①②③④⑤⑥一二三四1-9:：]|圖[①②③④一二三四1-9:：]|[▲▼◀▶△▽↑↓→←]|上图|上圖|下图|下圖|左图|右图|"
    r"左圖|右圖|如图|资料图|[图圖][/／](?=\S{6})|[（(](?:资料|資料)[图圖]片)",
    first="图圖▲▼◀▶△▽↑↓→←上下左右如资資（(",
)
CAPTION = Pattern(
    r"图为|圖為|[（(](?:资料|資料)[图圖]片?[）)]$|翻拍[）)]?$|均?[由为].{0,20}[摄攝][）)]?$|(?:供图|供圖)[）)]?$",
    needs=("图", "圖", "翻拍", "摄", "攝"),
)
# a picture that is news by itself says when it was taken
DATED_PICTURE = Pattern(
    r"(?:[图圖][为為][:：]?)?(?:\d{4}年)?(?:\d{1,2}月\d{1,2}日|[昨今前][日天晚晨]|\S{1,5}(?:前夕|期间|期間|当天|當天|前后|來臨|来临)|连日来|連日來|近日|日前|\d{1,2}日)"
)
CREDIT = Pattern(
    r"(?:(?:(?:[^\W\da-zA-Z_]|[·]){2,4}|[^\W\da-zA-Z_] [^\W\da-zA-Z_])\s*[/／]?\s*(?:摄|攝|供图|供圖|摄影|攝影)(?:报道)?|[图圖][/／片：:]\s*[^\W\da-zA-Z_]{2,8}|"
    r"(?:摄影|攝影|图片)\s*[：:/／]?\s*[^\W\da-zA-Z_]{2,4}|(?<=[。！\s])[^\W\da-zA-Z_]{2,10}提供(?:图片|圖片|照片)|(?:新华社|新華社|中新社)(?:记者)?(?:[^\W\da-zA-Z_]|[ ]){0,8}[摄發发]|(?:资料|資料)[图圖]片)"
    r"\s*[）)】\]]?$",
    needs=("摄", "攝", "图", "圖", "发", "發", "照片"),
)
# a sentence, and who took the picture: no paragraph ends so
CREDIT_SURE = Pattern(
    r"[。！？”][^，。；！？]{0,24}?\s[^\W\da-zA-Z_]{1,4}(?:\s[^\W\da-zA-Z_])?\s*[/／]?\s*(?:[摄攝]影?(?:报道|報導)?|供[图圖])$",
    last="摄攝影道導图圖",
)
JUMP = Pattern(
    r"^[（(\[【]?\s*(?:下转|下轉|上接|紧接|緊接|转|轉)\s*.{0,14}?[\d一二三四五六七八]+\s*版.{0,14}$"
    r"|^[（(\[【]\s*(?:相关|更多|详细|相關|更多)?.{0,10}[见見]\s*.{0,8}?(?:\d+\s*版|第?[一二三四五六七八九十]{1,3}\s*版|[A-D]\d+)\s*[）)\]】]$"
    r"|^(?:>+|》+|▶+|☞|→)?[（(【\[]?\s*(?:详见|詳見|详情见|下转|下轉|转|轉|(?<=.)[见見])\s*(?:本报)?第?(?:[A-D]?\d+|[一二三四五六七八九十]{1,3}(?=\s*版))\s*版?\s*[）)】\]]?$",
    needs=("版", "A", "B", "C", "D"),
    also=("转", "轉", "接", "见", "見"),
)
INDEX = Pattern(
    r"(?:详见|詳見|见|見|[/／·…\s(（【>▶→])\s*第?\s*[A-D]?\d{1,2}\s*[-—、，]?\s*\d*\s*版[）)】]?$"
    r"|^[A-D]\d{1,2}\s[^\W\da-zA-Z_]{2,6}\s+\S{5,}|^[A-D]\d{1,2}\s+\S{4,}"
    r"|^第?[A-D]?\d{1,2}\s?版?\s?[|｜▶►>·]\s*\S{5,}|^第?\d{1,2}版(?:\s+|[:：]\s*)\S{7,}"
    r"|^第?[一二三四五六七八九十]{1,3}版\s*[:：|｜▶>\s]\s*\S{5,}"
    r"|\S{5,}[\s·…]+[A-D]\d{1,2}$",
    needs=("版", "A", "B", "C", "D", "|", "｜", "▶", "►", ">", "·"),
)
TEASER = Pattern(
    rf"^[{BULLETS}【\s]*(?:{_any(trade_words.TEASER_WORDS)}|[导導]\s*[读讀])[】\s]*$",
    needs=(*shortest(trade_words.TEASER_WORDS), "导 ", "導 ", "导\u3000", "導\u3000"),
)
DATED = Pattern(r"^(?:19|20)\d{2}年", first="12")
JUMP_TAIL = Pattern(
    r"[^\s（(][（(【]\s*(?:下转|下轉|转|轉)[^（）()【】]{1,16}版[^（）()【】]{0,10}[）)】]$",
    needs=("版",),
)
JUMP_FROM = Pattern(
    r"上接|緊接|紧接|(?:接|续|續)第?\s*[A-D]?\d+\s*版", needs=("接", "緊", "紧", "续", "續")
)
NOTE_AHEAD = Pattern(
    r"^[【\[（(〖■●◆]?\s*(?:编者|編者|开栏|開欄|导语|核心提示|内容提要|阅读提示|提要|摘要)",
    first="【[（(〖■●◆ 编編开開导核内阅提摘",
)
NOTE = Pattern(
    rf"^[【\[（(〖■●◆]?\s*{_any(trade_words.NOTE_STARTS)}\s*[】\]）)〗]?\s*(?:[：:\u3000 ]|$|(?<=[】\]）)]))",
    needs=shortest(trade_words.NOTE_STARTS),
)
QA = Pattern(
    rf"^(?:{_any(trade_words.QA_STARTS)}|[^\W\da-zA-Z_]{{2,16}}(?<![说道问答诉示绍出为称调求：:]))\s*[：:]\s*[^\s“\"]",
    needs=("：", ":"),
)
JUMP_HEAD = Pattern(
    r"^[（(【\[]\s*(?:上接|紧接|緊接)[^（）()【】]{1,20}版[^（）()【】]{0,8}[）)】\]]\s*(?=\S)",
    first="（(【[",
)
ORG = Pattern(
    r"^(?:[^\W\da-zA-Z_]|[（）()]){3,26}(?:局|委员会|委員會|政府|总工会|總工會|法院|公司|中心|协会|協會|办公室|管委会|工程处|处|院|组)$",
    last="局会會府院司心室处组",
)
LIST = Pattern(
    rf"^(?:[{BULLETS}▍]|[①-⑳]|[（(]?\d{{1,2}}[）).、．]\s*(?!\d)|\d{{1,2}}\.(?!\d)|\d{{1,2}}\.(?=\d{{1,2}}月))",
    first=f"{BULLETS}▍①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳（(0123456789",
)
LIST_MARK = Pattern(
    r"^(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[.、．](?!\d)|\d{1,2}\.(?=\d{1,2}月))",
    first="（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789",
)
QA_SURE = Pattern(
    r"^(?:问|答|問|Q|A)\s*[：:]\s*\S|^[^\W\da-zA-Z_]{1,7}[^\W\da-zA-Z_回反追提询质解应作詢質應][问答問][：:]\s*[^\s“\"「]",
    needs=("问", "答", "問", "Q", "A"),
)
SALUTATION = Pattern(
    r"^[^，。；！？]{0,14}(?:同志|同學|同学|老师|老師|先生|女士|单位|單位|部门|部門|读者|讀者|朋友|股东|股東|业主|学院|"
    r"编辑部|编辑|市民|客户|客戶)们?[：:]$",
    last="：:",
)
PAGE_REF = Pattern(
    r"^(?:[（(【\[]|[>》▶→☞]+\s*[（(【\[]?|(?=[详詳见見转轉]))\s*(?:(?:详|詳)?[见見]|[转轉]|[详詳]情?[见見])?\s*(?:本报)?\s*"
    r"(?:第?\s*[A-D]?\d{1,2}(?:\s*[-—、]\s*[A-D]?\d{1,2})?\s*版|第[一二三四五六七八九十]{1,3}版|[A-D]\d{1,2})\s*[）)】\]]?$",
    first="（(【[>》▶→☞详詳见見转轉",
    needs=("版", "A", "B", "C", "D"),
)
TIMED = Pattern(
    r"^(?:\d{1,2}月\d{1,2}日\s*)?\d{1,2}[:：]\d{2}(?:\s|—|-|~|～|至)", first="0123456789"
)
SIGN = Pattern(
    r"^[（(【]?\s*(?:(?:本文)?作者|执笔|撰稿|来源|转自|原载|摘自|综合|據|据|寄自)(?![,，]).{0,40}$",
    first="（(【寄 本作执撰来转原摘综據据",
)
DIAL = Pattern(
    r"^(?:[^\W\da-zA-Z_]|[（()） ]){2,14}\s*[:：]?\s*\(?\d[\d\-—() ]{1,16}\d$", last="0123456789"
)
NOTICE_SURE = Pattern(
    r"本院受理|证券代码|股票代码|公告编号|[声聲]明作[废廢]|特此(?:公告|声明|聲明|通知|通告|启事|致歉)|自公告之日起|^(?:茲|兹)?(?:遗失|遺失|本人.{0,20}不慎|.{2,8}遗失|.{2,10}丢失)|债权人.{0,20}申报|清算组",
    needs=(
        "作废",
        "作廢",
        "特此",
        "公告之日",
        "遗失",
        "遺失",
        "不慎",
        "丢失",
        "债权人",
        "清算组",
        "本院受理",
        "代码",
        "公告编号",
    ),
)
ORDINAL = Pattern(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．：:]|第[一二三四五六七八九十]|其[一二三四五])",
    first="（(一二三四五六七八九十第其",
)
CONTACT = Pattern(
    r"(?:电话|電話|热线|熱線|专线|專線|手机|手機|传真|傳真|订餐|訂餐|订座|訂座|预订|預訂|报名|報名|咨询|諮詢|预约|預約|Tel)[^\s：:]{0,6}[：:]\s*[（(+]?\d|\d{3,4}-\d{3,4} ?\d{4}(?!\d)|400-?\d{3}|www\."
    r"|(?:地址|地点|微信号?|联系人?|聯絡人?|网址|網址|官网)[：:]|(?<!\d)1[3-9]\d{9}(?!\d)",
    needs=("：", ":", "-", "www.", "400", *(f"1{n}" for n in range(3, 10))),
)
FIRM = WordList(
    ends=(
        "公司 银行 銀行 集团 集團 分行 商场 酒店 医院 大学 学校 学院 药房 超市 百货 传媒 地产 基金会"
    ).split()
)
DATE_END = Pattern(
    r"\d{1,2}月\d{1,2}日$|[一二三四五六七八九十]+月[一二三四五六七八九十]+日$", last="日"
)
CELLS = Pattern(r"\s*\t\s*|\u3000{2,}| {2,}", needs=("\t", "  ", "\u3000\u3000"))
DESK = Pattern(
    r"^本[报報刊社](?:特[约約邀])?(?:评论员|評論員|编辑部|編輯部|编者|編者)$", first="本"
)
# where a shop is: a house number, a distance, what it is opposite of
SHOP = Pattern(
    r"[路街道巷里弄村镇鎮区區大厦楼樓][^，。；！？]{0,6}\d+(?:[-—]\d+)?[号號弄](?:[^，。；！？]{0,12})$"
    r"|(?:仅供参考|僅供參考|为准|為準|解释权归?.{0,12}|非存款|谨慎)[。！]?$|\d+米$|(?:对面|對面|旁边|隔壁|[东南西北東]侧|路口|楼下|地下|[A-Z]口|出口)$"
    r"|^(?:报名点|报名处|厂址|店址|廠址|门店|總店|总店|分店|营业时间|營業時間|订购|预订|订座|订房|客服|招商|訂房專線|訂座)[：:]",
    needs=(
        "参考",
        "參考",
        "准",
        "準",
        "解释权",
        "存款",
        "谨慎",
        "号",
        "號",
        "弄",
        "米",
        "面",
        "旁边",
        "隔壁",
        "侧",
        "口",
        "下",
        "：",
        ":",
    ),
)
LINK = Pattern(
    r"^[【\[（(〖■●◆]?\s*(?:相关链接|相關連結|新闻链接|背景链接|链接|連結|延伸阅读|延伸閱讀|名词解释|名詞解釋|新闻背景|新聞背景|相关新闻|知识链接|背景资料|资料链接)"
    r"\s*[】\]）)〗]?\s*[：:\s|]\s*\S.{0,24}$",
    needs=("链接", "連結", "延伸", "名词", "名詞", "背景", "相关新闻"),
)
# who stands where in the picture
SIDES = Pattern(
    r"[（(][左右中前后後][一二三四五六七八九前后后排]{0,3}者?[）)]",
    needs=tuple(f"{p}{w}" for p in "（(" for w in "左右中前后後"),
)
TIPS = Pattern(
    r"^[【\[（(〖■●◆]?\s*(?:小贴士|小貼士|温馨提示|溫馨提示|小常识|小知识|健康提示|专家提醒|医生提醒|特别提醒|律师提醒)"
    r"\s*[】\]）)〗]?\s*[：:\s|].{2,22}$",
    needs=("贴士", "貼士", "提示", "常识", "知识", "提醒"),
)
# where the paper itself is, and who prints and sells it
IMPRINT = Pattern(
    r"^(?:本[报報刊社]|[报報]社|编辑部|編輯部)?(?:社址|(?<=[报報刊社部])地址)\s*[:：]"
    r"|(?:地址|邮编|郵編|邮政编码)\s*[:：].*(?:印刷|承印|广告(?:经营|發布|发布)|广告(?:部|热线)|发行(?:部|热线)|零售|每月定价|总编室|编辑部)"
    r"|^(?:广告(?:经营|发布)?(?:许可证|登记)|印刷|承印)\S{0,6}[:：].*(?:零售|定价|电话|地址)",
    needs=("：", ":"),
    also=("址", "邮", "郵", "印", "广告"),
)
# a headline that opens with what kind of piece it is
GENRE = Pattern(
    r"^(?:本[报報](?:社论|社論|评论|評論)|社论|社論|社评|社評|短评|短評|快评|快評|时评|時評|锐评|评论|評論|述评|述評|综述|特写|特寫|侧记|側記|通讯|调查|消息|"
    r"访谈|訪談|专访|專訪|图解|圖解|一图读懂|深度|观察|觀察|漫评|微评论|记者手记|记者观察|记者调查|今日谈|今日談)[：:丨|｜]\s?\S{3}",
    first="本社短快时時锐评評述综特侧側通调消访訪专專图圖一深观觀漫微记今",
    needs=("：", ":", "丨", "|", "｜"),
)
# what an enterprise or a city counts on its front page
COUNTER = Pattern(
    r"^(?:.{0,8}安全.{0,8}?第?\s*\d[\d,]*\s*天|[距离離].{2,20}?(?:还有|還有|剩|倒计时)?\s*\d+\s*天|.{0,12}倒[计計][时時].{0,4}?\d+\s*天)[！!。]?$",
    needs=("天",),
    also=("安全", "距", "离", "離", "倒"),
)
LABEL = Pattern(
    r"^(?:(?:国内|國內|国际|國際)?(?:统一|統一|标准|標準)?(?:连续出版物|連續出版物)?(?:刊)?[号號]|(?:邮发|郵發|邮政|国外)代[号號]|"
    r"邮政编码|郵政編碼|邮编|郵編|电子邮[件箱]|邮箱|电子版|数字报|网址|網址|社址|报社地址|零售价|定价|"
    r"主管(?:单位)?|主办(?:单位)?|出版(?:单位)?|(?:新闻|报料)?热线|电话|电话总机|传真|总第|期号|刊号)\s*[：:]?$",
    needs=(
        "号",
        "號",
        "编",
        "編",
        "邮",
        "版",
        "报",
        "址",
        "价",
        "主管",
        "主办",
        "热线",
        "电话",
        "传真",
        "总第",
    ),
)
LABELLED = Pattern(r"^[^\W\da-zA-Z_]{2,7}[：:]\s?[^\s“「]", needs=("：", ":"))
ROLE_FIRST = Pattern(
    r"^[（(【□■◎●—\s]*(?:本[报報刊]\s?)?(?:驻[^\W\da-zA-Z_]{1,4})?"
    + _any([*trade_words.ROLES, "文", "文字"])
    + r"[\s：:/／]",
    needs=(*shortest(trade_words.ROLES), "文"),
)

# how paragraphs of news open
PARAGRAPH_OPENINGS = (
    "据", "对此", "近年来", "近日", "日前", "目前", "此外", "同时", "今年", "去年", "昨天", "昨日",
    "记者", "随着", "为了", "为此", "截至", "截止", "“", "「",
    *(f"{n}、" for n in "一二三四五六七八九十"),
)  # fmt: skip

# traits by what a line holds, and by what a block opens with
WORDING = PatternTable({
    "ad_words": AD,
    "ad_sure": AD_SURE, "info_words": INFO, "qr": QR, "caption": CAPTION, "caption_start": CAPTION_START,
    "credit": CREDIT, "credit_sure": CREDIT_SURE, "sign": SIGN, "dial": DIAL, "jump": JUMP, "index": INDEX, "teaser": TEASER,
    "shop": SHOP, "link": LINK, "sides": SIDES, "tips": TIPS, "counter": COUNTER, "genre": GENRE, "label": LABEL, "own_imprint": IMPRINT,
    "contact": CONTACT, "date": DATE_END, "notice_words": NOTICE_WORDS, "notice_sure": NOTICE_SURE, "org": ORG,
})  # fmt: skip
OPENINGS = PatternTable(
    {
        "dated": DATED,
        "jump_head": JUMP_HEAD,
        "note": NOTE,
        "qa": QA,
        "qa_sure": QA_SURE,
        "list": LIST,
        "list_mark": LIST_MARK,
        "ordinal": ORDINAL,
        "page_ref": PAGE_REF,
        "salutation": SALUTATION,
        "timed": TIMED,
    }
)
