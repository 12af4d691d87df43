"""Many editions: a folder, a list, an archive of days.

Takes jobs and an order; has them set by any ``concurrent.futures.Executor``; returns an
outcome for each.  One fault is one line, and the rest is done; a journal tells what need not
be done again.  The wiring is ``running``; ``work`` is what a worker does.
"""

from broadsheet.batch.jobs import jobs_of
from broadsheet.batch.journal import Journal
from broadsheet.batch.models import BatchOrder, Job, Outcome
from broadsheet.batch.running import run

__all__ = ["BatchOrder", "Job", "Journal", "Outcome", "jobs_of", "run"]
