"""Captions without a credit, told by the story that they stand in.

Takes what ``features`` noticed; tells whether a line can only be a caption because the story's
byline says that its writer took pictures too.  ``context`` makes a trait of it.
"""

from collections.abc import Sequence

from broadsheet.parse.features import Seen
from broadsheet.parse.needles import Pattern

_LEAST_CAPTION, _LONGEST_CAPTION = 6, 20  # letters
_STORY = 24  # blocks of the longest story that is looked through
_TOOK = Pattern(
    r"[文图圖][/／][摄攝图圖文]|[摄攝]影|[摄攝图圖][/／:：]", needs=("/", "／", "影", ":", "：")
)


def pictured(seen: Sequence[Seen], n: int) -> bool:
    """Tell whether a short sentence stands alone in a story whose byline took pictures too."""
    one = seen[n]
    if "stop" not in one.traits or not _LEAST_CAPTION <= one.size <= _LONGEST_CAPTION:
        return False
    if one.traits & {"mid_mark", "mid_stop", "qa", "list"} or one.block.text[-1] not in "。.":
        return False
    around = [seen[k] for k in (n - 1, n + 1) if 0 <= k < len(seen)]
    if len(around) < 2 or not all(s.is_text for s in around):
        return False
    for k in range(n - 1, max(-1, n - _STORY), -1):
        if seen[k].traits & {"byline", "runin", "source"}:
            return _TOOK.search(seen[k].block.text[:60]) is not None
    return False
