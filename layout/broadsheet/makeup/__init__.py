"""Make up pages: (edition, spec) → display list.

``pages.begin`` is the way in: pages come one by one, each set by ``sheet``.  ``shape`` reads the
drawn map, ``pick`` gives each box its item, ``heights`` finds the rows, and one module for each
kind of box sets its content.  Opens nothing: faces and picture sizes are handed in.
"""
