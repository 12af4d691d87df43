"""A page that draws itself (版样): from an edition and a house style to a layout spec.

``dummies.design`` is the way in.  ``ranking`` ranks what is on a page, ``demand`` measures it,
``forms`` and those beside it hold the house's taste, ``rooms`` and ``interlock`` search in
numbers, ``promise`` settles what they find, ``ground`` and ``foot`` lay out
what is no news, ``draw`` writes the spec, ``choose`` looks at composed pages.  Beside the wiring:
sees style, make-up and lint; nothing below sees it.  Opens nothing.
"""
