"""Set heads: fit display type to its room, break it between phrases.

Takes the words of a headline, kicker or deck with a typeface, a range of sizes and the room;
returns set lines.  Knows nothing of boxes, grids or the spec.
"""

from broadsheet.headline.fitting import FITS, SetHead, fit_head

__all__ = ["FITS", "SetHead", "fit_head"]
