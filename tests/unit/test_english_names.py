"""Who is named by bylines in Latin letters, once a line is known to be one."""

import pytest

from broadsheet.parse.build.credited import byline_of

NAMED = {
    "By MARA QUILLFEATHER": "MARA QUILLFEATHER",
    "by j. r. hobb": "j. r. hobb",
    "Mara Quill": "Mara Quill",
    "(By Mrs. T. J. Oakes)": "Mrs. T. J. Oakes",
    "By Sgt. Pat Lunt, 2nd Bn.": "Pat Lunt",
    "By Rev. Amos Lunt.": "Amos Lunt",
    "By Sister Agnes": "Sister Agnes",
    "Mara Quill @maraq": "Mara Quill",
    "Mara Quill | Gazette Garden Editor": "Mara Quill",
    "PAT LUNT GAZETTE STAFF": "PAT LUNT",
    "By Orchard County Agent Pat Lunt": "Pat Lunt",
    "By Pat Lunt in Lower Ferry": "Pat Lunt",
    "Story and photos by Pat Lunt": "Pat Lunt",
    "Pat Lunt and Mara Quill pat.lunt@gazette.example": "Pat Lunt; Mara Quill",
    "By Pat Lunt, Mara Quill & Jo Oakes, Staff Writers": "Pat Lunt; Mara Quill; Jo Oakes",
    "by Jo, age 8": "Jo",
    "Jo Oakes, M.D.": "Jo Oakes",
    "By “Bystander”": "“Bystander”",
    "By No. 4471": "No. 4471",
    "Pat van der Lunt ’09": "Pat van der Lunt",
}


@pytest.mark.parametrize("line", NAMED)
def test_names_are_told_from_what_stands_around_them(line: str) -> None:
    byline = byline_of(line)
    assert "; ".join(name for one in byline.roles for name in one.names) == NAMED[line]
    assert byline.raw == line


@pytest.mark.parametrize(
    "line",
    [
        "Gazette Staff Writer",
        "Contributor",
        "Seven Seas News Service",
        "By Our Own Correspondent",
        "By a Staff Reporter",
        "LOWER FERRY, March 3 (AP)",
        "maraq@gazette.example",
        "By",
        "|",
    ],
)
def test_offices_services_and_addresses_name_nobody(line: str) -> None:
    assert byline_of(line).roles == ()


def test_who_wrote_and_who_took_the_pictures_are_two_deeds() -> None:
    byline = byline_of("Words: Pat Lunt | Photos: Mara Quill")
    assert [(one.role, one.names) for one in byline.roles] == [
        ("Words", ("Pat Lunt",)),
        ("Photos", ("Mara Quill",)),
    ]


def test_chinese_bylines_are_read_by_their_deeds() -> None:
    assert [(one.role, one.names) for one in byline_of("记者 林潮 通讯员 何以宁").roles] == [
        ("记者", ("林潮",)),
        ("通讯员", ("何以宁",)),
    ]
