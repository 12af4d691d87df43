"""What is known of a page before anything is set: numbers and names, no type.

The map as shapes of boxes, which item each box gets, how high the rows are, what text runs round.
"""
