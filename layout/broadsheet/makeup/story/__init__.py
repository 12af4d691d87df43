"""A story in its box: head, pictures, pull quotes, columns or tiers, and how it fits."""
