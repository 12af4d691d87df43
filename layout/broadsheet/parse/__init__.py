"""Raw text of a newspaper page to an ``Edition``.

``reader`` is the way in; the other modules are its steps, in this order: ``clean`` (text to
lines), ``blocks`` (lines to blocks), ``features`` and ``context`` (what speaks for what, with
``beside``, ``pictured``, ``plate``, ``runs``, ``series``, ``torn``, ``cohesion`` and the table
of word ``pairs``), ``stretches`` (a long text a part at a time), ``sequence`` (the likeliest
row of labels), ``bylines``, ``heads``, ``joins``, ``service`` and ``assemble`` (labels to
items), ``settle`` and ``punctuation`` (marks at full width), ``ledger`` (nothing lost),
``checks`` and ``account`` (what is told). Only the reader is for others.
"""

from broadsheet.parse.reader import Decision, Parsed, decode, explain, read_text

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]
