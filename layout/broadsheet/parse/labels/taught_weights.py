"""What a person taught of a line is worth for each label, in nats.

Set by hand: no page that weights are learned from was taught anything, and what somebody said
of a line outweighs all that the line shows.
"""

from collections.abc import Mapping

TAUGHT: Mapping[str, Mapping[str, float]] = {
    "taught_name": {"name": 20},
    "taught_tag": {"head": 20},
    "taught_text": {"head": -20},
}
