"""Who wrote it, and where it came from: bylines, sources, signatures.

Each paper has a way of its own (``Way``); returned are the parts of a story that a way fills.
"""

from tests.pagemaker.rows import Story
from tests.pagemaker.words import Teller

Roles = list[tuple[str, list[str]]]
WAYS = (
    "runin", "reported", "line", "bullet", "end", "taiwan", "hongkong", "wire", "odd", "none",
    "slash", "unit", "bare", "tail_line", "parted", "overseas",
)  # fmt: skip
_BULLETS = ("□", "■", "◎", "●", "○", "◆", "▲", "·", "★", "☆")
_STRIPPED = ("本报", "本网")


def role_of(printed: str) -> str:
    """Return a role without the paper's own name: 本报记者 is a 记者.

    >>> role_of("本报记者"), role_of("通讯员")
    ('记者', '通讯员')
    """
    for own in _STRIPPED:
        printed = printed.removeprefix(own)
    return printed


def names(teller: Teller, most: int = 3) -> list[str]:
    """Return the names of who wrote it together."""
    return [teller.say("<name>") for _ in range(teller.chance.choice([1, 1, 1, 2, most]))]


def credited(teller: Teller, *, odd: float = 0.1) -> tuple[str, Roles]:
    """Return roles with names, as printed and as read."""
    gap = teller.chance.choice([" ", " ", "", "　", "："])
    parts, roles = [], list[tuple[str, list[str]]]()
    for n in range(teller.chance.choice([1, 1, 1, 2, 2, 3])):
        kind = "<oddrole>" if teller.maybe(odd) else "<role>"
        role = teller.say(kind) if n or teller.maybe(0.4) else teller.pick("记者", "本报记者")
        held = names(teller)
        between = teller.chance.choice([" ", "、", "　"]) if len(held) > 1 else ""
        parts.append(role + gap + between.join(held))
        roles.append((role_of(role), held))
    between = teller.chance.choice([" ", " ", "　", "/", "  "])
    return between.join(parts), roles


def sign(story: Story, teller: Teller, way: str) -> None:
    """Give a story its source and byline in one of ``WAYS``."""
    steps = {
        "runin": _runin, "reported": _reported, "line": _line, "bullet": _bullet, "end": _end,
        "taiwan": _taiwan, "hongkong": _hongkong, "wire": _wire, "odd": _odd, "slash": _slash,
        "unit": _unit,
        "bare": _bare, "tail_line": _tail_line, "parted": _parted, "overseas": _overseas,
    }  # fmt: skip
    if way in steps:
        steps[way](story, teller)


def _runin(story: Story, teller: Teller) -> None:
    story.source = teller.say("<source>") if teller.maybe(0.35) else teller.pick("本报讯")
    if teller.maybe(0.2):
        story.opening = story.source + teller.chance.choice(["　", " ", ""])
        return
    story.byline, story.roles = credited(teller, odd=0.03)
    story.opening = f"{story.source}（{story.byline}）"
    if teller.maybe(0.15):
        story.opening = f"{story.source} （{story.byline}） "


def _reported(story: Story, teller: Teller) -> None:
    story.source = teller.pick("本报讯", "本报讯", "<town>讯", "本报<town>讯", "【本报讯】")
    held = names(teller)
    end = teller.chance.choice(["报道", "报道：", "　", "报道　", " "])
    printed = f"记者{'、'.join(held)}"
    gap = teller.chance.choice([" ", "　", ""])
    story.byline, story.roles = printed + end.strip(" 　："), [("记者", held)]
    story.opening = f"{story.source}{gap}{printed}{end}"


def _line(story: Story, teller: Teller) -> None:
    story.byline, story.roles = credited(teller)
    if teller.maybe(0.15):
        story.byline += teller.chance.choice(
            [" 文/图", " 文图", "/文", " 摄影报道", " 发自" + teller.say("<town>")]
        )


def _bullet(story: Story, teller: Teller) -> None:
    mark, gap = teller.chance.choice(_BULLETS), teller.chance.choice(["", " ", "　"])
    if teller.maybe(0.5):
        printed, story.roles = credited(teller)
    else:
        held = names(teller, 2)
        printed, story.roles = " ".join(held), [("", held)]
    story.byline = mark + gap + printed


def _bare(story: Story, teller: Teller) -> None:
    name = teller.pick("<name>", "<penname>", "<penname>")
    printed = name
    if len(name) == 2 and teller.maybe(0.4):
        printed = f"{name[0]}　{name[1]}"
    elif teller.maybe(0.15):
        printed = f"（{name}）"
    story.byline, story.roles = printed, [("", [name])]


def _end(story: Story, teller: Teller) -> None:
    if teller.maybe(0.5):
        story.signature = teller.say("<signature>")
    else:
        printed, story.roles = credited(teller, odd=0.03)
        story.byline = story.signature = f"（{printed}）"
    story.signed_within = teller.maybe(0.6)


def _tail_line(story: Story, teller: Teller) -> None:
    story.signature = teller.say("<signature>")


def _taiwan(story: Story, teller: Teller) -> None:
    story.byline = teller.say("<twbyline>")
    story.roles = [("记者", [])]
    if teller.maybe(0.2):
        story.opening = story.byline


def _hongkong(story: Story, teller: Teller) -> None:
    story.source = teller.say("<hksource>")
    story.opening = story.source
    if teller.maybe(0.4):
        name = teller.say("<name>")
        story.byline, story.roles = f"记者 {name}", [("记者", [name])]
        story.opening += f"（{story.byline}）"
    elif teller.maybe(0.4):
        story.source = story.opening = ""
        story.byline, story.roles = teller.say("<hkbyline>"), [("记者", [])]


def _wire(story: Story, teller: Teller) -> None:
    story.source = teller.say("<source>")
    gap = teller.chance.choice(["　", " ", ""])
    story.opening = story.source + gap
    if teller.maybe(0.4):
        held = names(teller)
        printed = f"记者{'、'.join(held)}"
        story.byline, story.roles = printed, [("记者", held)]
        story.opening = f"{story.source}（{printed}）"


def _odd(story: Story, teller: Teller) -> None:
    story.source = teller.say("<oddsource>")
    story.opening = story.source + teller.chance.choice(["", " ", "　"])
    if teller.maybe(0.4):
        printed, story.roles = credited(teller, odd=0.6)
        story.byline, story.opening = printed, f"{story.opening}（{printed}）"


def _slash(story: Story, teller: Teller) -> None:
    mark = teller.chance.choice(["/", "／", "：", "|", "丨", " | "])
    parts, roles = [], list[tuple[str, list[str]]]()
    for _ in range(teller.chance.choice([1, 2, 2, 3])):
        role, name = teller.say("<oddrole>"), teller.say("<name>")
        parts.append(f"{role}{mark}{name}" if teller.maybe(0.7) else f"{name}{mark}{role}")
        roles.append((role, [name]))
    story.byline, story.roles = teller.chance.choice([" ", "　", "  "]).join(parts), roles


def _unit(story: Story, teller: Teller) -> None:
    unit, held = teller.say("<unit>"), names(teller, 2)
    lead = teller.chance.choice(["", "", "□", "■ ", "供稿：", "作者单位："])
    story.byline, story.roles = f"{lead}{unit} {' '.join(held)}", [("", held)]


def _parted(story: Story, teller: Teller) -> None:
    """Source or writer by itself above the text, which opens on the next line."""
    if teller.maybe(0.5):
        story.byline, story.roles = (
            teller.pick("本报评论员", "本报编辑部", "特约评论员 <name>", "<unit>课题组"),
            [],
        )
    else:
        story.source = teller.pick(
            "本报讯", "<source>", "<oddsource>", "本报综合消息", "据<place1><place2>网"
        )
        story.byline = ""


def _overseas(story: Story, teller: Teller) -> None:
    story.source = teller.say("<overseas>")
    story.opening = story.source + teller.chance.choice(["", "", " ", "　"])
    if teller.maybe(0.3):
        story.byline, story.roles = credited(teller, odd=0.3)
