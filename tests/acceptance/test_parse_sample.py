"""The sample page, measured by the score that the issue names."""

import json
import subprocess
import sys
from pathlib import Path

from broadsheet.edition import Article, Edition, Item, Photo
from broadsheet.parse import decode, read_text

SHARED = Path(__file__).parents[2].parent / "shared"
SCORE = SHARED / "measure" / "score_edition.py"
PAGE = SHARED / "editions" / "zjgrb-2021-08-18.txt"
TRUTH = SHARED / "editions" / "zjgrb-2021-08-18.truth.json"
CUTS = SHARED / "editions" / "zjgrb-2021-08-18.cuts.json"


def plain(item: Item) -> dict[str, object]:
    if isinstance(item, Photo):
        return {"kind": "photo", "caption": item.picture.caption}
    if not isinstance(item, Article):
        return {"kind": item.kind, "lines": list(item.copy)}
    byline = item.byline
    roles = [{"role": c.role, "names": list(c.names)} for c in byline.roles] if byline else []
    heads = ("section", "kicker", "headline", "deck", "source", "signature")
    return {
        "kind": "article",
        **{key: getattr(item, key) for key in heads},
        "byline": {"raw": byline.raw, "roles": roles} if byline else None,
        "body": [{"kind": b.kind, "text": b.text} for b in item.body],
        "pictures": [{"caption": p.caption} for p in item.pictures],
        "jump": {"raw": item.jump.raw} if item.jump else None,
    }


def read() -> Edition:
    text, encoding = decode(PAGE.read_bytes(), file=PAGE.name)
    assert encoding == "utf-8"
    return read_text(text, file=PAGE.name).edition


def test_sample_scores_999_with_nothing_lost_or_invented(tmp_path: Path) -> None:
    edition = read()
    out = tmp_path / "out.json"
    page = {"masthead": edition.masthead.facts(), "items": [plain(i) for i in edition.items]}
    out.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(SCORE), str(TRUTH), str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = json.loads(done.stdout)
    assert scores["overall"] >= 0.999
    assert (scores["lost_chars"], scores["invented_chars"]) == (0, 0)
    assert (scores["kinds"], scores["order"], scores["source"]) == (1.0, 1.0, 1.0)


def test_every_column_end_of_the_sample_is_kept_as_a_cut() -> None:
    wanted = json.loads(CUTS.read_text(encoding="utf-8"))
    stories = [i for i in read().items if isinstance(i, Article)]
    cuts = [(c.before, c.after) for s in stories for b in s.body for c in b.cuts]
    assert len(cuts) == len(wanted)
    for (before, after), want in zip(cuts, wanted, strict=True):
        assert before.endswith(want["before"][-4:])
        assert after.startswith(want["after"][:4])


def test_the_missing_quote_is_reported_and_only_that() -> None:
    found = [f for f in read().findings if f.level != "note"]
    assert [(f.code, f.where.line if f.where else 0) for f in found] == [("unbalanced", 113)]
