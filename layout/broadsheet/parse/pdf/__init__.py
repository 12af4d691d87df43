"""PDF pages by what is drawn: their blocks in reading order, with place, size and face."""
