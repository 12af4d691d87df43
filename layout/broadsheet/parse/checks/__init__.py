"""Room of the checks: what a proofreader would ask of an edition.

``ledger`` (nothing lost), ``doubts`` with ``slips`` and ``persons``.
"""
