"""All that may be noticed of a block: each trait declared once.

Data only: a trait's name, the module that makes it, and the words that ``explain`` uses.  A trait
is asked as ``T.SHORT in one.traits``: one that is not declared here is an error before anything
is run.  What each is worth is for ``labels.weights``.

Some are seen once in a hundred pages and stay, because what they tell is the trade's way and
nothing else tells it: a page's jump line, a label by itself, a credit below its picture.
"""

from typing import Literal

Room = Literal[
    "own",
    "taught",
    "neighbours",
    "place",
    "masthead_zone",
    "runs",
    "series",
    "broken",
    "pictured",
    "shared_words",
    "drawn",
]


class Trait:
    """Something that a block shows; two are one only if they are the same declaration."""

    __slots__ = ("name", "room", "says")

    def __init__(self, room: Room, says: str) -> None:
        self.room, self.says = room, says
        self.name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        """Take the name of the declaration; weights and dumps know the trait by it."""
        self.name = name.lower()

    def __repr__(self) -> str:
        return self.name


class T:
    """The traits; one letter, as they are asked on every other line of the rooms."""

    # own: what a block shows by itself
    LONG = Trait("own", "long text with marks inside")
    MEDIUM = Trait("own", "a sentence or two")
    SHORT = Trait("own", "a short line without a sentence's end")
    TINY = Trait("own", "a few characters only")
    ENDLESS = Trait("own", "long but without marks")
    STOP = Trait("own", "ends a sentence")
    ASKS = Trait("own", "a short line ending in ？ or ！")
    MID_MARK = Trait("own", "commas inside")
    MID_STOP = Trait("own", "a full stop inside")
    OPEN_END = Trait("own", "ends in the middle of a sentence")
    COMMA_END = Trait("own", "ends with a comma")
    NUMBER = Trait("own", "figures only")
    CANT_START = Trait("own", "opens with a mark that can't open a line")
    BULLET = Trait("own", "opens with a bullet")
    SALUTATION = Trait("own", "addresses its readers")
    UNIT_NAME = Trait("own", "a place or an office, and a name")
    SHOP = Trait("own", "says where a shop is, or how to order")
    OWN_IMPRINT = Trait("own", "where the paper itself is, who prints it")
    COUNTER = Trait("own", "counts days")
    GENRE = Trait("own", "opens with what kind of piece it is")
    LABEL = Trait("own", "the name of a fact by itself")
    LINK = Trait("own", "opens a box of links")
    LINK_TITLE = Trait("own", "the title of a box within a story")
    DESK = Trait("own", "the paper's own desk")
    ROW = Trait("own", "a name and several figures")
    TIMED = Trait("own", "opens with a time of day")
    AD_SURE = Trait("own", "only advertisers say so")
    PAGE_REF = Trait("own", "a page's number in brackets")
    GAPS = Trait("own", "phrases set apart by a gap")
    PARALLEL = Trait("own", "phrases of equal length")
    CAPITALS = Trait("own", "in capitals")
    TITLE_CASE = Trait("own", "nearly all its words have a capital initial")
    LOWER_START = Trait("own", "opens in the middle of a sentence")
    LATIN = Trait("own", "mostly Latin letters")
    FACTS = Trait("own", "facts of masthead or imprint")
    SOME_FACTS = Trait("own", "some facts of the masthead")
    PAPER = Trait("own", "ends like a paper's name")
    PAPER_EN = Trait("own", "a paper's name in Latin letters")
    RUNIN = Trait("own", "opens with source or byline")
    BYLINE = Trait("own", "roles and names only")
    SOURCE = Trait("own", "a source only")
    PERSON = Trait("own", "a person's name only")
    TAG = Trait("own", "a column's or campaign's name")
    BOXED = Trait("own", "in heavy brackets")
    DASH = Trait("own", "opens with a dash")
    NOTICE_TITLE = Trait("own", "a notice's title")
    NOTICE_WORDS = Trait("own", "a notice's wording")
    AD_WORDS = Trait("own", "an advertiser's wording")
    NOTICE_SURE = Trait("own", "only notices say so")
    DIAL = Trait("own", "a name and a number")
    SIGN = Trait("own", "says who wrote it or where it is from")
    COLON_END = Trait("own", "ends with a colon")
    CONTACT = Trait("own", "telephone or address")
    FIRM = Trait("own", "a firm's name")
    AD_LABEL = Trait("own", "marked as advertisement")
    INFO_WORDS = Trait("own", "service words")
    INDEX = Trait("own", "points to another page")
    TEASER = Trait("own", "heads an index of the paper")
    QR = Trait("own", "words of a QR code")
    CAPTION_START = Trait("own", "opens like a caption")
    CREDIT_LINE = Trait("own", "a picture's credit")
    CAPTION = Trait("own", "a caption's wording")
    CREDIT = Trait("own", "ends with a picture credit")
    CREDIT_SURE = Trait("own", "a sentence and who took the picture")
    BRACKETED = Trait("own", "a few words in brackets")
    BOX_NAME = Trait("own", "the name of a box")
    JUMP = Trait("own", "leads to or from another page")
    JUMP_HEAD = Trait("own", "opens by leading from another page")
    ORG = Trait("own", "an authority's or a firm's name")
    JUMP_TAIL = Trait("own", "ends leading to another page")
    NOTE = Trait("own", "opens like an editor's note")
    QA_SURE = Trait("own", "opens with 问 or 答")
    LIST_MARK = Trait("own", "opens with a number of a list")
    QA = Trait("own", "opens like a question or answer")
    LIST = Trait("own", "opens with a bullet or number")
    ORDINAL = Trait("own", "opens with an ordinal")
    FOLIO = Trait("own", "a folio line's wording")
    PROVENANCE = Trait("own", "in which paper it stood, when and on which page")
    PICTURE_REPORT = Trait("own", "the title of a picture that is news by itself")
    FOLIO_BARE = Trait("own", "a page's number")
    SIGN_NAME = Trait("own", "a name in brackets")
    DATE = Trait("own", "ends with a date")
    TABLE = Trait("own", "cells in columns")
    DATED = Trait("own", "opens with a year")
    SIDES = Trait("own", "says who stands where in a picture")
    TIPS = Trait("own", "opens a box of advice")
    TOO_LONG_CROSS = Trait("own", "long for a crosshead")

    # taught: what somebody said of such lines, by hints
    TAUGHT_NAME = Trait("taught", "taught: the paper's name")
    TAUGHT_TAG = Trait("taught", "taught: a column's tag")
    TAUGHT_TEXT = Trait("taught", "taught: no headline")

    # neighbours: what the blocks before and after it say
    ANSWERS = Trait("neighbours", "follows a question and names who speaks")
    NEAR_INFO = Trait("neighbours", "beside service words")
    FLOWS_ON = Trait("neighbours", "runs on into the next line")
    LEADS_LIST = Trait("neighbours", "leads a list")
    BULLET_RUN = Trait("neighbours", "one of several with bullets")
    UNIT_IN_HEAD = Trait("neighbours", "a place or an office, and a name, between head and text")
    CLOSES_STORY = Trait("neighbours", "an office or a name right below a story")
    CLOSING_CRY = Trait("neighbours", "a short cry right below a story")
    DESK_ABOVE_HEAD = Trait("neighbours", "the paper's own desk above a head without a byline")
    DESK_IN_HEAD = Trait("neighbours", "the paper's own desk between head and text")
    TIMED_RUN = Trait("neighbours", "one of several times of day")
    LATIN_AD = Trait("neighbours", "Latin letters beside an advertiser's line")
    OPENS_PARA = Trait("neighbours", "opens like a paragraph and breaks off")
    ABOVE_INDEX = Trait("neighbours", "lines that point to other pages follow")
    ABOVE_PAGE = Trait("neighbours", "a page's number follows")
    LEADS_ON = Trait("neighbours", "leads to another page from a text right above")
    PERSON_IN_HEAD = Trait("neighbours", "a name between head and text")
    BOX_TAG = Trait("neighbours", "the name of a box above its headline")
    ASKED_HEAD = Trait("neighbours", "a question above a byline")
    PEN_IN_HEAD = Trait("neighbours", "a few letters between a longer headline and its text")
    AFTER_COMMA = Trait("neighbours", "the line before ends with a comma")
    AFTER_BYLINE = Trait("neighbours", "follows a byline")
    GOES_ON = Trait("neighbours", "continues a cut sentence")
    INDEX_RUN = Trait("neighbours", "one of several that point to pages")
    QA_RUN = Trait("neighbours", "one of several speakers")
    LIST_RUN = Trait("neighbours", "one of several numbered lines")
    TABLE_RUN = Trait("neighbours", "beside other rows")
    QA_PAIR = Trait("neighbours", "a question with its answer")
    BELOW_PICTURE_REPORT = Trait(
        "neighbours", "below the title of a picture that is news by itself"
    )
    ABREAST = Trait("neighbours", "as wide as the line before, in a sentence that goes on below")
    DAY_ALONE = Trait("neighbours", "the day of a date that is split over lines")
    NEXT_CREDIT = Trait("neighbours", "a picture's credit follows")
    AFTER_NAME = Trait("neighbours", "next to the paper's name")
    LISTS_ONLY = Trait("neighbours", "nothing but a list follows")
    NEAR_QR = Trait("neighbours", "beside a QR code's words")
    NEXT_RUNIN = Trait("neighbours", "a story opens right after it")
    NEXT_BYLINE = Trait("neighbours", "a byline follows")
    NEXT_TEXT = Trait("neighbours", "text follows")
    NEXT_NOTE = Trait("neighbours", "an editor's note follows")
    NEXT_SHORT = Trait("neighbours", "another short line follows")
    NEXT_END = Trait("neighbours", "nothing follows")
    PREV_TEXT = Trait("neighbours", "text stands before")
    PREV_OPEN = Trait("neighbours", "stands inside a cut sentence")
    PREV_SIGNED = Trait("neighbours", "the text before is signed")
    PREV_SHORT = Trait("neighbours", "a short line stands before")
    HEADS_LIST = Trait("neighbours", "a list follows")

    # place: its group, its page
    PARTED = Trait("place", "white before it, where there is little")
    UNOPENED = Trait("place", "no byline follows, while other stories have one")
    SHOP_AT_TOP = Trait("place", "where the paper is")
    AFTER_LABEL = Trait("place", "what the label before asks for")
    ENDS_PAGE = Trait("place", "short lines after the last text")
    ENDS_SIGNED = Trait("place", "its text ends with who wrote it")
    EARLY = Trait("place", "among the first lines")
    FOLIO_EDGE = Trait("place", "at the page's head or foot")
    FOLIO_INSIDE = Trait("place", "amid the text")
    NEAR_FOLIO = Trait("place", "beside a folio line without a section")
    LONE_ROW = Trait("place", "a tab, but no row beside it")
    TOP = Trait("place", "before the first story")
    NOT_TOP = Trait("place", "after the first story has begun")
    FACTS_AHEAD = Trait("place", "masthead facts still follow")
    NO_FACTS = Trait("place", "no masthead facts near")
    NAME_BEFORE = Trait("place", "the paper's name stands before")
    FOOT = Trait("place", "after the last story")
    HOLE = Trait("place", "the place of a picture before it")
    HOLE_IN_HEAD = Trait("place", "the place of a picture within a head")
    BELOW_PICTURE = Trait("place", "below a picture's place and above a story's first words")
    AD_GROUP = Trait("place", "in a block of an advertiser's lines")
    INFO_GROUP = Trait("place", "in a block of service lines")
    NOTICE_GROUP = Trait("place", "in a block of a notice's lines")
    LIKE_CROSSHEADS = Trait("place", "as long as other short lines in the text")
    GAPLESS = Trait("place", "no blank lines part items here")
    NO_PEER = Trait("place", "no other short line in the text is like it")
    BRIEFS = Trait("place", "the page is one of short items")

    # masthead_zone: where the masthead is
    FIRST_LINE = Trait("masthead_zone", "opens the page above the masthead's facts")
    CLOSES_FACTS = Trait("masthead_zone", "a motto that closes the masthead")
    LATIN_NAME = Trait("masthead_zone", "Latin letters below the nameplate")
    SPECIAL = Trait("masthead_zone", "a special issue's name")
    FOOT_MASTHEAD = Trait("masthead_zone", "stands with the facts of a masthead at the page's foot")
    IMPRINT = Trait("masthead_zone", "stands with facts of the masthead")
    LABELLED = Trait("masthead_zone", "a label and what it says")

    # runs: blocks that one of them governs
    HOTLINE = Trait("runs", "a service and its number by themselves")
    VERSE_TITLE = Trait("runs", "one line between two stanzas")
    PEN_NAME = Trait("runs", "a few letters between a title and verse")
    IN_NOTICE = Trait("runs", "below a notice's title")
    IN_BOX = Trait("runs", "in one block with a notice's title")
    AD_LINES = Trait("runs", "lines around a telephone or an address")
    VERSE = Trait("runs", "one of several equal short lines")

    # series: one of a series
    ORDINAL_RUN = Trait("series", "one of several numbered by ordinals")
    CELL_RUN = Trait("series", "one of three lines or more with as many words and figures")
    ITEM_RUN = Trait("series", "one of several items with a label")
    INTERVIEW = Trait("series", "one of two who take turns to ask and answer")

    # broken: sentences that a column broke
    BREAKS_OFF = Trait("broken", "a word, a figure or a quotation breaks off at its end")
    RESUMES = Trait("broken", "goes on with a broken word, figure or quotation")
    WITHIN_BROKEN = Trait("broken", "stands between two ends of one sentence")

    # pictured: captions told by the story around them
    PICTURE_NUMBER = Trait("pictured", "a numbered picture, in a story whose writer took pictures")
    PICTURE_IN_HEAD = Trait("pictured", "a sentence between a head and its story's first words")
    PICTURED_LINE = Trait(
        "pictured", "tells what is seen, alone in a story whose writer took pictures"
    )
    PICTURED = Trait("pictured", "a short sentence alone, in a story whose writer took pictures")

    # shared_words: the words of the texts around it
    SAME_WORDS = Trait("shared_words", "the text goes on with the words of the text above")
    OTHER_WORDS = Trait("shared_words", "the text shares no words with the text above")

    # drawn: what a printed page shows of it; known of PDFs alone
    SET_AS_TEXT = Trait("drawn", "set in the columns of a story")
    SET_TO_OPEN = Trait("drawn", "first in a story's columns, in another face than their text")
    SET_AS_HEAD = Trait("drawn", "the largest line over a story's columns")
    SET_IN_HEAD = Trait("drawn", "over a story's columns, smaller than its headline")
    SET_BELOW_HEAD = Trait("drawn", "a few small letters between a head and its columns")
    SET_TINY = Trait("drawn", "much smaller than the page's text")
    SET_AS_CROSSHEAD = Trait("drawn", "alone in a column, in another face or size")
    SET_OVER_OPENING = Trait("drawn", "alone in a column, over a text that opens with its source")
    SET_AS_CAPTION = Trait("drawn", "right below a picture")
    SET_BETWEEN_RULES = Trait("drawn", "between two rules of a column, in another style")
    SET_AS_ROW = Trait("drawn", "the row of a table that is ruled")
    SET_AS_FOOTNOTE = Trait("drawn", "small, under a short rule at a column's foot")
    SET_IN_LINES = Trait("drawn", "a line of its own in a column, as verse is set")
    SET_IN_BOX = Trait("drawn", "in a frame, with text smaller than the page's")
    SET_IN_FRAME = Trait("drawn", "in a frame without columns")
    SET_AS_AD = Trait("drawn", "in a frame that is marked as an advertisement")
    SET_BY_PLATE = Trait("drawn", "beside the nameplate")
    SET_AS_PLATE = Trait("drawn", "the largest letters of the page, at its top")
    SET_WITH_PLATE = Trait("drawn", "above or below the nameplate, above all stories")
    SET_OVER_ALL = Trait("drawn", "above all stories of a page without a nameplate")
    SET_AS_RUNNING = Trait("drawn", "on several pages at the same place")
    SET_LARGE = Trait("drawn", "larger than the page's text, in no story's columns")
    SET_SMALL = Trait("drawn", "no larger than the page's text, in no story's columns")


Traits = frozenset[Trait]
TRAITS = {one.name: one for one in vars(T).values() if isinstance(one, Trait)}
