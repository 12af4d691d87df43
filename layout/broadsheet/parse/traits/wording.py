"""Traits that one pattern each tells.

Data only: which patterns of ``text.patterns`` speak for which traits.
"""

from broadsheet.parse.text import english, patterns
from broadsheet.parse.text.matching import PatternTable
from broadsheet.parse.traits.vocabulary import T

# by what a line holds
WORDING = PatternTable(
    {
        T.AD_WORDS: patterns.AD,
        T.AD_SURE: patterns.AD_SURE,
        T.INFO_WORDS: patterns.INFO,
        T.QR: patterns.QR,
        T.CAPTION: patterns.CAPTION,
        T.CAPTION_START: patterns.CAPTION_START,
        T.CREDIT: patterns.CREDIT,
        T.CREDIT_SURE: patterns.CREDIT_SURE,
        T.SIGN: patterns.SIGN,
        T.DIAL: patterns.DIAL,
        T.JUMP: patterns.JUMP,
        T.INDEX: patterns.INDEX,
        T.TEASER: patterns.TEASER,
        T.SHOP: patterns.SHOP,
        T.LINK: patterns.LINK,
        T.SIDES: patterns.SIDES,
        T.TIPS: patterns.TIPS,
        T.COUNTER: patterns.COUNTER,
        T.GENRE: patterns.GENRE,
        T.LABEL: patterns.LABEL,
        T.OWN_IMPRINT: patterns.IMPRINT,
        T.CONTACT: patterns.CONTACT,
        T.DATE: patterns.DATE_END,
        T.NOTICE_WORDS: patterns.NOTICE_WORDS,
        T.NOTICE_SURE: patterns.NOTICE_SURE,
        T.ORG: patterns.ORG,
    }
)
# by what a block opens with
OPENINGS = PatternTable(
    {
        T.DATED: patterns.DATED,
        T.JUMP_HEAD: patterns.JUMP_HEAD,
        T.NOTE: patterns.NOTE,
        T.QA: patterns.QA,
        T.QA_SURE: patterns.QA_SURE,
        T.LIST: patterns.LIST,
        T.LIST_MARK: patterns.LIST_MARK,
        T.ORDINAL: patterns.ORDINAL,
        T.PAGE_REF: patterns.PAGE_REF,
        T.SALUTATION: patterns.SALUTATION,
        T.TIMED: patterns.TIMED,
    }
)
# by what a line in Latin letters holds
ENGLISH = PatternTable({
    T.JUMP: english.JUMP, T.CREDIT_LINE: english.CREDIT, T.CAPTION: english.CAPTION,
    T.CONTACT: english.CONTACT, T.SHOP: english.SHOP, T.FIRM: english.FIRM, T.AD_WORDS: english.AD,
    T.NOTICE_TITLE: english.NOTICE, T.NOTICE_WORDS: english.NOTICE_WORDS, T.INDEX: english.INDEX,
    T.TEASER: english.TEASER, T.INFO_WORDS: english.INFO,
})  # fmt: skip
