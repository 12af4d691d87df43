"""How the reader's weights are learned, and measured on papers that were left out.

For developers: the product reads ``weights.json`` and needs nothing of this.  ``layout/READER.md``
tells in one screen how to add a page and to train.
"""
