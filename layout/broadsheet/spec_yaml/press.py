"""Read how a spec's pages go to the press: the section ``press``.

Takes nodes; returns ``PressSheet``.  Opens no profile.
"""

from broadsheet.geometry import MM
from broadsheet.marked_yaml import FLAG, TEXT, Key, Kind, Table, choice, record
from broadsheet.spec import PressSheet
from broadsheet.spec_yaml.values import Scope, length

PRESS: Table[Scope] = {
    "profile": Key(
        kind=TEXT, about="The press's ICC profile, a file beside the spec: `our-press.icc`"
    ),
    "condition": Key(
        kind=TEXT, about="The registered name of that printing condition: `PSRnewsprint`"
    ),
    "marks": Key(kind=FLAG, about="Trim and register marks and a grey bar outside the trim: `yes`"),
    "bleed": Key(
        kind=length(0.0, 20 * MM, "3mm"), about="How far ink may run over the trim: `3mm`"
    ),
    "adverts": Key(
        kind=choice("refuse", "convert"),
        about="What becomes of red, green and blue in advertisers' pages by a standard that takes "
        "inks alone, refused or turned into inks by the profile: `convert`",
    ),
}
PRESS_SHEET: Kind[Scope, PressSheet] = record(PRESS, PressSheet)
