"""Read how a spec's pages go to the press: the section ``press``.

Takes nodes; returns ``PressSheet``.  Opens no profile.
"""

from broadsheet.geometry import MM
from broadsheet.marked_yaml import FLAG, TEXT, Key, Kind, Table, record
from broadsheet.spec import PressSheet
from broadsheet.spec_yaml.values import Scope, length

PRESS: Table[Scope] = {
    "profile": Key(kind=TEXT),
    "condition": Key(kind=TEXT),
    "marks": Key(kind=FLAG),
    "bleed": Key(kind=length(0.0, 20 * MM, "3mm")),
}
PRESS_SHEET: Kind[Scope, PressSheet] = record(PRESS, PressSheet)
