"""HarfBuzz's binding, loaded without what reads Python's own code.

Built for all versions of Python at once, it takes the flags of functions (``CO_OPTIMIZED`` …) from
``inspect``, which is as long in coming as the rest of the binding.  They are part of the language's
reference (3.2.8.1, code objects) and stand here as they are.
"""

from broadsheet.spared import WhenUsed, standing_in

FLAGS = {
    "CO_OPTIMIZED": 0x1,
    "CO_NEWLOCALS": 0x2,
    "CO_VARARGS": 0x4,
    "CO_VARKEYWORDS": 0x8,
    "CO_NESTED": 0x10,
    "CO_GENERATOR": 0x20,
    "CO_NOFREE": 0x40,
    "CO_COROUTINE": 0x80,
    "CO_ITERABLE_COROUTINE": 0x100,
    "CO_ASYNC_GENERATOR": 0x200,
}

with standing_in(WhenUsed("inspect", known=FLAGS)):
    import uharfbuzz as hb

__all__ = ["hb"]
