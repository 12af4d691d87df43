"""Make up pages: (edition, spec) → display list.

``pages.compose`` is the way in.  ``shape`` reads the drawn map, ``pick`` gives each box its
item, ``heights`` finds the rows, and one module for each kind of box sets its content.
Opens nothing: faces and picture sizes are handed in.
"""
