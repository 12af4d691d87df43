"""Room of the traits: what was noticed of each block, nothing decided.

``own`` (shape and words of a block by itself), ``neighbours`` and ``place`` (what stands
around it), with ``masthead_zone``, ``pictured``, ``runs``, ``series``, ``broken`` and
``shared_words``; ``shape`` and ``around`` say without words what a block and its
neighbours look like; ``portions`` wires them, a part of a long text at a time.
"""
