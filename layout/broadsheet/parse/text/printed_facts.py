# ruff: noqa: E501 - a table of words; an ideograph counts as two columns
"""Facts of masthead, imprint and folio line in a text.

Takes text; returns typed facts with the span that each takes up, label included.  Whether
the text belongs to the masthead at all is for ``sequence`` to say.
"""

import re
from functools import lru_cache

from broadsheet.edition import MONTHS
from broadsheet.facts.numerals import number
from broadsheet.models import frozen
from broadsheet.parse.text import trade_words
from broadsheet.parse.text.characters import letters
from broadsheet.parse.text.matching import Pattern

_KEPT = 1024  # lines of a page that are asked again and again
_C = r"\s*[:：]?\s*"  # between label and value
_N = f"[{trade_words.DIGITS}十廿卅百千]"
_DAY = rf"(?:\d{{1,2}}|{_N}{{1,3}})"
_TERM = "|".join(trade_words.SOLAR_TERMS)
_SHORT_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_MONTHS = "|".join(
    (*MONTHS, *map(str.upper, MONTHS), *(rf"{m}\b\.?" for m in _SHORT_MONTHS),
     *(rf"{m.upper()}\b\.?" for m in _SHORT_MONTHS))
)  # fmt: skip
_ON = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"  # a day of the month
_COINED = (
    "大洋|小洋|洋|銅元|铜元|國幣|国币|法幣|法币|金[圓圆]券?|人民[幣币券]|[邊边港][幣币]|[錢钱]"
)
_SUM = r"(?:[〇零○一二兩两三四五六七八九十百千萬万]{1,6}[元圓圆角分毫枚釐厘文]半?){1,2}"
_SKY = (
    "[Bb]right|[Ss]unn?y?|[Cc]loud(?:y|s)?|[Ss]howers?|[Rr]ainy?|[Ff]og(?:gy)?|[Mm]ist(?:y|s)?|[Ss]now|"
    "[Ww]ind[ys]?|[Ff]air|[Cc]lear|[Dd]ry|[Ww]et|[Cc]old|[Mm]ild|[Ww]arm|[Hh]ot|[Dd]rizzle|[Oo]vercast|"
    "[Gg]ales?|[Ff]rosty?|[Ss]torms?|[Cc]ool"
)
_END = r"(?=\s|$|[|｜,，;；。])"
_VALUE = r"(?P<v>[^\s:：|｜,，;；][^\s|｜,，;；]*)"


@frozen(kw_only=True)
class Fact:
    """One fact and where it stands in the text that was searched."""

    key: str
    value: str
    start: int
    stop: int


# key, the strings one of which is in every match (and one of those after &), pattern
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("website", "http www.", r"(?:(?:电子版|電子版|电子报|数字报|网址|網址|网站|網站|官网|[^\W\da-zA-Z_]{2,8}网)\s*[:：]?\s*)?"
                r"(?P<v>(?:https?://|www\.)[\w.\-/?=&%#~]+[\w/])"),
    ("website", "电子版 電子版 电子报 数字报 网址 網址 网站 網站 官网", rf"(?:电子版|電子版|电子报|数字报|网址|網址|网站|網站|官网){_C}"
                r"(?P<v>[\w\-]+(?:\.[\w\-]+)+(?:/[\w.\-/?=&%#~]*)?)"),
    ("email", "@", r"(?:(?:电子邮件|電子郵件|电子邮箱|电子信箱|電子信箱|来稿|投稿|投稿邮箱|投稿信箱|邮箱|郵箱|信箱|"
              rf"E-?mail|e-?mail|EMAIL){_C})?(?P<v>[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)"),
    ("cn_code", "CN", rf"(?:(?:国内|國內)?(?:(?:统一|統一)(?:连续出版物|連續出版物)?)?(?:刊|书|書)?[号號]{_C})?"
                r"(?P<v>CN\s*[\-—－]?\s*\d{2}\s*[\-—－–]\s*\d{4}(?:/\(?[A-Z]+\)?)?)"),
    ("cn_code", "统一 統一", r"(?:(?:国内|國內)(?:统一|統一)(?:连续出版物|連續出版物)?(?:刊|书|書)?[号號])"
                rf"{_C}(?P<v>\d{{2}}\s*[\-—－–]\s*\d{{4}})"),
    ("issn", "ISSN", rf"(?:国际(?:标准)?(?:连续出版物)?刊?号{_C})?(?P<v>ISSN\s*[:：]?\s*\d{{4}}\s*[\-—－–]\s*\d{{3}}[\dXx])"),
    ("postal_code", "代号 代號", rf"(?:(?:邮政?发行?)?代号|(?:郵發)?代號|邮政代号|邮局订阅代号){_C}(?P<v>\d{{1,2}}\s*[\-—－–]\s*\d{{1,4}}[A-Z]?)"),
    ("postcode", "邮政编码 郵政編碼 邮编 郵編 郵遞區號", rf"(?:邮政编码|郵政編碼|邮编|郵編|郵遞區號){_C}(?P<v>\d{{5,6}})"),
    ("permit", "准印字", r"(?P<v>[^\W\d_]{0,2}准印字\s*第?[\dA-Za-z\-—()（）]+\s*[号號](?:[ \u3000]+[内內]部(?:资料|資料)(?:[ \u3000]+(?:免费|免費)交流)?)?)"),
    ("permit", "准印 許可證 许可证 登记证 登記證", r"(?P<v>(?:[^\W\da-zA-Z_]{0,8}(?:准印证|許可證|许可证|登记证|登記證|准印)[号號]?"
               r"(?:字第?)?\s*[:：]?\s*(?:[^\W\da-zA-Z_]|[（()）\[\]]){0,8}\s*第?[\dA-Za-z\-—()（）]+\s*[号號]?))"),
    ("permit", "准字 资准", r"(?P<v>[（(]?[^\W\da-zA-Z_]{0,6}[）)]?\s*(?:内资|內資|内部)?准字\s*[（(]?[\dA-Za-z\-—第〔〕\[\]（）()]+\s*[号號])"),
    ("permit", "内部 內部", r"(?P<v>[内內]部(?:资料|資料|刊物|报刊|发行|發行|交流)(?:[\s,，、|｜]*(?:免费|免費)?(?:交流|赠阅|贈閱))?)"),
    ("date", "年", r"(?:公元)?(?P<v>(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*"
             rf"{_DAY}\s*月\s*{_DAY}\s*[日号號])"),
    ("date", "年", r"(?P<v>\d{4}\s*年\s*\d{1,2}\s*月\s*\n\s*\d{1,2}[日号]?(?=\s*(?:\n|$)))"),
    ("date", "民国 民國", rf"(?P<v>(?:中[华華])?民[国國]\s*(?:\d{{2,3}}|[{trade_words.DIGITS}十廿卅百—]{{1,6}})\s*年\s*{_DAY}\s*月\s*{_DAY}\s*[日號曰])"),
    ("date", "19 20", r"(?P<v>(?:19|20)\d{2}\s*[\-./]\s*\d{1,2}\s*[\-./]\s*\d{1,2})(?!\d)"),
    ("date", "18 19 20&an eb ar pr ay un ul ug ep ct ov ec AN EB AR PR AY UN UL UG EP CT OV EC", rf"(?P<v>(?:{_MONTHS})\s*{_ON}(?:\s?[-—–]\s?\d{{1,2}})?,?\s+(?:18|19|20)\d\d|(?<!\d){_ON}\s+(?:{_MONTHS}),?\s+(?:18|19|20)\d\d)(?!\d)"),
    ("date", "年&月", r"(?:^|(?<=\n))(?P<v>(?:1[01]\d|[二三四五六七八九十廿卅]{2,3})\s*年\s*" rf"{_DAY}\s*月\s*{_DAY}\s*[日號号曰])(?=\s|$)"),
    ("date", "年&月", r"(?P<v>\d{4}年[\dOol]{1,2}月[\dOol]{1,2}日)"),
    ("date", "年&月", r"(?P<v>\d{1,2}月\d{1,2}日\s+\d{4}年)(?=\s|$)"),
    ("date", "/19 /20", r"(?<![\d/])(?P<v>(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:19|20)\d\d)(?!\d)"),
    ("weekday", "星期 礼拜 禮拜 周 週", rf"(?<!每)(?P<v>(?:星期|礼拜|禮拜|周|週)\s*[{trade_words.WEEKDAYS}])(?!、)(?:(?=每份|零售|第|今日|[农農])|(?![^\W\da-zA-Z_]))"),
    ("weekday", "曜日", r"(?P<v>[日月火水木金土]曜日)"),
    ("weekday", "（ (", rf"(?<=[\d日])[（(](?P<v>[{trade_words.WEEKDAYS}])[）)](?=\s|$)"),
    ("weekday", "/", rf"(?:(?<=/\d\d)|(?<=/\d))\s(?P<v>[{trade_words.WEEKDAYS}])(?=\s*(?:$|\n))"),
    ("weekday", ".&an eb ar pr ay un ul ug ep ct ov ec AN EB AR PR AY UN UL UG EP CT OV EC", rf"\b(?P<v>(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|MON|TUES?|WED|THURS?|FRI|SAT|SUN)\.)(?=,?\s(?:{_MONTHS}))"),
    ("volume", "Vol VOL", r"(?P<v>V(?:ol|OL)(?:ume|UME)?\.?\s*(?:[IVXLC]+|\d{1,4}))(?=[\s.,;|—–-]|$)"),
    ("weather", "Weather: WEATHER:", r"(?:Weather|WEATHER):\s*(?P<v>[^\n|｜]{3,80})"),
    ("weather", "°", r"(?:^|(?<=\n))(?P<v>-?\d{1,3}°[CF]?\s?/\s?-?\d{1,3}°[CF]?[^\n|｜\d]{0,60})(?=\n|$)"),
    ("weather", "今&℃", r"(?P<v>今[日天]\s?-?\d{1,2}℃)"),
    ("weather", "igh Low low&Fog Rain Snow Fair Cloud Sun Clear Shower Storm Wind Warm Cool Cold Hot Partly Mostly",
                r"(?P<v>(?:(?:TODAY|Today):\s*)?(?:Fog|Rain|Snow|Fair|Cloud|Sun|Clear|Shower|Storm|Wind|Warm|Cool|Cold|Hot|Partly|Mostly)[A-Za-z]*\b[^|｜]{0,80}?\b(?:[Hh]igh|[Ll]ow)s?\b[^|｜\d]{0,16}\d{1,3}°?[CF]?\.?)"),
    ("weekday", "DAY", r"(?P<v>(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)\b"),
    ("price", "cents CENTS pence", r"(?P<v>(?:Price:?\s*)?(?:\d{1,3}|[A-Za-z]{2,9})\s+(?:cents|CENTS|pence)(?:\s+(?:a|per|A|PER)\s+(?:copy|COPY))?)\b"),
    ("weekday", "day", r"(?P<v>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"),
    ("lunar", "农历 農曆 夏历 夏曆 阴历 陰曆 曆 历&月", rf"(?P<v>(?:农历|農曆|夏历|夏曆|阴历|陰曆|[舊旧][曆历]|[廢废][曆历])\s*(?:[{trade_words.STEMS}][{trade_words.BRANCHES}]\s*年\s*)?"
              r"[闰閏]?(?:十[一二]|[正一二三四五六七八九十冬腊臘])月(?:大|小)?\s*(?:二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?)日)"),
    ("lunar", "月", rf"(?P<v>(?:(?:农历|農曆|夏历|夏曆|阴历|陰曆|[舊旧][曆历]|[廢废][曆历])\s*)?(?:[{trade_words.STEMS}][{trade_words.BRANCHES}]\s*年?\s*)?"
              rf"(?:\(?[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬]年?\)?\s*)?"
              rf"[闰閏]?(?:十[一二]|[正一二三四五六七八九十冬腊臘])月(?:大|小)?\s*"
              rf"(?:初[一二三四五六七八九十]|二十[一二三四五六七八九]?|三十|廿[一二三四五六七八九]?|卅|"
              rf"十[一二三四五六七八九]?)(?:(?<=[初廿卅].)日|(?<=廿)日)?(?:\s*(?:{_TERM}))?)(?!日)"),
    ("total_issue", "总 總", r"(?P<v>(?:总|總)(?:第|期[号號]?|刊期)?\s*[:：]?\s*[\d,]+\s*[期号號]?)"),
    ("total_issue", "总第 總第", rf"(?P<v>[总總]第\s*{_N}{{2,9}}\s*[期号號])"),
    ("total_issue", "Total", r"\(?(?P<v>Total(?: No\.?)?\s*\d[\d,]*)\)?"),
    ("issue_number", "第", rf"(?P<v>(?:本年)?第\s*(?:[\d,]+|{_N}{{3,9}})\s*[期号號])"),
    ("issue_number", "年第", rf"(?<=年)(?P<v>第\s*{_N}{{1,3}}\s*[期号號])"),
    ("issue_number", "NO. No Nr.", r"(?<!\w)(?P<v>N[Oor]\.?\s*\d[\d,]*)(?![\d\-/])"),
    ("issue_number", "Issue ISSUE Number NUMBER", r"\b(?:Issue|ISSUE|Number|NUMBER)\s+(?P<v>\d[\d,]*)(?![\d\-/])"),
    ("pages", "张 張&今 本期 本日 每日", r"(?P<v>(?:今[日曰]|今天|本期|本日|本[报報]每日)(?:出版|出[纸紙]|出)?[一二兩两三四五六七八九十大]{1,3}[张張]半?)(?=[\s|｜,，]|$)"),
    ("pages", "叠 疊&版", r"(?P<v>(?:今日|今天|本期)\s*[A-D][叠疊]\d{1,3}版(?:[\s、,，]*[A-D][叠疊]\d{1,3}版)*)(?=[\s|｜]|$)"),
    ("pages", "PAGES Pages", r"(?<!\w)(?P<v>[A-Z][A-Za-z]{2,9}(?:-[A-Za-z]{3,5})? (?:PAGES|Pages))\b"),
    ("pages", "版 张 張 頁 页&今 本期 共", r"(?P<v>(?:(?:本[报報])?今日|本期|今天|今|共)[^\W\da-zA-Z_]{0,2}\s*(?:共|出)?(?:[纸紙][一二三四五六七八九十\d]{1,2}[叠疊大])?共?\s*"
              rf"(?:对开|四开|對開|四開)?\s*(?:\d{{1,3}}|{_N}{{1,4}})\s*[版张張頁页]"
              r"(?:[ \u3000]*[（(][^）)]{1,20}[）)])?)"),
    ("pages", "版", r"(?:(?<=[期号號])\s+|(?<=[期号號][|｜])\s*)(?P<v>\d{1,3}版)(?=[\s|｜]|$)"),
    ("pages", "叠&版", r"(?P<v>[A-D]叠\d{1,3}版)(?=[\s|｜]|$)"),
    ("pages", "pages PAGES", r"(?<!\w)(?P<v>\d{1,3} (?:pages|PAGES))\b"),
    ("price", "元 圓 圆 角 分 毫 枚 釐 文&售 份 價 价",
              rf"(?:(?<![^\W\d_])|(?<=本報)|(?<=本报)|(?<=號)|(?<=期)|(?<=[一二三四五六日]))(?P<v>(?:本埠|本市|本省|外埠)?(?:零售|每份|每[張张]|售|定[價价]){{1,3}}(?:{_COINED})?{_SUM})(?![^\W\d_])"),
    ("price", "RMB $", r"(?P<v>(?:RMB|[A-Z]{1,2}\$)\s*\d+(?:\.\d+)?)"),
    ("price", "元&每", r"(?P<v>(?:(?:訂閱|订阅)\s*[:：]?\s*|(?<![零售]))每[月份年](?:定价|售价|訂價)?\s*[:：]?\s*[\d.一二三四五六七八九十百]+元)" + _END),
    ("price", "元&|  ｜", r"(?<=[|｜])\s*(?P<v>\d{1,2}(?:\.\d{1,2})?元)(?=\s*(?:$|[|｜]))"),
    ("price", "元 圓 角 分&价 價 零售 每份", r"(?P<v>(?:零售价|零售|定价|售价|零售價|定價|售價|零售每份|每份售?|全年(?:订价|定价)?|月价|年价)\s*[:：]?\s*"
              r"(?:人民币|新[台臺]幣|港幣|HK)?[¥￥$]?\s*[\d.一二三四五六七八九十]+\s*[元圓角分](?:[/／]?[份张張月年期]|[（(][^）)\s]{1,6}[）)])?)"),
    ("price", "$ ¥ ￥ £ €", r"(?P<v>(?:零售[价價]?|定[价價]|售[价價]|Price:?|PRICE:?)\s*[$¥￥£€]\s*\d{1,3}(?:\.\d{1,2})?)(?=[\s|｜,，]|$)"),
    ("price", "$&19 20", r"(?<=(?:19|20)\d\d)\s+(?P<v>\$\d{1,3}\.\d\d)(?=$|\s)"),
    ("price", "$ ¥ ￥ £ €", r"(?:^|[|｜\n\u3000])\s*(?P<v>[$¥￥£€]\s*\d{1,3}(?:\.\d{1,2})?)(?=\s*(?:$|[|｜\n\u3000]))"),
    ("price", "Price: PRICE:", r"(?P<v>Price:\s[A-Z][a-z]+ [A-Z][a-z]+)(?=$|\n)"),
    ("price", "p d c s.", r"(?:^|[|｜\n\u3000])\s*(?P<v>(?:Price )?\d{1,3}\s?(?:[pcd]|cts)\.?)(?=\s*(?:$|[|｜\n\u3000]))"),
    ("weather", "right unn loud hower ain og ist now ind air lear ry et old ild arm ot rizzle vercast ale rost torm ool",
                rf"(?:^|[|｜\n\u3000])\s*(?P<v>(?:{_SKY})(?:,?\s(?:(?:then|and|with|later|at times|turning|becoming|or|some|light|heavy)\s)*(?:{_SKY}))*(?:,?\s(?:later|at times))?)(?=\s*(?:$|[|｜\n\u3000]))"),
    ("price", "售 份&RM Rp $ ¥ ￥ £ € 元 圓 铢 盾 比",
              r"(?P<v>(?:零售|每份|售){1,2}\s*(?:(?:RM|Rp\.?|[SA]?\$|[¥￥£€])\s*\d[\d.,]*\d|\d+(?:\.\d+)?(?:[日韩韓美加澳欧歐]元|日[圓圆]|[泰]?[铢銖]|盾|[盧卢]比|披索|比索|令吉)))"),
    ("price", "Rp", r"(?P<v>(?:Harga Eceran )?Rp\.?\s?\d{1,3}(?:[.,]\d{3})*)(?=\s|$)"),
    ("price", "€", r"(?:^|(?<=\s))(?P<v>\d{1,2}[.,]\d\d\s?€)(?=\s|$)"),
    ("price", "¢", r"(?:^|(?<=[\s|｜—–]))(?P<v>\d{1,3}\s?¢(?: (?:a|per) copy)?)(?=[\s|｜.]|$)"),
    ("price", "ent ENT ollar OLLAR ence ENCE", r"\b(?P<v>(?i:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-five|fifty)[\s-]?(?i:cents?|dollars?|-?(?:half)?pence|penny)(?: (?:a|per) copy)?)(?=[\s|｜.]|$)"),
    ("price", "份 零售 定價 定价", r"(?P<v>(?:零售|每份|定[价價]|售[价價]){1,3}(?:大洋|小洋|國幣|国币|法幣|法币|人民[幣币])?(?:[〇零一二兩两三四五六七八九十百千]{1,4}[元圓圆角分]){1,2})"),
    ("price", "元&版", r"(?<=版)\s+(?P<v>\d{1,2}(?:\.\d{1,2})?元)(?=\s|$)"),
    ("price", "港幣 港币 新台幣 新臺幣 澳門幣", r"(?P<v>(?:港幣|港币|新[台臺]幣|澳門幣)\s*[\d.一二三四五六七八九十百]+\s*[元圓])" + _END),
    ("weather", "℃ ° 度&今", r"(?P<v>今[日天]?夜[间間]?到明[日天][^|｜\n]{0,30}?\d+\s*[～~\-—－至到]?\s*(?:\d+\s*)?[℃°度]C?(?:[～~\-—－至到]\s*-?\d+\s*[℃°度]C?)?)"),
    ("weather", "℃ ° 度&晴 云 雲 阴 陰 雨 雪 雾 霧 霾", r"(?P<v>(?:(?:气象|氣象|天气预报)\s*)?(?:今[日天夜][^\s]{0,4}|明[日天][^\s]{0,4}|天气|天氣|气温|氣溫|"
                r"[^\W\da-zA-Z_]{2,4}(?=\s*[:：]?\s*(?:晴|多云|多雲|阴|陰|小雨|中雨|大雨|阵雨|陣雨|雷)))?\s*[:：]?\s*"
                r"(?:晴|多云|多雲|阴|陰|小雨|中雨|大雨|阵雨|陣雨|雷阵雨|雷陣雨|雪|雾|霧|霾)"
                r"[^|｜\n]{0,24}?\d+\s*[～~\-—－至到]?\s*(?:\d+\s*)?[℃°度][C]?(?:[^\n|｜]{0,12}?\d+\s*[℃°度]C?)?"
                r"(?:\s*(?:[东南西北東偏转轉到]{1,6}风|[东南西北東偏轉]{1,6}風)[^\s|｜]{0,8}级?級?)?)"),
    ("weather", "℃", r"(?P<v>(?:气温|氣溫|最高气?温?|最低气?温?)?\s*-?\d{1,2}\s*[℃°]?\s*[～~\-—－至]\s*-?\d{1,2}\s*[℃°]C?)"),
    ("sponsor", "机关报 機關報", r"(?P<v>[^\W\da-zA-Z_]{3,20}(?:机关报|機關報))" + _END),
    ("sponsor", "主管", r"(?P<v>[^\W\da-zA-Z_]{3,24}主管[、\s]?主[办辦])" + _END),
    ("supervisor", "主管", r"(?P<v>[^\W\da-zA-Z_]{3,24})主管(?=[\s　|｜])"),
    ("supervisor", "主管", rf"(?:主管主办|主管(?:单位|單位|机关)?){_C}(?P<v>(?!主[办辦])(?:[^\W\da-zA-Z_]|[、（）()]){{3,40}})"),
    ("sponsor", "主办 主辦", r"(?:主[办辦](?:单位|單位|机关)\s*[:：]?|主[办辦]\s*[:：]|(?<![^\W\da-zA-Z_]{2})主[办辦])\s*(?P<v>(?:[^\W\da-zA-Z_]|[、（）()]){3,40})"),
    ("supervisor", "主管", r"(?P<v>[^\W\da-zA-Z_]{3,24}主管)" + _END),
    ("sponsor", "主办 主辦", r"(?P<v>[^\W\da-zA-Z_]{3,24}主[办辦])" + _END),
    ("sponsor", "主办 主辦", r"(?:^|(?<=[\s|｜]))(?P<v>[^\W\da-zA-Z_]{4,24})\s主[办辦]" + _END),
    ("sponsor", "编 編", r"(?P<v>[^\W\da-zA-Z_]{3,20}(?:委[员員][会會]|委[会會]|工[会會]|宣[传傳](?:科|部))[编編])" + _END),
    ("publisher", "出版 發行", r"(?:出版发行|出版單位|出版单位|出版者?|编辑出版|發行所|發行者)\s*[:：]\s*"
                  r"(?P<v>(?:[^\W\da-zA-Z_]|[（）()]){3,30})"),
    ("publisher", "督印 承印 印刷 發行人 发行人 社長", r"(?:督印人?|發行人|发行人|社長|承印者?|印刷者?)\s*[:：]\s*(?P<v>[^\W\da-zA-Z_]{2,12})"),
    ("publisher", "出版", r"(?P<v>[^\W\da-zA-Z_]{2,16}(?:报社|報社|报业集团|报业传媒集团|編輯部))(?:编辑)?出版"),
    ("publisher", "出版", r"(?P<v>[^\W\da-zA-Z_]{2,12}(?:报社|報社)出版)" + _END),
    ("publisher", "出版 發行 发行 编印 編印", r"(?P<v>[^\W\da-zA-Z_]{2,16}(?:报社|報社|媒体中心|媒體中心|新闻中心|集团|集團))(?:出版|發行|发行|编印|編印)(?=[\s|｜]|$)"),
    ("publisher", "编印 編印 出版 發行", r"(?:^|(?<=[\s|｜]))(?![每逢本])(?P<v>[^\W\da-zA-Z_]{4,24})(?:[编編]印|出版)" + _END),
    ("publisher", "發行 发行 编印 編印", r"(?:^|(?<=[\s|｜]))(?:[發发]行|[编編]印)[／/：:]\s?(?P<v>[^\W\da-zA-Z_]{4,24})" + _END),
    ("address", "地址 社址 址", rf"(?:[^\W\da-zA-Z_]{{0,4}}地址|社址|地\s址){_C}{_VALUE}"),
    ("address", "St Ave Rd Road Lane Square Quay", r"(?<![\w-])(?P<v>\d{1,5} (?:[NSEW]\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:St|Ave|Rd|Road|Street|Avenue|Lane|Square|Quay)\b\.?(?:, [A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*)?){0,3})(?=\s|$)"),
    ("hotline", "热线 熱線", r"(?P<l>[^\W\da-zA-Z_]{0,6}(?:热线|熱線)(?:电话|電話)?)\s*[:：]?\s*"
                r"(?P<v>[（(]?\d(?:[\d\-—－–) ）]|[(（](?=\d+[)）])){2,18}\d)(?!:)"),
    ("phone", "电话 電話 传真 傳真 总机 總機 Tel TEL", r"(?:[^\W\da-zA-Z_]{0,6}(?:电话|電話|传真|傳真|总机|總機)|Tel|TEL)\s*[:：]?\s*"
              r"(?P<v>[（(+]?\d[\d\-—－–()（） ]{2,18}\d)(?![\d年])"),
    ("phone", "電話 电话", r"(?:電話|电话)(?:[經经]理部|[編编][輯辑]部|[營营][業业]部)?\s*[:：]?\s*(?P<v>[〇零一二三四五六七八九]{2,6}[號号]?)(?=[\s|｜,，]|$)"),
    ("phone", "hone HONE", r"(?:Telephone|TELEPHONE|Phone|PHONE)\s*[:：]?\s*(?P<v>[A-Z]{2}[A-Za-z]{2,8} \d[-–]\d{4})"),
    ("phone", "部 室 社 科", r"(?:编辑部|編輯部|总编室|采访部|记者部|发行部|發行部|广告部|廣告部|办公室|报社|報社)\s*[:：]?\s*"
              r"(?P<v>[（(]?0?\d{2,3}[)）\-—]?\d{4}-?\d{3,4})"),
)  # fmt: skip
_MISREAD_FIGURE = re.compile(r"(?<=[\d年月])[Ool](?=[\d月日])|(?<=\d)[Ool](?=[月日])")
_PATTERNS = tuple(
    (key, Pattern(pattern, needs=tuple(needs.split()), also=tuple(also.split())))
    for key, (needs, _, also), pattern in ((k, n.partition("&"), p) for k, n, p in _TABLE)
)
# the needed strings by their first letters, each with the pattern that it speaks for
_BY_LETTER = {
    letter: tuple((w, n) for n, (_, p) in enumerate(_PATTERNS) for w in p.needs if w[0] == letter)
    for letter in {w[0] for _, p in _PATTERNS for w in p.needs}
}
_LETTERS = frozenset(_BY_LETTER)
_LABEL = Pattern(
    r"^(?:国内统一(?:连续出版物|刊)?号|國內統一刊號|邮发代号|郵發代號|邮政编码|邮编|电子邮件|邮箱|电子版|网址|"
    r"地址|社址|电话|传真|零售价|定价|总第|主管|主办|出版|热线|新闻热线|今日|农历|農曆|[\d]{1,2}|\d{4}年|"
    r"\d{4}年\d{1,2}月|\d{1,2}月|日|期|年|月)\s*[:：]?$",
    first="国國邮郵电网地社传零定总主出热新今农農0123456789日期年月",
)


@lru_cache(maxsize=_KEPT)
def find_facts(text: str) -> tuple[Fact, ...]:
    """Return all facts in a text by position; the table's order settles overlaps."""
    if len(text) > 2000:  # no masthead runs so long
        return ()
    taken: list[Fact] = []
    asked = {
        n for letter in _LETTERS.intersection(text) for w, n in _BY_LETTER[letter] if w in text
    }
    for n in sorted(asked):
        key, pattern = _PATTERNS[n]
        at = 0
        while match := pattern.search(text, at):
            start, stop = match.span()
            free = all(stop <= f.start or start >= f.stop for f in taken)
            if free and stop > start:
                taken.append(Fact(key=key, value=match["v"].strip(), start=start, stop=stop))
            at = stop if free and stop > start else start + 1
    return tuple(sorted(taken, key=lambda f: f.start))


def coverage(text: str, found: tuple[Fact, ...]) -> float:
    """Return the share of a text's letters that its facts take up."""
    if _LABEL.match(text):
        return 0.5
    if not found:
        return 0.0
    total = letters(text)
    return sum(letters(text[f.start : f.stop]) for f in found) / total if total else 0.0


def iso_date(text: str) -> str:
    """Return a printed date as ISO 8601, empty when it is none.

    >>> iso_date("二〇二一年八月十八日"), iso_date("民國110年8月18日"), iso_date("2021.8.18")
    ('2021-08-18', '2021-08-18', '2021-08-18')
    >>> iso_date("18/8/2021"), iso_date("8/18/2021")
    ('2021-08-18', '2021-08-18')
    """
    english = re.search(rf"({_MONTHS})", text)
    if english:
        *days, year = re.findall(r"\d+", text)
        month = next(n for n, m in enumerate(MONTHS, 1) if m[:3] == english[1][:3].title())
        return f"{year}-{month:02d}-{int(days[0]):02d}" if int(days[0]) <= 31 else ""
    republic = re.search(r"民[国國]|^\D{2,3}年|^1[01]\d年", text)
    text = _MISREAD_FIGURE.sub(lambda m: "0" if m[0] in "Oo" else "1", text)
    reversed_date = re.fullmatch(r"(\d{1,2}月\d{1,2}日)\s+(\d{4}年)", text.strip())
    text = f"{reversed_date[2]}{reversed_date[1]}" if reversed_date else text
    bare = re.sub(r"^.*民[国國]|公元|\s", "", text).replace("—", "一")
    parts = re.split(r"[年月日号號\-./]", bare)
    numbers = [number(part) for part in parts[:3]]
    if len(numbers) < 3 or min(numbers) < 1:
        return ""
    year, month, day = numbers
    if "/" in text and day > 31:  # a day or a month first, whichever it can be
        year, month, day = day, *sorted((year, month))
    year += 1911 if republic and year < 1900 else 0
    return f"{year:04d}-{month:02d}-{day:02d}" if month <= 12 and day <= 31 else ""


def _figures(text: str) -> str:
    """Return a number's figures, be it printed in ideographs."""
    figures = re.sub(r"\D", "", text)
    said = number(re.sub(rf"[^{trade_words.DIGITS}十廿卅百千]", "", text))
    return figures or str(said)


def value_of(fact: Fact) -> str:
    """Return a fact's value as the edition keeps it."""
    text = fact.value
    bare = re.sub("[—－–]", "-", re.sub(r"\s", "", text))
    values = {
        "date": iso_date(text) or text,
        "issue_number": _figures(text),
        "total_issue": _figures(text),
        "cn_code": bare if bare.startswith("CN") else f"CN{bare}",
        "postal_code": bare,
        "issn": re.sub("ISSN|[:：]", "", bare),
        "weekday": re.sub(r"\s", "", text),
        "lunar": re.sub(
            r"\s|^(?:农历|農曆|夏历|夏曆|阴历|陰曆|[舊旧][曆历]|[廢废][曆历])", "", text
        ),
    }
    return values.get(fact.key, text)
