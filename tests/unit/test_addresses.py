"""Where links and codes may lead: the web, mail and telephones, and nowhere else."""

import io

import pytest
from pypdf import PdfReader

import broadsheet
from broadsheet import interchange
from broadsheet.addresses import target_of
from broadsheet.display import Link, Outline
from tests.unit.pages_of import edition, small_spec, story


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://tide.example/a?b=1#c", "https://tide.example/a?b=1#c"),
        ("HTTP://tide.example", "HTTP://tide.example"),
        ("www.tide.example/今天", "https://www.tide.example/今天"),
        ("tide.example:8080/x", "https://tide.example:8080/x"),
        (" news@tide.example ", "mailto:news@tide.example"),
        ("tel:+86-571-5550000", "tel:+86-571-5550000"),
        ("mailto:news@tide.example?subject=潮", "mailto:news@tide.example?subject=潮"),
    ],
)
def test_web_mail_and_telephone_are_led_to(address: str, target: str) -> None:
    assert target_of(address) == target


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:app.alert(1)", "JavaScript://www.tide.example/%0aalert(1)"),
        *("java\nscript:f()", "file:///etc/passwd", "data:text/html,<b>", "weixin://dl/chat"),
        *("ms-word:ofe|u|x", "//tide.example", "\\\\server\\share", "#s1", "潮", "", "a b.example"),
        *("https://", "http://a\u202eb.example", "vbscript:f()", "https:tide.example"),
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert target_of(address) == ""


def composed(address: str) -> broadsheet.Pages:
    spec = small_spec("E E p p | auto", {"E": {"ear": "code"}, "p": {"story": "1"}})
    ear = {"promo": "看潮", "qr": {"url": address, "caption": "扫码"}}
    return broadsheet.compose(edition(story(1, [200]), ear=ear), spec)


def test_a_code_of_another_address_is_told_and_printed_as_text() -> None:
    good, bad = composed("www.tide.example"), composed("javascript:app.alert(1)")
    assert [m.target for m in good.pages[0].marks if isinstance(m, Link)] == [
        "https://www.tide.example"
    ]
    assert not [m for m in bad.pages[0].marks if isinstance(m, Link | Outline) and m.box == "E"]
    [told] = [finding for finding in bad.findings if finding.code == "link"]
    assert (told.level, told.box) == ("warning", "E")
    assert "'javascript:app.alert(1)'" in told.message
    assert "printed as text" in told.message
    assert any(
        "javascript:app.alert(1)".startswith(line.plain.rstrip("…")) and line.box == "E"
        for line in bad.lines()
        if line.plain
    )
    out = io.BytesIO()
    broadsheet.write_pdf(bad, out)
    assert b"/URI" not in out.getvalue()
    assert "/Annots" not in PdfReader(out).pages[0]


def test_addresses_in_copy_lead_to_the_web_over_tls() -> None:
    told = story(1, [60]) | {"body": ["请看 www.T.cn/a 与 js:f() 与 x@t.cn 等"]}
    pages = broadsheet.compose(edition(told), small_spec("p p p p | auto"))
    links = [mark.target for mark in pages.pages[0].marks if isinstance(mark, Link)]
    assert links == ["https://www.T.cn/a", "mailto:x@t.cn"]


def test_an_export_leaves_such_an_address_out_and_tells() -> None:
    ear = {"promo": "看潮", "qr": {"url": "file:///etc/passwd", "caption": "扫码"}}
    day = edition(story(1, [20]), ear=ear)
    for form in ("ninjs", "markdown", "newsml"):
        exported = interchange.export(day, form)
        assert "passwd" not in "".join(exported.files.values())
        assert [finding.code for finding in exported.findings][:1] == ["link"]
    assert "passwd" in interchange.export(day, "yaml").files["edition.yaml"]
