"""Find editors' faults on composed pages.

A stage of its own, beside the painters: takes ``Pages`` and a ``Spec``, returns findings in
the trade's words.  ``lint_page`` looks at a page once; ``heads``, ``display_type``, ``whites``,
``columns``, ``furnishing`` and ``marking`` hold the rules, ``rules`` is their table.  Sees
what is on the page and nothing of how it came there.
"""

from broadsheet.lint.rules import faults

__all__ = ["faults"]
