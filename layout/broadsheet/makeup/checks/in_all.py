"""What a page lacks in all, where copy does not go in: one answer for who cuts it.

Takes a page whose boxes are set; returns one finding: lines and characters over in all boxes,
the white in others, the stories that would go in if they were as much shorter, the boxes that
would hold them if they were larger, what would do as briefs.
"""

from broadsheet.display import OVER, PlacedBox
from broadsheet.edition import Article
from broadsheet.errors import Finding
from broadsheet.makeup.galley.forme import Forme

BRIEF = 240  # characters of a story that may stand among briefs
ANEW = "broadsheet dummy EDITION --near SPEC draws the page anew"
WHITE = 2  # lines of white in a box, from which they count


def in_all(forme: Forme) -> list[Finding]:
    """Return the total of a page with lines over, where one box does not tell all of it."""
    over = [box for box in forme.boxes if box.over]
    white = sum(box.short for box in forme.boxes if box.short >= WHITE)
    if not over or (len(over) == 1 and not white):
        return []
    names = {item.id: forme.name(item) for item in forme.every}
    letters: dict[str, int] = {}
    for box in over:
        name = names.get(box.item, box.name)
        letters[name] = letters.get(name, 0) + box.over_letters
    lines = sum(box.over for box in over)
    told = f"{OVER}{lines} 行 in all, {sum(letters.values())} 字"
    told += f"; {white} 行 are white in other boxes" if white else ""
    cuts = ", ".join(f"{name} by {count} 字" for name, count in letters.items() if count)
    told += f"; it goes in if these are cut: {cuts}" if cuts else ""
    told += f"; or these larger: {', '.join(_larger(forme, box) for box in over if box.columns)}"
    short = [names[box.item] for box in forme.boxes if _brief(forme, box)]
    if len(short) > 1:
        told += f"; {' and '.join(name.split(' “')[0] for name in short)} would do as briefs"
    return [Finding(level="warning", code="in-all", message=f"{told} ({ANEW})", page=forme.number)]


def _larger(forme: Forme, box: PlacedBox) -> str:
    """Say how much deeper, or over how many columns, a box would hold its story."""
    count, all_ = len(box.columns), forme.spec.style.grid.columns
    told = f"box {box.name} by {-(-box.over // count)} 行"
    wider = -(-(box.lines + box.over) * count // max(1, box.room))
    return told + (f" or to {wider} columns" if count < wider <= all_ else "")


def _brief(forme: Forme, box: PlacedBox) -> bool:
    """Tell whether a story is so short that it may stand among briefs."""
    story = next((item for item in forme.every if item.id == box.item), None)
    if not isinstance(story, Article) or story.pictures or not box.columns:
        return False
    return sum(len(block.text) for block in story.body) < BRIEF
