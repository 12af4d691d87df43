"""Preflight: would this PDF pass the press?  Any PDF, ours or an advertiser's.

``checking`` holds the order of work; ``operators`` and ``graphics`` read what a page paints,
``colours``, ``fonts`` and ``pictures`` what it paints with; ``file``, ``marks`` and
``masthead`` check; ``limits`` are the numbers of a way of printing; ``report`` and
``annotate`` tell.
"""

from broadsheet.preflight.annotate import annotated
from broadsheet.preflight.checking import Report, inspect
from broadsheet.preflight.limits import PROFILES, limits_of
from broadsheet.preflight.models import Issue, PressLimits
from broadsheet.preflight.report import as_json, as_text, found_in

__all__ = [
    "PROFILES",
    "Issue",
    "PressLimits",
    "Report",
    "annotated",
    "as_json",
    "as_text",
    "found_in",
    "inspect",
    "limits_of",
]
