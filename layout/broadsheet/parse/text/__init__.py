"""Room of the text: what a line says, asked of its characters alone.

``clean`` (text to lines), ``text_blocks`` (lines to blocks), ``characters`` (their classes),
``matching`` (patterns that cost nothing where they can't match), ``trade_words`` and
``patterns`` made of them, ``printed_facts``, ``folio_line`` and ``bylines`` (what such lines
hold), ``continuation`` (whether a text goes on in another) with the table of word ``pairs``.
"""
