"""Pages made by rule, extracted badly on purpose, each with its labels and its truth.

What pages kept by hand can't give is made here: many kinds of paper, in forms that the reader
was never shown, from words that are drawn by grammar so that none can be learned by heart.  The
seed decides everything.  For training and for tests; nothing here is used by the product.
"""

from tests.pagemaker.page import Page, make_page

__all__ = ["Page", "make_page"]
