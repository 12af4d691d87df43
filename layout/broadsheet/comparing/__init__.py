"""Two PDFs held against each other: what moved, and by how much; which words are others.

values     what is seen on a page, and what differs, as values
seen       a PDF's bytes → its pages: lines, stories, what is drawn
pairing    things on two pages → pairs of one thing, and what has none
wording    the stories of two files → what each says otherwise
held       two files → a comparison                inks   two pages as pictures → where ink differs
telling    a comparison → lines for a person, JSON  sheet  … → a picture
"""
