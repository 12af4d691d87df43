"""The faces: which there are, what they hold, how wide their glyphs run, and subsets of them.

Takes family names of a spec; gives glyph numbers, advances and font programs.  Knows
nothing of lines, boxes or PDF.  Nothing is imported here, so that the tables in
``marks`` and ``manifest`` cost nothing to those who need only them.
"""
