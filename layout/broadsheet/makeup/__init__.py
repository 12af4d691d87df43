"""Make up pages: (edition, spec) → display list.

``page.pages.begin`` is the way in: pages come one by one, each set by ``page.sheet``.  Rooms, each
knowing only those after it::

    page | guides      pages one by one, boxes set into their places
    threads | checks   stories that go on in another box | lost copy, missing glyphs, cost
    story | boxes      a story in its box | boxes that hold no story
    text               copy as chunks of set lines
    galley             the page in work, one box's galley, what is drawn around copy
    shape              the map in shapes, items to boxes, heights, what text runs round

Opens nothing: faces and picture sizes are handed in.
"""
