"""Raw text of a newspaper page to an ``Edition``.

``reader`` is the way in; the other modules are its steps, in this order: ``clean`` (text to
lines), ``blocks`` (lines to blocks), ``features`` (what speaks for what), ``sequence`` (the
likeliest row of labels), ``bylines``, ``heads``, ``joins`` and ``assemble`` (labels to items),
``ledger`` (nothing lost), ``punctuation`` and ``checks``.  Only the reader is for others.
"""

from broadsheet.parse.reader import Decision, Parsed, decode, explain, read_text

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]
