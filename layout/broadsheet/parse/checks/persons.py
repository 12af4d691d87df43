"""Names that one story sets in two ways.

Takes a story; yields pairs of names that differ in one character alone: a reporter in the
byline and the credit of a picture, a person who is named many times and once otherwise.
Advice only: brothers are named so, too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from broadsheet.edition import Article
from broadsheet.parse.text import bylines, trade_words
from broadsheet.parse.text.matching import Pattern

_NAME = r"([^\W\da-zA-Z_]{2,3})"
_AFTER = "说 说道 表示 介绍 告诉 坦言 回忆 認為 认为 笑着 說 告訴 介紹".split()
_BEFORE = (
    "记者 通讯员 书记 主席 主任 经理 局长 队长 村民 居民 市民 老人 教授 "
    "院长 校长 厂长 工人 司机 医生 老师 "
    "記者 主席 經理 局長 隊長 醫生 老師 站长 负责人 师傅"
).split()
_SAID = Pattern(rf"(?={_NAME}(?:{'|'.join(_AFTER)}))", needs=tuple(_AFTER))
_TITLED = Pattern(rf"(?:{'|'.join(_BEFORE)}){_NAME}", needs=tuple(_BEFORE))

# who begins a sentence or a part of it, and does something
_DOES = "是在也对對向把将將和与與"
_BEGINS = Pattern(rf"(?:^|[，。！？；“「\n]){_NAME}(?=[{_DOES}])", needs=tuple(_DOES))
_CALLED = frozenset("姐爷爺师師妈媽嫂叔伯哥总總工董局婶嬸姨娘")  # 李小姐 is no slip for 李小明


def told_apart(story: Article) -> Iterator[tuple[str, str]]:
    """Yield each rarer name with the name that it is like."""
    credited = {n for p in story.pictures for n in _credited(f"{p.caption}。{p.credit}")}
    signed = [n for c in (story.byline.roles if story.byline else ()) for n in c.names]
    counts: Counter[str] = Counter()
    text = "\n".join(block.text for block in story.body)
    for name in {*_people(text), *credited, *signed}:
        counts[name] = text.count(name) + 2 * (name in signed) + (name in credited)
    yield from sorted(_alike(counts))


def _credited(caption: str) -> set[str]:
    """Return who took a picture, by the last words of its caption."""
    said = [piece.strip() for piece in caption.replace("\u3000", "。").split("。")]
    byline = bylines.parse_byline(next((piece for piece in reversed(said) if piece), ""))
    if byline is None:
        byline = bylines.parse_byline(" ".join(said[-3:]).strip())
    return {name for credit in byline.roles for name in credit.names} if byline else set()


def _people(text: str) -> Iterable[str]:
    found = [m[1] for pattern in (_SAID, _TITLED) for m in pattern.finditer(text)]
    found += [m[1] for m in _BEGINS.finditer(text) if m[1][-1] not in _CALLED]
    return (
        name for name in found if bylines.is_name(name) and name[1:] not in trade_words.NOT_NAMES
    )


def _alike(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of three characters with one family name, one other character apart."""
    by_family: dict[str, list[str]] = {}
    for name in counts:
        if len(name) == 3:
            by_family.setdefault(name[0], []).append(name)
    for names in by_family.values():
        for rare in names:
            for usual in names:
                apart = sum(a != b for a, b in zip(rare, usual, strict=True))
                if apart == 1 and counts[usual] >= 2 and counts[rare] == 1:
                    yield rare, usual
