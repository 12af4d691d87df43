"""Messages in the reader's language: a catalogue of what the package says, in gettext's form.

``languages`` says which, ``catalogue`` finds a message's words by its template, ``spoken`` puts a
language for what is said; ``zh.po`` has the Chinese, and is made anew from the sources by
``layout/tables/messages.py``.
"""
