"""How far a run has come, for who waits for it.

Takes what the stages tell a watch that they begin (``deadline.Watch``); tells a function what is
done now, on which page, and the share of the whole.  The share is reckoned by pages and grows
only; what one page takes is not known before.
"""

import os
import re
from collections.abc import Callable
from typing import Final

from broadsheet.models import frozen

# Where the pages' part of a run begins and ends, of the whole; where the steps before them are.
_PAGES_FROM, _PAGES_TO = 0.3, 0.97
_BEFORE: Final = {"loading": 0.02, "reading": 0.05, "waiting": 0.05, "opening": 0.1, "drawing": 0.1}
_WITHIN: Final = {"setting": 0.0, "finding": 0.3, "placing": 0.4, "painting": 0.7}  # of a page
_PAGE = re.compile(r" page (\d+)$")


@frozen(kw_only=True)
class Progress:
    """What a run is at.

    - ``what``: such as "setting story 3 in box c on page 2"
    - ``page``: that it is at, counted from 1; 0 before the first
    - ``pages``: of the edition; 0 while that is not known
    - ``share``: of the whole that is done, 0 to 1; never less than before
    """

    what: str
    page: int
    pages: int
    share: float


class ProgressWatch:
    """A watch that tells how far a run has come; ``pages`` may be set when it is known."""

    def __init__(self, tell: Callable[[Progress], object], *, pages: int = 0) -> None:
        self.pages = pages
        self._tell, self._page, self._share = tell, 0, 0.0
        self._process = os.getpid()

    def __call__(self, what: str) -> None:
        """Tell of something that is begun; more of the same is not told."""
        if not what or os.getpid() != self._process:  # nobody listens to a child at work
            return
        verb = what.partition(" ")[0]
        if found := _PAGE.search(what):
            self._page = int(found[1])
        self._say(what, self._share_at(verb))

    def done(self) -> None:
        """Tell that all is done."""
        self._say("done", 1.0)

    def _share_at(self, verb: str) -> float:
        if verb == "closing":
            return _PAGES_TO
        if self._page and verb in _WITHIN:
            gone = self._page - 1 + _WITHIN[verb]
            return _PAGES_FROM + (_PAGES_TO - _PAGES_FROM) * min(1.0, gone / max(1, self.pages))
        return _BEFORE.get(verb, 0.0)

    def _say(self, what: str, share: float) -> None:
        self._share = max(self._share, share)
        told = Progress(what=what, page=self._page, pages=self.pages, share=self._share)
        self._tell(told)
