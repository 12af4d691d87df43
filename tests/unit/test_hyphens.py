"""Latin words broken by the rules of their language, where a style asks for it."""

import io
import sys
from typing import Any

import pypdf
import pytest

from broadsheet import api, trial
from broadsheet.errors import SpecError, UserError

TEXT = (
    "新版本支持internationalisation与responsibilities等长词，communication随之顺畅，extraordinary。"
)


def done(text: str = TEXT, hyphens: str = "en-GB", **changes: Any) -> trial.Trial:
    spec = api.load_spec(overrides=[("styles.body.hyphens", hyphens)])
    return api.set_text(text, spec, trial.TrialOrder(**{"measure": "12em"} | changes))


def lines(made: trial.Trial) -> list[str]:
    return [line["text"] for line in trial.report(made)["lines"]]


def test_words_are_broken_only_where_a_style_asks_for_it() -> None:
    assert not any("\u00ad" in line for line in lines(done(hyphens="")))
    broken = [line for line in lines(done()) if line.endswith("\u00ad")]
    assert broken[0] == "新版本支持internation\u00ad"
    assert "".join(lines(done())).replace("\u00ad", "") == TEXT


def test_the_hyphen_stands_inside_the_measure() -> None:
    for line in trial.report(done())["lines"][:-1]:
        last = line["glyphs"][-1]
        assert last["x"] + last["advance"] <= 12.001
        assert line["width"] == pytest.approx(12, abs=0.51)


def test_looser_lines_become_rarer() -> None:
    plain, broken = done(hyphens=""), done()
    widest = [max(line.stretch for line in made.lines) for made in (plain, broken)]
    assert widest[1] < widest[0]


@pytest.mark.parametrize(
    "word", ["NATIONALISATION", "short", "www.internationalisation.cn", "a-national"]
)
def test_what_is_no_plain_word_stays_whole(word: str) -> None:
    for measure in range(16, 24):
        made = done("江" * 12 + word + "江" * 12, measure=f"{measure}em")
        assert not any("\u00ad" in line for line in lines(made))


def test_a_broken_word_reads_back_whole() -> None:
    out = io.BytesIO()
    api.write_pdf(trial.as_pages(done(), api.load_style()), out)
    text = pypdf.PdfReader(out).pages[0].extract_text()
    kept = text.replace("\u00ad\n", "").replace("\n", "").replace(" ", "")
    assert kept == TEXT


def test_a_story_with_broken_words_is_proved() -> None:
    body = ["潮水退去，" + TEXT * 4]
    item = {"kind": "article", "id": "s", "headline": "新版", "body": body}
    day = api.read_edition({"masthead": {"name": "汀澜日报"}, "items": [item]})
    spec = api.load_spec(overrides=[("styles.body.hyphens", "en-GB")])
    pages = api.compose(day, spec)
    assert any("\u00ad" in line.plain for line in pages.lines())
    assert not [f for f in pages.findings if f.level == "error"]
    out = io.BytesIO()
    api.write_pdf(pages, out)
    assert api.prove(out.getvalue(), day) == ()


def test_unknown_languages_and_a_missing_extra_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="no hyphens for the language 'xx'"):
        done(hyphens="xx")
    with pytest.raises(SpecError, match="is not a language"):
        done(hyphens="English!")
    monkeypatch.delitem(sys.modules, "broadsheet.paragraph.hyphens", raising=False)
    monkeypatch.delattr("broadsheet.paragraph.hyphens", raising=False)
    monkeypatch.setitem(sys.modules, "pyphen", None)
    with pytest.raises(UserError, match="need pyphen"):
        done()


@pytest.mark.parametrize(
    "text", ["\u00ad:", "\u00ad，", "潮\u00ad。", "a\u00ad\u00ad)", "\u00ad", "b\u00ad "]
)
def test_a_soft_hyphen_where_no_line_may_end_is_no_place_to_break(text: str) -> None:
    kept = text.replace("\u00ad", "").strip()
    for hyphens in ("", "en-GB"):
        told = "".join(lines(done(text, hyphens)))
        assert told.replace("\u00ad", "").strip() == kept
