"""Messages in the reader's language: a catalogue of what the package says, in gettext's form.

``catalogue`` finds a message's words by its template; ``zh.po`` has the Chinese, and is made anew
from the sources by ``layout/tables/messages.py``.
"""

from broadsheet.messages.catalogue import LANGUAGES, Catalogue, chosen, opened

__all__ = ["LANGUAGES", "Catalogue", "chosen", "opened"]
