"""``python -m broadsheet`` is the command."""

import sys

from broadsheet.cli import main

sys.exit(main())
