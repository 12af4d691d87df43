"""English stories, advertisements, notices and mastheads."""

from tests.pagemaker.rows import Made, Row, Story, service
from tests.pagemaker.stories import Habits
from tests.pagemaker.words import Teller


def _cased(teller: Teller, text: str) -> str:
    style = teller.chance.choice(["sentence", "sentence", "title", "caps"])
    if style == "caps":
        return text.upper()
    return text.title().replace("’S", "’s") if style == "title" else text


def english(teller: Teller, _habits: Habits) -> Made:
    """A story in English."""
    story = Story()
    if teller.maybe(0.25):
        story.kicker = teller.say("<ekicker>")
    head = _cased(teller, teller.say("<ehead>"))
    words = head.split()
    if len(words) > 4 and teller.maybe(0.4):
        cut = len(words) // 2
        story.headline = [" ".join(words[:cut]), " ".join(words[cut:])]
    else:
        story.headline = [head]
    if teller.maybe(0.25):
        story.deck = [teller.say("<edeck>")]
    for n in range(teller.between(1, 7)):
        if n > 1 and teller.maybe(0.08):
            story.body.append(
                (
                    "cross",
                    teller.pick(
                        "<Enoun> first",
                        "What comes next",
                        "A long wait",
                        "No way back",
                        "<eplace>’s choice",
                    ),
                )
            )
        story.body.append(("para", teller.say("<epara>")))
    if teller.maybe(0.5):
        story.byline = teller.say("<ebyline>")
        story.roles = [("", [story.byline.removeprefix("By ")])]
    if teller.maybe(0.35):
        story.source = teller.say("<edateline>").strip(" —-:")
        story.opening = teller.say("<edateline>")
    if teller.maybe(0.25):
        place = teller.between(0, len(story.body))
        story.captions.append((place, [teller.say("<ecaption>")]))
    if teller.maybe(0.12):
        kind = teller.chance.choice(["to", "from"])
        story.jump = (kind, "", teller.say("<ejump>" if kind == "to" else "<ejumpfrom>"))
    made = story.made()
    if story.byline and teller.maybe(0.3):
        at = [row.label for row in made.rows].index("byline")
        made.rows.insert(at + 1, Row(teller.say("<estaff>"), "byline"))
    return made


def english_letter(teller: Teller, _habits: Habits) -> Made:
    """A letter to the editor."""
    story = Story(headline=[teller.say("<ehead>")])
    story.body = [("para", teller.say("<eletter>"))]
    story.body += [("para", teller.say("<epara>")) for _ in range(teller.between(1, 3))]
    story.signature = teller.pick("<ename>", "<ename>, <eplace>", "<EPLACE>, <emon> <n:1-28>")
    return story.made()


def english_brief(teller: Teller, _habits: Habits) -> Made:
    """A brief in English."""
    story = Story(
        headline=[_cased(teller, teller.say("<ehead>"))], body=[("para", teller.say("<epara>"))]
    )
    return story.made()


def english_ad(teller: Teller) -> Made:
    """An advertisement in English."""
    if teller.maybe(0.5):
        return service("ad", [teller.say("<ead>") for _ in range(teller.between(1, 5))])
    lines = [teller.pick("<EFIRM>", "<Elast> & Sons", "<efirm>")]
    lines += [teller.say("<eoffer>") for _ in range(teller.between(1, 3))]
    lines += [teller.say("<eaddress>")] if teller.maybe(0.7) else []
    lines += [teller.say("<ephone>")] if teller.maybe(0.7) else []
    return service("ad", lines)


def english_notice(teller: Teller) -> Made:
    """A notice in English."""
    lines = [
        teller.say("<enotice>"),
        *(teller.say("<enoticetext>") for _ in range(teller.between(1, 2))),
    ]
    if teller.maybe(0.4):
        lines.append(
            teller.pick("<ename>, Clerk", "City of <eplace>", "<emonth> <n:1-28>, <n:1950-2024>")
        )
    return service("notice", lines)


def english_info(teller: Teller) -> Made:
    """An index, or the weather."""
    if teller.maybe(0.4):
        return service(
            "info", [teller.pick("WEATHER", "Today’s weather", "Weather"), teller.say("<eweather>")]
        )
    return service(
        "info",
        [teller.say("<eindex>"), *(teller.say("<eindexrow>") for _ in range(teller.between(2, 5)))],
    )


def english_masthead(teller: Teller) -> Made:
    """A nameplate in English, its facts and ears."""
    name = teller.pick(
        "The <eplace> Post",
        "<eplace> Daily News",
        "The <eplace> Times",
        "<eplace> Weekly Herald",
        "THE <EPLACE> GAZETTE",
        "<eplace> Observer",
    )
    facts = [teller.say(f"<{rule}>") for rule in ("edate", "eissue", "eprice", "efounded")]
    rows = [Row(name, "name")]
    teller.chance.shuffle(facts)
    if teller.maybe(0.3):
        rows.append(
            Row(
                teller.pick(
                    "“All the news of the bay”",
                    "Serving <eplace> since <n:1860-1990>",
                    "Truth in plain words",
                ),
                "slogan",
            )
        )
    kept = facts[: teller.between(2, 4)]
    joined = teller.chance.choice([None, "  ", " | ", "    "])
    rows += (
        [Row(fact, "fact") for fact in kept] if joined is None else [Row(joined.join(kept), "fact")]
    )
    if teller.maybe(0.25):
        rows.append(Row(teller.pick("Sunny, <n:50-90>°", "Weather: rain, <n:30-60>F"), "fact"))
    return Made(rows=rows, truth={"name": name})
