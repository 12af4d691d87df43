"""What print tells of a story's parts that words alone don't.

Takes the blocks of a head, or a caption, as a PDF's page shows them; returns them with what is
something else taken out (a standfirst below the headline, who took a picture), and which roles a
line of a head can't have by its size.
"""

from collections.abc import Sequence

from broadsheet.parse.text.characters import ends_sentence, has_han
from broadsheet.parse.text.matching import Pattern
from broadsheet.parse.traits.own import Seen

# who took a picture, behind its caption or below it
_TAKEN_BY = Pattern(
    r"(?:(?<=[。！？”\s])|(?=本[报報刊]))(?:本[报報刊])?[^\W\d_]{0,4}(?:记者|記者|通讯员|通訊員)\s*"
    r"[^\W\d_]{1,4}(?:\s+[^\W\d_]{1,4}){0,3}[\s/／]*(?:摄|攝)影?$"
)
_STANDFIRST = 24  # letters of the shortest
_LARGEST = 0.93  # of the largest size: the headline's, too
_BELOW = 0.75  # of the headline's size: a standfirst is set no larger


def with_credit(text: str) -> tuple[str, str]:
    """Return a caption, and who took its picture where its end says so.

    >>> with_credit("灯亮了。本报记者　金水　摄")
    ('灯亮了。', '本报记者\u3000金水\u3000摄')
    """
    found = _TAKEN_BY.search(text)
    if found is None or not found.start():
        return text, ""
    return text[: found.start()].rstrip(), found.group().strip()


def without_standfirst(head: Sequence[Seen]) -> tuple[Sequence[Seen], str]:
    """Return a head without its standfirst, and that: printed sentences below the headline."""
    sizes = [one.block.printed.size for one in head if one.block.printed]
    if len(sizes) < max(2, len(head)):
        return head, ""
    last = head[-1]
    whole = ends_sentence(last.block.text) and len(last.block.text) >= _STANDFIRST
    small = sizes[-1] <= _BELOW * max(sizes)
    return (head[:-1], last.block.text) if whole and small else (head, "")


def roles_printed(head: Sequence[Seen]) -> list[str]:
    """Return the roles that each line of a head can't have; nothing where print is not known.

    The largest lines are the headline and no others are; all are of one story.  A tag names a
    column of the paper, and in English nothing else does.
    """
    printed = [one.block.printed for one in head if one.block.printed]
    if len(printed) < len(head):
        return []
    largest = _LARGEST * max(one.size for one in printed)
    latin = not any(has_han(one.block.text) for one in head)
    barred = []
    for n, one in enumerate(printed):
        no = "123" if n else ""
        if one.size >= largest:
            no += "SKDTskd12"
        elif one.tagged:
            no += "KHDkhd23"
        else:
            no += "SsHh13" if latin else "Hh3"
        barred.append(no)
    return barred
