"""What a page lacks in all, where copy does not go in: one answer for who cuts it.

Takes a page whose boxes are set; returns one finding: lines and characters over in all boxes,
the white in others, and the stories that would go in if they were as much shorter.
"""

from broadsheet.display import OVER
from broadsheet.errors import Finding
from broadsheet.makeup.galley.forme import Forme

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
    return [Finding(level="note", code="in-all", message=told, page=forme.number)]
