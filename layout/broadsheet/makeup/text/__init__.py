"""Copy as chunks of set lines: paragraphs, crossheads, notes, lists, tables.

Knows how deep each is and how it is drawn, nothing of the columns that it is poured into.
"""
