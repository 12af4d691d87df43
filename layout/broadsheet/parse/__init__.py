"""Raw text of a newspaper page to an ``Edition``.

``reader`` is the way in; ``account`` tells what was decided, ``hints`` and ``lessons`` teach a
paper's habits, ``binding`` makes one edition of several pages, ``pdf`` reads PDFs by what is
drawn.  The steps are rooms, each of which knows those before it only: ``text`` (what lines
say), ``traits`` (what speaks for what), ``labels`` (the likeliest row), ``build`` (items made
of it), ``checks`` (what is doubted).  ``layout/README.md`` has their map.
"""

from broadsheet.parse.reader import Decision, Parsed, decode, explain, read_text

__all__ = ["Decision", "Parsed", "decode", "explain", "read_text"]
