"""The properties of random pages, looked for longer.

``BROADSHEET_PAGES=20000`` and ``--hypothesis-show-statistics`` give the figures of a long run.
"""

import os

from hypothesis import HealthCheck, given, settings

from broadsheet.edition import Edition
from broadsheet.spec import Spec
from tests.unit import random_pages

PAGES = int(os.environ.get("BROADSHEET_PAGES", "600"))


@settings(max_examples=PAGES, deadline=None, suppress_health_check=list(HealthCheck))
@given(random_pages.editions(), random_pages.specs())
def test_any_page_says_what_is_wrong_with_it(content: Edition, spec: Spec) -> None:
    assert random_pages.faults_of(content, spec) == []
