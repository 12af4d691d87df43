"""Ten layouts that trace is developed on; ``second.py`` has those that it is not."""

from tests.external.makers.layouts import Layout, Story

_A3 = (842.0, 1191.0)

LAYOUTS = (
    Layout(
        name="four-stories",
        sheet=_A3,
        columns=6,
        gutter=14,
        masthead=70,
        stories=(
            Story(at=(0, 2, 0, 34), size=24),
            Story(at=(2, 4, 0, 34), size=34, kicker=True, align="center"),
            Story(at=(0, 4, 36, 32), size=26, crossheads=2),
            Story(at=(4, 2, 36, 32), size=22, kicker=True),
            Story(at=(0, 2, 70, 7), advert=True),
            Story(at=(2, 2, 70, 7), advert=True),
            Story(at=(4, 2, 70, 7), advert=True),
        ),
    ),
    Layout(
        name="white-only",
        columns=3,
        gutter=16,
        stories=(
            Story(at=(0, 3, 0, 18), size=26),
            Story(at=(0, 1, 20, 30), size=17, lines=2),
            Story(at=(1, 2, 20, 14), size=20),
            Story(at=(1, 2, 36, 14), size=20),
        ),
    ),
    Layout(
        name="rules-only",
        columns=4,
        gutter=14,
        hairlines=True,
        stories=(
            Story(at=(0, 4, 1, 16), size=30, rule=1.0),
            Story(at=(0, 2, 18, 18), size=20, rule=0.5),
            Story(at=(2, 2, 18, 18), size=20, rule=0.5),
            Story(at=(0, 4, 37, 13), size=18, rule=0.5),
        ),
    ),
    Layout(
        name="frames",
        columns=4,
        gutter=14,
        stories=(
            Story(at=(0, 2, 0, 24), size=20, frame=0.8),
            Story(at=(2, 2, 0, 24), size=22, kicker=True),
            Story(at=(0, 1, 26, 24), size=15, lines=2),
            Story(at=(1, 3, 26, 24), size=24, frame=1.5, columns=2),
        ),
    ),
    Layout(
        name="tints",
        columns=5,
        gutter=13,
        sheet=(720.0, 1000.0),
        stories=(
            Story(at=(0, 3, 0, 30), size=30),
            Story(at=(3, 2, 0, 30), size=20, tint=True),
            Story(at=(0, 2, 32, 14), size=18, tint=True),
            Story(at=(2, 3, 32, 14), size=22),
            Story(at=(0, 5, 48, 13), size=24, columns=4, tint=True),
        ),
    ),
    Layout(
        name="doglegs",
        columns=5,
        gutter=14,
        sheet=(720.0, 1000.0),
        stories=(
            Story(at=(0, 5, 0, 34), size=34, legs=(34, 34, 34, 18, 18)),
            Story(at=(3, 2, 20, 14), size=18),
            Story(at=(0, 3, 36, 24), size=22, legs=(24, 12, 12)),
            Story(at=(1, 2, 50, 10), size=16),
            Story(at=(3, 2, 36, 24), size=20, lines=2),
        ),
    ),
    Layout(
        name="side-heads",
        columns=4,
        gutter=14,
        stories=(
            Story(at=(0, 4, 0, 16), size=20, head="side", lines=3),
            Story(at=(0, 4, 18, 14), size=24, head="upright"),
            Story(at=(0, 4, 34, 16), size=22, head="part", across=2),
        ),
    ),
    Layout(
        name="english",
        columns=5,
        gutter=12,
        sheet=(792.0, 1224.0),
        size=9.5,
        leading=11.5,
        latin=True,
        masthead=60,
        stories=(
            Story(at=(0, 3, 0, 44), size=34, lines=2),
            Story(at=(3, 2, 0, 20), size=22, lines=2),
            Story(at=(3, 2, 22, 22), size=20, lines=2),
            Story(at=(0, 2, 46, 36), size=22, lines=2),
            Story(at=(2, 3, 46, 36), size=26, lines=2, kicker=True, frame=0.5),
        ),
    ),
    Layout(
        name="eight-small",
        columns=4,
        gutter=12,
        size=8.5,
        leading=12.0,
        stories=(
            *(Story(at=(2 * (n % 2), 2, 14 * (n // 2), 12), size=17) for n in range(6)),
            Story(at=(0, 1, 42, 14), size=13, lines=2),
            Story(at=(1, 3, 42, 14), size=20, rule=0.5),
        ),
    ),
    Layout(
        name="inside",
        columns=6,
        gutter=12,
        sheet=_A3,
        masthead=0,
        size=10.0,
        leading=14.0,
        stories=(
            Story(at=(0, 6, 0, 22), size=40, align="center", kicker=True),
            Story(at=(0, 4, 24, 28), size=28, frame=0.6, columns=4),
            Story(at=(4, 2, 24, 28), size=22, lines=2),
            Story(at=(0, 3, 54, 22), size=26, rule=1.0),
            Story(at=(3, 3, 54, 22), size=24, tint=True, columns=2),
        ),
    ),
)
