"""Forms in which an edition is kept and exchanged.

Each module reads a form into ``Edition`` and writes it back; ``edition_yaml`` is the
canonical one.  Knows nothing of layout.
"""
