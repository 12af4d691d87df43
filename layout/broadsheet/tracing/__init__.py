"""A printed page becomes the spec that sets it again.

Takes what the reader of PDFs saw of a page and the edition that it read there; returns geometry in
cells of a grid, and the text of a style and of a drawing.  Opens nothing.

values     what is traced, as values          roles    which line sets what of the edition
grid       body, rows, columns, margins       inks     which colour a thing has
areas      items → boxes in cells             heads    where head and pictures of a story stand
styles     sizes, faces, colours of roles     masthead, folio   a page's furniture
strips     advertisements and the like        drawing  boxes → the map; the text of both files
cutting    a part of a page, a picture → files     cutouts   … which the edition names
page       the wiring of one page
"""
