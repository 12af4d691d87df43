"""Room of the labels: the likeliest row of them for the traits of a page.

``weights`` (what each trait is worth, and each label after another), ``sequence`` (the best
row, with reasons and confidence).
"""
