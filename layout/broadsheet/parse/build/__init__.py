"""Room of the building: labelled blocks to masthead, page and items.

``assemble`` hands the blocks out, lines of heads with their roles (``head_features``,
``head_roles``); ``stories`` (with ``head_lines`` and ``joins``), ``service`` and ``imprint`` make
items and facts of them; ``full_width`` and ``punctuation`` give their marks full width.
"""
