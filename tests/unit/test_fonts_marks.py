from broadsheet.fonts import marks


def test_no_mark_stands_twice() -> None:
    assert len(set(marks.MARKS)) == len(marks.MARKS) <= 0x100


def test_code_points_of_forms_are_private_and_differ() -> None:
    codes = list(marks.PRIVATE.values())
    assert len(set(codes)) == len(codes)
    assert all(0xF0000 <= code <= 0xFFFFD for code in codes)


def test_built_faces_rely_on_these_places() -> None:
    # Moved, they would need all faces built again.
    assert marks.private("，", "half") == 0xF0000
    assert marks.private("“", "full") == 0xF0100 + marks.MARKS.index("“")
    assert marks.private("\u3000", "quarter") == 0xF0500 + marks.MARKS.index("\u3000")


def test_a_character_without_forms_has_no_code() -> None:
    assert marks.private("浙", "half") == 0
    assert marks.private("；", "vert_half") == 0
    assert marks.private("—", "half") == 0
