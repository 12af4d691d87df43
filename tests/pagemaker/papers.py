"""Kinds of paper: what each prints, how it writes and signs.

Takes a teller; returns the items of a page in the order in which they were set.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.pagemaker import bygone, columns, foreign, services, stories
from tests.pagemaker.opened import WAYS
from tests.pagemaker.rows import Made
from tests.pagemaker.stories import Habits
from tests.pagemaker.tables import table
from tests.pagemaker.words import Teller

MAKERS: Mapping[str, Callable[[Teller, Habits], Made]] = {
    "news": stories.news, "brief": stories.brief, "long": stories.long_read, "talk": stories.talk,
    "opinion": stories.opinion, "essay": stories.essay, "verse": stories.verse,
    "tips": stories.tips, "letter": stories.letters, "document": stories.document,
    "photo": stories.photo, "serial": stories.serial, "table": table,
    "mailbag": columns.mailbag, "composition": columns.composition,
    "programme": columns.programme, "books": columns.books, "voices": columns.voices,
    "pictures": columns.picture_story, "profile": columns.profile, "digital": columns.digital,
    "riddles": columns.riddles, "provenance": columns.provenance,
    "report_of_pictures": columns.picture_report, "sayings": columns.sayings,
    "english": foreign.english, "eletter": foreign.english_letter,
    "ebrief": foreign.english_brief, "report": bygone.report,
    "paragraphs": bygone.paragraphs, "openletter": bygone.open_letter,
}  # fmt: skip
SERVICES: Mapping[str, Callable[[Teller], Made]] = {
    "ad": services.advert, "small": services.small_ad, "notice": services.notice,
    "info": services.information, "ead": foreign.english_ad, "enotice": foreign.english_notice,
    "einfo": foreign.english_info, "oldad": bygone.old_advert, "oldnotice": bygone.old_notice,
    "market": bygone.market,
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A kind of paper."""

    kind: str
    stories: str  # names of ``MAKERS`` with weights: "news 6, brief 3"
    services: str = "ad 3, notice 1, info 1"
    share: float = 0.25  # of services among the items
    topics: str = "long long mid sent"
    ways: str = "runin reported line bullet end wire odd none slash unit bare tail_line parted"
    script: str = "simplified"
    weight: int = 3
    language: str = "zh"
    years: tuple[int, int] = (1996, 2025)
    habits: Habits = field(default_factory=lambda: Habits(ways=WAYS))

    def habits_of(self, teller: Teller) -> Habits:
        """Return the habits of one paper of the kind: it signs in two or three ways."""
        ways = self.ways.split()
        chance = teller.chance
        own = chance.sample(ways, min(len(ways), chance.choice([1, 2, 2, 3])))
        topics = self.topics.split()
        return Habits(
            ways=own,
            topics=topics if chance.random() < 0.7 else [*topics, "mid", "sent"],
            tags=chance.choice([0.0, 0.1, 0.3, 0.6]),
            kickers=chance.choice([0.0, 0.2, 0.5]),
            decks=chance.choice([0.0, 0.2, 0.5]),
            pictures=chance.choice([0.0, 0.2, 0.4, 0.7]),
            plain_tags=chance.random() < 0.5,
        )


_NEWS = "runin runin reported line end wire none odd"
PAPERS: Sequence[Paper] = (
    Paper(
        "party",
        "news 6, brief 3, long 2, opinion 1, photo 2, document 1, digital 2, profile 1, "
        "pictures 1, report_of_pictures 1, provenance 1",
        topics="party party long mid",
        ways=_NEWS,
        share=0.12,
        weight=4,
    ),
    Paper(
        "evening",
        "news 5, brief 4, long 2, opinion 1, photo 1, letter 1, tips 1, mailbag 1, "
        "programme 1, voices 1, pictures 1, digital 1, riddles 1, provenance 1",
        share=0.35,
        weight=4,
    ),
    Paper(
        "county",
        "news 5, brief 3, long 1, opinion 1, photo 2, tips 1, table 1, digital 1, "
        "pictures 1, mailbag 1, profile 1, report_of_pictures 1",
        topics="party long farm mid",
        services="ad 1, notice 3, info 1",
        share=0.2,
        weight=4,
    ),
    Paper(
        "campus",
        "news 4, brief 2, essay 2, verse 1, talk 1, opinion 1, photo 1, tips 1, "
        "composition 2, profile 1, pictures 1, books 1, provenance 1",
        topics="long mid science essay",
        ways="line bullet end unit bare slash runin tail_line odd",
        share=0.1,
    ),
    Paper(
        "company",
        "news 4, brief 3, long 1, verse 1, opinion 1, essay 1, photo 2, tips 1, table 1, "
        "profile 1, pictures 1, voices 1, report_of_pictures 1",
        topics="long mid sent",
        ways="runin end unit bullet odd tail_line line",
        services="notice 2, info 2",
        share=0.12,
    ),
    Paper(
        "military",
        "news 5, brief 3, long 2, opinion 1, photo 2, essay 1, verse 1, tips 1, "
        "profile 1, pictures 1, voices 1, sayings 1, report_of_pictures 1",
        topics="military military mid",
        ways="runin wire line bullet end unit parted",
        share=0.04,
    ),
    Paper(
        "sports",
        "news 5, brief 4, table 4, opinion 1, photo 2, long 1, talk 1, programme 3, "
        "voices 1, profile 1",
        topics="sports sports mid",
        services="ad 2, info 3",
        share=0.15,
    ),
    Paper(
        "securities",
        "news 4, brief 4, table 4, opinion 1, talk 1, long 1",
        topics="finance finance mid",
        services="ad 1, notice 3, info 1",
        ways="line bullet slash bare wire parted none end",
        share=0.2,
    ),
    Paper(
        "literary",
        "essay 5, verse 4, opinion 1, serial 2, talk 1, letter 1, books 3, riddles 1",
        topics="essay essay mid",
        ways="bare bullet slash unit",
        services="notice 1, info 2, ad 1",
        share=0.08,
        weight=4,
    ),
    Paper(
        "science",
        "news 4, brief 3, talk 2, long 2, tips 2, photo 1, opinion 1, mailbag 1, "
        "books 1, digital 1, provenance 1",
        topics="science science mid long",
        ways="line slash end bare wire bullet unit",
        share=0.1,
    ),
    Paper(
        "farm",
        "news 4, brief 3, tips 4, table 2, talk 1, letter 2, photo 1, mailbag 2, "
        "riddles 1, programme 1, sayings 1",
        topics="farm farm mid",
        services="ad 3, notice 1, info 2",
        share=0.25,
    ),
    Paper(
        "legal",
        "news 4, brief 3, long 2, talk 1, opinion 2, letter 1, photo 1, mailbag 1, digital 1",
        topics="law law mid",
        services="notice 6, ad 1",
        share=0.25,
    ),
    Paper(
        "classified",
        "brief 1, tips 1",
        services="small 5, ad 4, notice 4, info 1",
        share=0.9,
        weight=2,
    ),
    Paper(
        "inner",
        "news 4, brief 4, long 3, talk 1, opinion 2, essay 1, tips 2, table 1, photo 1, "
        "digital 1, programme 1, pictures 1, profile 1, mailbag 1, voices 1, "
        "provenance 1, report_of_pictures 1",
        topics="long mid party finance sports law science farm",
        share=0.2,
        weight=4,
    ),
    Paper(
        "hongkong",
        "news 5, brief 4, opinion 2, long 1, essay 1, photo 1, table 1, talk 1, "
        "programme 1, voices 1, pictures 1",
        script="traditional",
        ways="hongkong hongkong line slash bare none",
        share=0.25,
        weight=4,
    ),
    Paper(
        "taiwan",
        "news 5, brief 4, opinion 1, long 1, essay 1, verse 1, photo 1, letter 1, "
        "talk 1, programme 1, mailbag 1, pictures 1",
        script="traditional",
        ways="taiwan taiwan taiwan slash bare odd",
        share=0.25,
        weight=4,
    ),
    Paper(
        "fifties",
        "report 6, paragraphs 1, openletter 1, opinion 1, table 1, verse 1",
        services="oldad 2, oldnotice 2, market 1",
        share=0.2,
        script="either",
        years=(1946, 1965),
        weight=4,
    ),
    Paper(
        "thirties",
        "report 6, paragraphs 2, openletter 1, essay 1, table 1",
        services="oldad 3, oldnotice 3, market 2",
        share=0.35,
        script="traditional",
        years=(1912, 1948),
        weight=2,
    ),
    Paper(
        "children",
        "composition 6, riddles 3, essay 1, tips 2, verse 2, talk 1, news 2, pictures 1, sayings 1",
        topics="essay mid sent",
        ways="bare line unit slash",
        share=0.08,
        weight=2,
    ),
    Paper(
        "pictorial",
        "pictures 6, photo 4, brief 1, long 1, report_of_pictures 2",
        ways="line slash bare end",
        share=0.08,
        weight=2,
    ),
    Paper(
        "overseas",
        "news 5, brief 4, opinion 1, essay 1, programme 1, profile 1, pictures 1, table 1",
        ways="overseas overseas overseas line slash bare",
        script="either",
        share=0.25,
        weight=3,
    ),
    Paper(
        "english",
        "english 5, ebrief 3, eletter 1",
        services="ead 3, enotice 1, einfo 2",
        share=0.3,
        language="en",
        years=(1950, 2025),
        weight=4,
    ),
)


def weighted(teller: Teller, choices: str) -> str:
    """Draw one of ``name weight, name weight``."""
    pairs = [choice.split() for choice in choices.split(", ")]
    return teller.chance.choices([name for name, _ in pairs], [int(n) for _, n in pairs])[0]


def items(teller: Teller, paper: Paper) -> list[Made]:
    """Return the stories, advertisements and notices of a page; service items run in groups."""
    habits = paper.habits_of(teller)
    count = teller.between(1, 2) if teller.maybe(0.12) else teller.between(3, 11)
    found: list[Made] = []
    while len(found) < count:
        teller.turn()
        if teller.maybe(paper.share):
            found += _group(teller, paper)
            continue
        name = weighted(teller, paper.stories)
        if paper.kind == "inner":
            topic = teller.chance.choice(habits.topics)
            habits = _of_topic(habits, [topic, topic, "mid"])
        found.append(MAKERS[name](teller, habits))
    return found


def _group(teller: Teller, paper: Paper) -> list[Made]:
    name = weighted(teller, paper.services)
    if name == "small":
        return services.classified(teller)
    count = 1 if name in {"info", "einfo", "market"} else teller.chance.choice([1, 1, 2, 3])
    return [SERVICES[name](teller) for _ in range(count)]


def _of_topic(habits: Habits, topics: list[str]) -> Habits:
    return Habits(
        ways=habits.ways, topics=topics, tags=habits.tags, kickers=habits.kickers,
        decks=habits.decks, pictures=habits.pictures, plain_tags=habits.plain_tags,
    )  # fmt: skip
